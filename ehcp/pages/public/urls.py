from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from ehcp.pages.invitations import AcceptInvitation

from . import law, pages, request

urlpatterns = [
    path("start/", pages.Start.as_view(), name="start"),
    path("request/", login_not_required(request.Begin.as_view()), name="request"),
    path("request/elsewhere/", request.elsewhere, name="request_elsewhere"),
    path("request/<str:token>/", login_not_required(request.TakeUpAgain.as_view()), name="request_draft"),
    path(
        "request/<str:token>/save/", login_not_required(request.SaveForLater.as_view()), name="request_save"
    ),
    path(
        "request/<str:token>/check/", login_not_required(request.CheckAndSend.as_view()), name="request_check"
    ),
    path(
        "request/<str:token>/receipt/", login_not_required(request.Receipt.as_view()), name="request_receipt"
    ),
    path(
        "request/<str:token>/<slug:question>/",
        login_not_required(request.Ask.as_view()),
        name="request_question",
    ),
    path("invitation/<str:token>/", AcceptInvitation.as_view(), name="invitation"),
    path("law/", law.TheLaw.as_view(), name="the_law"),
    path("law/<str:ref>/", law.OneRow.as_view(), name="law_row"),
    path("law.json", law.law_json, name="law_json"),
    path("law.schema.json", law.law_schema, name="law_schema"),
    # Where the law stood first.
    path("the-law/", login_not_required(RedirectView.as_view(pattern_name="the_law", permanent=True))),
    path(
        "independent-advice/",
        pages.Page.as_view(template_name="public/advice.html"),
        name="independent_advice",
    ),
    path(
        "accessibility/", pages.Page.as_view(template_name="public/accessibility.html"), name="accessibility"
    ),
    path("privacy/", pages.Privacy.as_view(), name="privacy"),
]
