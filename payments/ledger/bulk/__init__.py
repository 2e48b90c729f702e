"""A whole registry into the ledger at once, on PostgreSQL: the same as the verbs do line by line, in sets.

The lines are put into a table that lasts as long as the transaction (`arriving`); their people are found or made, their
credits posted, the payments settled that they may be the money of, and last of all the lines are kept as received.
What decides stays where it is: a line is read by its door, money is matched by `rules.matching`, returns are posted by
their verb.
"""

from payments.ledger.bulk.arriving import BETWEEN, Arriving, arriving
from payments.ledger.bulk.credits import post_credits
from payments.ledger.bulk.lines import keep_lines
from payments.ledger.bulk.people import lock_their_people
from payments.ledger.bulk.returns import Fate, keep_fates, return_entries
from payments.ledger.bulk.settling import settle_file, settle_loaded

__all__ = [
    "BETWEEN",
    "Arriving",
    "Fate",
    "arriving",
    "keep_fates",
    "keep_lines",
    "lock_their_people",
    "post_credits",
    "return_entries",
    "settle_file",
    "settle_loaded",
]
