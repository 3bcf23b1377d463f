from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "ehcp.practice"
    label = "practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import days

        days.install()
