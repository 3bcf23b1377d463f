from django.urls import URLPattern, path

from . import advice, case, consultation, disputes, later, moves, plan, review, rows, team, worklist

app_name = "professional"


def of_rows(kind: str) -> list[URLPattern]:
    """The pages on which one kind of row of an advice is listed, added, changed and removed."""
    at, which = f"advice/<int:pk>/{kind}/", {"rows": kind}
    return [
        path(at, rows.RowList.as_view(), which, name=f"{kind}_list"),
        path(f"{at}add/", rows.WriteRow.as_view(), which, name=f"{kind}_add"),
        path(f"{at}<int:row>/remove/", rows.RemoveRow.as_view(), which, name=f"{kind}_remove"),
        path(f"{at}<int:row>/<slug:part>/", rows.WriteRow.as_view(), which, name=f"{kind}_change"),
    ]


urlpatterns: list[URLPattern] = [
    path("", worklist.Home.as_view(), name="home"),
    path("team/", team.Team.as_view(), name="team"),
    path("team/<int:pk>/leave/", team.ColleagueLeave.as_view(), name="leave"),
    path("team/<int:pk>/leave/<int:absence>/", team.EndColleagueLeave.as_view(), name="end_leave"),
    path("team/<int:pk>/answers/", team.Answers.as_view(), name="answers"),
    path("cases/<int:pk>/", case.CaseView.as_view(), name="case"),
    # Advice
    path("advice/<int:pk>/", advice.AdviceView.as_view(), name="advice"),
    path("advice/<int:pk>/arrived/", advice.Acknowledge.as_view(), name="advice_acknowledge"),
    path("advice/<int:pk>/summary/", rows.Summary.as_view(), name="advice_summary"),
    *(url for kind in rows.KINDS for url in of_rows(kind)),
    path("advice/<int:pk>/check/", advice.CheckAndSend.as_view(), name="advice_check"),
    path("advice/<int:pk>/sent/", advice.Sent.as_view(), name="advice_sent"),
    path("advice/<int:pk>/not-known/", advice.SayNotKnown.as_view(), name="advice_not_known"),
    path("advice/<int:pk>/earlier/", advice.ProposeEarlier.as_view(), name="advice_earlier"),
    path("advice/<int:pk>/earlier/enough/", advice.SayEnough.as_view(), name="advice_enough"),
    path("advice/<int:pk>/earlier/not-enough/", advice.SayNotEnough.as_view(), name="advice_not_enough"),
    # The plan
    path("consultations/<int:pk>/", consultation.ConsultationView.as_view(), name="consultation"),
    path("consultations/<int:pk>/answer/", consultation.Answer.as_view(), name="consultation_answer"),
    path("plans/<int:pk>/", plan.PlanView.as_view(), name="plan"),
    path("plans/<int:pk>/section-g/agree/", plan.AgreeSectionG.as_view(), name="section_g_agree"),
    path("plans/<int:pk>/section-g/change/", plan.ChangeSectionG.as_view(), name="section_g_change"),
    path("cases/<int:pk>/health-provision/", plan.HealthProvision.as_view(), name="health_provision"),
    path("cases/<int:pk>/reassessment/", later.AskForReassessment.as_view(), name="reassessment"),
    # The family moves, or health changes hands
    path("cases/<int:pk>/health/another/", moves.NoteOther.as_view(), name="other_commissioner"),
    path("cases/<int:pk>/health/another/told/", moves.TellNew.as_view(), name="tell_new_commissioner"),
    path("cases/<int:pk>/health/move/told/", moves.TellOfMove.as_view(), name="tell_of_move"),
    path("cases/<int:pk>/health/arranged/", moves.CanBeArranged.as_view(), name="can_be_arranged"),
    path("cases/<int:pk>/health/not-arranged/", moves.AskTheAuthority.as_view(), name="ask_authority"),
    # A disagreement about health
    path("disputes/<int:pk>/", disputes.DisputeView.as_view(), name="dispute"),
    path("disputes/<int:pk>/mediation/", disputes.Arrange.as_view(), name="mediation_arrange"),
    path("disputes/<int:pk>/no-mediation/", disputes.Cannot.as_view(), name="mediation_cannot"),
    path("disputes/<int:pk>/agreement/", disputes.Agree.as_view(), name="mediation_agree"),
    path("disputes/<int:pk>/agreement/told/", disputes.TellTheCouncil.as_view(), name="agreement_told"),
    path("disputes/<int:pk>/agreement/done/", disputes.DoAsAgreed.as_view(), name="agreement_done"),
    path("disputes/<int:pk>/recommendation/", disputes.Answer.as_view(), name="recommendation_answer"),
    # The yearly review
    path("reviews/", review.Reviews.as_view(), name="reviews"),
    path("cases/<int:pk>/review/", review.FixMeeting.as_view(), name="review_fix"),
    path("reviews/<int:pk>/", review.ReviewView.as_view(), name="review"),
    path("reviews/<int:pk>/move/", review.MoveMeeting.as_view(), name="review_move"),
    path("reviews/<int:pk>/invite/", review.Invite.as_view(), name="review_invite"),
    path("reviews/<int:pk>/circulate/", review.Circulate.as_view(), name="review_circulate"),
    path("reviews/<int:pk>/meeting/", review.Hold.as_view(), name="review_hold"),
    path("reviews/<int:pk>/report/", review.Report.as_view(), name="review_report"),
    path("reviews/<int:pk>/report/send/", review.SendReport.as_view(), name="report_send"),
    path("reviews/<int:pk>/report/<int:outcome>/", review.ReportProgress.as_view(), name="report_progress"),
]
