from django.urls import path

from . import views

urlpatterns = [
    path("", views.Cast.as_view(), name="practice_cast"),
    path("become/", views.become, name="practice_become"),
    path("tomorrow/", views.tomorrow, name="practice_tomorrow"),
    path("next-due/", views.next_due, name="practice_next_due"),
    path("day/", views.AnotherDay.as_view(), name="practice_day"),
    path("on-the-way/", views.OnTheWay.as_view(), name="practice_on_the_way"),
    path("outbox/", views.Outbox.as_view(), name="practice_outbox"),
    path("outbox/<int:pk>/", views.Letter.as_view(), name="practice_letter"),
    path("outbox/<int:pk>/letter.pdf", views.OnPaper.as_view(), name="practice_letter_pdf"),
]
