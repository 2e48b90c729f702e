"""For whom the payments are, as the one who orders them may see it."""

from typing import Any

from django.utils.translation import pgettext

from portal.models import Account, Draft
from portal.statement import ordering
from portal.web.context import short_name
from portal.web.pay import drafts


def payee(draft: Draft, account: Account) -> dict[str, Any]:
    """Oneself by name; of somebody else the IIN alone, which is what the payer has given."""
    is_own = drafts.is_own(draft, account)
    own_name = short_name(draft.person) or pgettext("payee", "You")
    return {
        "is_own": is_own,
        "name": own_name if is_own else pgettext("payee", "Somebody else"),
        **ordering.iin(draft.person.iin),
    }
