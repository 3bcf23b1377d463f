from django.urls import path

from . import case

app_name = "family"

urlpatterns = [
    path("", case.Home.as_view(), name="home"),
    path("cases/<int:pk>/", case.WhereIsThePlan.as_view(), name="case"),
]
