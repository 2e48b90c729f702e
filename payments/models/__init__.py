"""The nouns. Every promise that a row makes is a constraint of the database as well."""

from payments.models.access import Access
from payments.models.actor import Actor
from payments.models.calendar import WorkdayException
from payments.models.category import CategorySpan
from payments.models.contribution import Contribution
from payments.models.correction import LineCorrection
from payments.models.person import Person
from payments.models.rate import Rate
from payments.models.registry_file import RegistryFile
from payments.models.registry_line import RegistryLine

__all__ = [
    "Access",
    "Actor",
    "CategorySpan",
    "Contribution",
    "LineCorrection",
    "Person",
    "Rate",
    "RegistryFile",
    "RegistryLine",
    "WorkdayException",
]
