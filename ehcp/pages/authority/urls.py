from django.urls import path

from . import (
    act,
    advice,
    case,
    disputes,
    enquiries,
    holidays,
    home,
    kept_promises,
    manager,
    moves,
    not_arrived,
    organisations,
    people,
    plan,
    tabs,
)

app_name = "authority"

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("cases/", home.CaseList.as_view(), name="cases"),
    path("cases/new/", people.NewCase.as_view(), name="new_case"),
    path("cases/take-over/", moves.TakeOver.as_view(), name="take_over"),
    # The pages of a case, in the order of its menu
    path("cases/<int:pk>/", case.Overview.as_view(), name="case"),
    path("cases/<int:pk>/people/", people.People.as_view(), name="people"),
    path("cases/<int:pk>/people/child/", people.EditChild.as_view(), name="child"),
    path("cases/<int:pk>/people/invite/", people.InviteFamily.as_view(), name="invite_family"),
    path(
        "cases/<int:pk>/people/family/<int:member>/", people.EditFamilyMember.as_view(), name="family_member"
    ),
    path(
        "cases/<int:pk>/people/invitations/<int:invitation>/",
        people.RevokeInvitation.as_view(),
        name="revoke_invitation",
    ),
    path("cases/<int:pk>/people/caseworker/", people.AssignCaseworker.as_view(), name="caseworker"),
    path("cases/<int:pk>/people/commissioner/", people.SetCommissioner.as_view(), name="commissioner"),
    path("cases/<int:pk>/advice/", advice.CaseAdvice.as_view(), name="case_advice"),
    path("cases/<int:pk>/plan/", plan.CasePlan.as_view(), name="case_plan"),
    path("cases/<int:pk>/plan-file/", moves.PlanFileOfACase.as_view(), name="plan_file"),
    path("cases/<int:pk>/comments/", tabs.Comments.as_view(), name="comments"),
    path("cases/<int:pk>/consultations/", tabs.Consultations.as_view(), name="consultations"),
    path("cases/<int:pk>/money/", tabs.Money.as_view(), name="money"),
    path("cases/<int:pk>/reviews/", tabs.Reviews.as_view(), name="reviews"),
    path("cases/<int:pk>/disagreements/", disputes.Disputes.as_view(), name="disputes"),
    path("cases/<int:pk>/questions/", enquiries.Questions.as_view(), name="questions"),
    path("cases/<int:pk>/give-in/", disputes.GiveIn.as_view(), name="give_in"),
    path("cases/<int:pk>/request/", case.Request.as_view(), name="request"),
    path("cases/<int:pk>/history/", case.History.as_view(), name="history"),
    # One row of a case
    path("advice/<int:pk>/", advice.OneAdvice.as_view(), name="advice"),
    path("consultations/<int:pk>/", tabs.OneConsultation.as_view(), name="consultation"),
    path("budgets/<int:pk>/", tabs.OneBudget.as_view(), name="budget"),
    path("reviews/<int:pk>/", tabs.OneReview.as_view(), name="review"),
    path("disputes/<int:pk>/", disputes.OneDispute.as_view(), name="dispute"),
    path("questions/<int:pk>/", enquiries.OneQuestion.as_view(), name="enquiry"),
    path("questions/<int:pk>/answer/", enquiries.AnswerQuestion.as_view(), name="answer_question"),
    path("comments/<int:pk>/", tabs.AnswerComment.as_view(), name="answer_comment"),
    # The plan editor
    path("plans/<int:pk>/", plan.OneVersion.as_view(), name="plan"),
    path("plans/<int:pk>/views/", plan.EditViews.as_view(), name="views"),
    path("plans/<int:pk>/sections/<str:letter>/", plan.Section.as_view(), name="section"),
    path("plans/<int:pk>/sections/<str:letter>/add/", plan.AddLine.as_view(), name="add_line"),
    path("plans/<int:pk>/sections/<str:letter>/none/", plan.SayNone.as_view(), name="say_none"),
    path("plans/<int:pk>/use/<str:kind>/<int:line>/", plan.UseLine.as_view(), name="use_line"),
    path("plans/<int:pk>/leave-out/<str:kind>/<int:line>/", plan.LeaveOut.as_view(), name="leave_out"),
    path("lines/<str:kind>/<int:pk>/", plan.EditLine.as_view(), name="edit_line"),
    path("lines/<str:kind>/<int:pk>/take-out/", plan.RemoveLine.as_view(), name="remove_line"),
    # Every act
    path("do/<str:kind>/<int:pk>/<str:act>/", act.Do.as_view(), name="act"),
    path("cases/<int:pk>/done/<int:seq>/", act.Done.as_view(), name="done"),
    # Messages that did not arrive
    path("messages/", not_arrived.NotArrived.as_view(), name="not_arrived"),
    path("messages/<int:pk>/again/", not_arrived.SendAgain.as_view(), name="send_again"),
    path("messages/<int:pk>/settled/", not_arrived.Settle.as_view(), name="settle"),
    path("messages/<int:pk>/address/", not_arrived.CorrectAddress.as_view(), name="correct_address"),
    # The authority itself
    path("manager/", manager.Manager.as_view(), name="manager"),
    path("manager/promises/", kept_promises.Promises.as_view(), name="promises"),
    path("manager/caseworkers/<int:user>/", manager.HandOver.as_view(), name="hand_over"),
    path("organisations/", organisations.Organisations.as_view(), name="organisations"),
    path("organisations/new/", organisations.AddOrganisation.as_view(), name="add_organisation"),
    path("organisations/holidays/", holidays.Holidays.as_view(), name="holidays"),
    path("organisations/holidays/add/", holidays.AddHoliday.as_view(), name="add_holiday"),
    path("organisations/holidays/file/", holidays.UploadHolidays.as_view(), name="upload_holidays"),
    path("organisations/holidays/school-holidays.csv", holidays.HolidaysAsCsv.as_view(), name="holidays_csv"),
    path("organisations/holidays/<int:closure>/", holidays.EditHoliday.as_view(), name="holiday"),
    path(
        "organisations/holidays/<int:closure>/remove/",
        holidays.RemoveHoliday.as_view(),
        name="remove_holiday",
    ),
    path("organisations/<int:pk>/", organisations.OneOrganisation.as_view(), name="organisation"),
    path(
        "organisations/<int:pk>/change/", organisations.EditOrganisation.as_view(), name="edit_organisation"
    ),
    path("organisations/<int:pk>/invite/", organisations.InviteMember.as_view(), name="invite_member"),
    path("organisations/<int:pk>/members/<int:member>/", organisations.EditMember.as_view(), name="member"),
    path(
        "organisations/<int:pk>/members/<int:member>/leave/",
        organisations.MemberLeave.as_view(),
        name="member_leave",
    ),
    path(
        "organisations/<int:pk>/members/<int:member>/leave/<int:absence>/",
        organisations.EndMemberLeave.as_view(),
        name="end_member_leave",
    ),
    path(
        "organisations/<int:pk>/invitations/<int:invitation>/",
        organisations.RevokeMemberInvitation.as_view(),
        name="revoke_member_invitation",
    ),
]
