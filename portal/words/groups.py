"""What the groups of the staff are called: those that a migration has made, in the reader's language."""

from django.utils.translation import gettext as _


def group(name: str) -> str:
    """The name of a group as it is shown; one that the operator has named stays as it is."""
    names = {
        "Қайтару: бірінші шешім": _("Refunds: first decision"),
        "Қайтару: екінші шешім": _("Refunds: second decision"),
        "Қайтару: төлеп беру": _("Refunds: payouts"),
        "Серіктестердің тізілімдері": _("Registries of partners"),
    }
    return names.get(name, name)
