from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, triggers  # noqa: F401  (checks register themselves on import)

        # SQLite rebuilds a table to alter it and loses its triggers, so they are put up again after
        # every migrate rather than once in a migration.
        post_migrate.connect(triggers.put_up, sender=self, dispatch_uid="workflows.triggers")
