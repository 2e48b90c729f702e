"""The portal as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import checks, database_checks  # noqa: F401 - importing registers the checks


class PortalConfig(AppConfig):
    """The doors."""

    name = "portal"
    verbose_name = _("accounts")
