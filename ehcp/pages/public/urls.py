from django.contrib.auth.decorators import login_not_required
from django.urls import path

from ehcp.pages.invitations import AcceptInvitation

from . import pages, request

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
    path("the-law/", pages.TheLaw.as_view(), name="the_law"),
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
