from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflows.acts import act_performed

        from . import checks, tasks  # noqa: F401  (checks register themselves on import)

        act_performed.connect(tasks.nudge, dispatch_uid="notifications.nudge")
