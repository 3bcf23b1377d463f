from django.urls import path

from . import bank_holidays

app_name = "administration"
urlpatterns = [
    path("bank-holidays/", bank_holidays.BankHolidays.as_view(), name="bank_holidays"),
    path(
        "bank-holidays/<int:pk>/forget/",
        bank_holidays.ForgetBankHoliday.as_view(),
        name="forget_bank_holiday",
    ),
    path("bank-holidays/move-days/", bank_holidays.MoveDays.as_view(), name="move_days"),
]
