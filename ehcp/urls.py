"""Every address. Pages are grouped by who reads them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ehcp import access
from ehcp.pages import doors, plan_document
from ehcp.pages.public.health import health, health_of_the_work
from ehcp.pages.public.metrics import metrics

urlpatterns = [
    path("health", health, name="health"),
    path("health/work", health_of_the_work, name="health_of_the_work"),
    path("metrics", metrics, name="metrics"),
    path("", doors.home, name="home"),
    path("", include("ehcp.pages.public.urls")),
    path("cases/<int:pk>/", doors.door(access.cases_for, "case"), name="case"),
    path("advice/<int:pk>/", doors.door(access.advice_for, "advice"), name="advice"),
    path("plans/<int:pk>/", doors.door(access.plans_for, "plan"), name="plan"),
    path("plans/<int:pk>/plan.pdf", plan_document.plan_as_pdf, name="plan_pdf"),
    path("plans/<int:pk>/read/", plan_document.plan_as_page, name="plan_page"),
    path(
        "consultations/<int:pk>/", doors.door(access.consultations_for, "consultation"), name="consultation"
    ),
    path("budgets/<int:pk>/", doors.door(access.budgets_for, "budget"), name="budget"),
    path("reviews/<int:pk>/", doors.door(access.reviews_for, "review"), name="review"),
    path("disputes/<int:pk>/", doors.door(access.disputes_for, "dispute"), name="dispute"),
    path("questions/<int:pk>/", doors.door(access.enquiries_for, "enquiry"), name="enquiry"),
    path("family/", include("ehcp.pages.family.urls")),
    path("professional/", include("ehcp.pages.professional.urls")),
    path("authority/", include("ehcp.pages.authority.urls")),
    path("administration/", include("ehcp.pages.administration.urls")),
    path("notices/", include("notifications.urls")),
    path("calendar/", include("ehcp.pages.calendar")),
    path("account/", include("ehcp.pages.accounts")),
]
if settings.PRACTICE:
    urlpatterns.append(path("practice/", include("ehcp.practice.urls")))
if settings.DEBUG:
    urlpatterns.append(path("admin/", admin.site.urls))
