"""What day it is: read once by each door, at its threshold. The rules never ask."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in Almaty; in the demo the day that it was started for."""
    return settings.DEMO_TODAY or timezone.localdate()
