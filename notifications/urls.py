from django.urls import path

from . import receipts, views

urlpatterns = [
    path("", views.Notices.as_view(), name="notices"),
    path("receipts/", receipts.callback, name="receipts"),
    path("stop/<str:token>/", views.stop_emails, name="stop_emails"),
    path("read/", views.mark_all_read, name="notices_read"),
    path("<int:pk>/", views.open_notice, name="notice"),
]
