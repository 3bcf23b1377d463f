from django.apps import AppConfig


class EhcpConfig(AppConfig):
    name = "ehcp"
    verbose_name = "The file"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import bank_holidays

        bank_holidays.install()
