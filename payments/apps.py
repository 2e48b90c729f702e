"""The app `payments`: what it registers with Django when the models are there."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from payments.after_migrate import make_functions, make_triggers, seed_figures
from payments.checks import functions_are_there, triggers_stand


class PaymentsConfig(AppConfig):
    """What is true, whoever asks."""

    name = "payments"
    verbose_name = _("Contributions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Triggers, functions and figures follow each migration; checks say where a trigger or a function is gone."""
        post_migrate.connect(make_triggers, sender=self)
        post_migrate.connect(make_functions, sender=self)
        post_migrate.connect(seed_figures, sender=self)
        checks.register(triggers_stand, checks.Tags.database)
        checks.register(functions_are_there, checks.Tags.database)
