from django.urls import path

from . import acts, case, disputes, enquiries, later, reading, views
from .done import Confirmation

app_name = "family"

urlpatterns = [
    path("", case.Home.as_view(), name="home"),
    path("cases/<int:pk>/", case.WhereIsThePlan.as_view(), name="case"),
    path("cases/<int:pk>/done/<int:seq>/", Confirmation.as_view(), name="done"),
    # Advice and the family's own views
    path("advice/<int:pk>/", reading.AdvicePage.as_view(), name="advice"),
    path("advice/<int:pk>/views/", views.Views.as_view(), name="views"),
    path("advice/<int:pk>/views/send/", acts.GiveViews.as_view(), name="give_views"),
    path("advice/<int:pk>/views/<slug:part>/", views.ViewsPart.as_view(), name="views_part"),
    path("advice/<int:pk>/earlier/", acts.EarlierReport.as_view(), name="earlier"),
    # The plan, and what is said about it
    path("cases/<int:pk>/plans/", reading.Plans.as_view(), name="plans"),
    path("plans/<int:pk>/", reading.PlanPage.as_view(), name="plan"),
    path("plans/<int:pk>/comment/", acts.CommentOnALine.as_view(), name="comment_on_all"),
    path("plans/<int:pk>/comment/<str:kind>/<int:line>/", acts.CommentOnALine.as_view(), name="comment"),
    path("cases/<int:pk>/finish/", acts.FinishCommenting.as_view(), name="finish"),
    path("cases/<int:pk>/comments/", reading.Comments.as_view(), name="comments"),
    path("cases/<int:pk>/left-out/", reading.WhatWasLeftOut.as_view(), name="left_out"),
    # School or college
    path("cases/<int:pk>/settings/", reading.Settings.as_view(), name="settings"),
    path("cases/<int:pk>/settings/ask/", acts.Prefer.as_view(), name="prefer"),
    path("consultations/<int:pk>/", reading.ConsultationPage.as_view(), name="consultation"),
    # Money
    path("cases/<int:pk>/budgets/", reading.Budgets.as_view(), name="budgets"),
    path("cases/<int:pk>/budgets/ask/", acts.AskForBudget.as_view(), name="ask_for_budget"),
    path("budgets/<int:pk>/", reading.BudgetPage.as_view(), name="budget"),
    path("budgets/<int:pk>/consent/", acts.Consent.as_view(), name="consent"),
    path("budgets/<int:pk>/review/", acts.AskForBudgetReview.as_view(), name="budget_review"),
    path("budgets/<int:pk>/give-up/", later.WithdrawConsent.as_view(), name="withdraw_consent"),
    path("budgets/<int:pk>/think-again/", later.AskForReconsideration.as_view(), name="reconsider"),
    # The yearly review, and a re-assessment
    path("cases/<int:pk>/re-assessment/", later.AskForReassessment.as_view(), name="reassessment"),
    path("cases/<int:pk>/reviews/", reading.Reviews.as_view(), name="reviews"),
    path("reviews/<int:pk>/", reading.ReviewPage.as_view(), name="review"),
    # Disagreement, and the way out
    path("cases/<int:pk>/disagree/", disputes.Disagree.as_view(), name="disputes"),
    path("cases/<int:pk>/mediation/", disputes.AskForMediation.as_view(), name="mediation"),
    path("cases/<int:pk>/no-mediation/", disputes.DeclineMediation.as_view(), name="no_mediation"),
    path("cases/<int:pk>/mediation-certificate/", disputes.RecordCertificate.as_view(), name="certificate"),
    path("cases/<int:pk>/appeal/", disputes.RecordAppeal.as_view(), name="appeal"),
    path("disputes/<int:pk>/", disputes.WhereItStands.as_view(), name="dispute"),
    path("disputes/<int:pk>/mediation-ended/", disputes.EndMediation.as_view(), name="end_mediation"),
    path("disputes/<int:pk>/withdraw/", disputes.WithdrawAppeal.as_view(), name="withdraw_appeal"),
    # Questions
    path("cases/<int:pk>/questions/", enquiries.Questions.as_view(), name="questions"),
    path("cases/<int:pk>/questions/ask/", enquiries.Ask.as_view(), name="ask"),
    path("questions/<int:pk>/", enquiries.OneQuestion.as_view(), name="enquiry"),
    path("cases/<int:pk>/pause/", later.Pause.as_view(), name="pause"),
    path("cases/<int:pk>/go-on/", later.EndPause.as_view(), name="end_pause"),
    path("cases/<int:pk>/together/<int:member>/", later.LetParentAct.as_view(), name="act_together"),
    path("cases/<int:pk>/alone/<int:member>/", later.LetParentActNoMore.as_view(), name="act_alone"),
    path("cases/<int:pk>/withdraw/", acts.Withdraw.as_view(), name="withdraw"),
]
