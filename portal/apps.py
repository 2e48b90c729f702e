"""The portal as a Django application."""

from django.apps import AppConfig

from portal import checks  # noqa: F401 - importing registers the checks


class PortalConfig(AppConfig):
    """The doors."""

    name = "portal"
