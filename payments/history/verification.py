"""What holds of all money, whatever was done and whatever failed: each promise as a statement that finds who breaks it.

Constraints and triggers keep most of it row by row. This looks at everything at once, from outside: also for what was
written past the triggers, and where a partitioned table has no foreign keys (docs/scale.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from payments import triggers
from payments.history.journal import verify_journal
from payments.rules.payment_states import PaymentState
from payments.triggers.money import EVERY_MOVE

SHOWN = 10

_STATE = """(SELECT step.state FROM payments_paymentstep step WHERE step.payment_id = {payment}
    ORDER BY step.id DESC LIMIT 1)"""


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that does not hold: its name, how many rows break it, and the first of their ids."""

    promise: str
    count: int
    rows: tuple[int, ...]


# Each gives the ids of rows that break the promise of its name; of an unbroken ledger, none.
PROMISES = {
    "every credited line came from one line of a registry": """
        SELECT line.id FROM payments_contribution line
        LEFT JOIN payments_registryline received
            ON received.contribution_id = line.id AND received.outcome IN ('posted', 'mended')
        WHERE line.kind = 'credit' GROUP BY line.id HAVING COUNT(received.id) <> 1""",
    "reversals never exceed their line": """
        SELECT line.id FROM payments_contribution line
        JOIN payments_contribution reversal ON reversal.reverses_id = line.id
        GROUP BY line.id, line.amount HAVING SUM(reversal.amount) > line.amount""",
    "a reversal is of a credit of the same person, month and purpose": """
        SELECT reversal.id FROM payments_contribution reversal
        LEFT JOIN payments_contribution line ON line.id = reversal.reverses_id AND line.kind = 'credit'
            AND line.person_id = reversal.person_id AND line.period = reversal.period
            AND line.purpose_code = reversal.purpose_code
        WHERE reversal.kind <> 'credit' AND line.id IS NULL""",
    "a partner's number is one transaction": """
        SELECT MIN(id) FROM payments_transaction GROUP BY partner_id, number HAVING COUNT(*) > 1""",
    "every payment that was accepted has one transaction, made for it": """
        SELECT step.id FROM payments_paymentstep step
        LEFT JOIN payments_transaction_for_payments link
            ON link.transaction_id = step.transaction_id AND link.payment_id = step.payment_id
        WHERE step.state = 'sent' AND link.id IS NULL""",
    "no payment is sent twice": """
        SELECT MIN(id) FROM payments_paymentstep WHERE state = 'sent' GROUP BY payment_id HAVING COUNT(*) > 1""",
    "a transaction sends payments of its own sum": """
        SELECT taken.id FROM payments_transaction taken
        JOIN payments_paymentstep step ON step.transaction_id = taken.id AND step.state = 'sent'
        JOIN payments_payment payment ON payment.id = step.payment_id
        LEFT JOIN payments_partner partner ON partner.actor_id = taken.partner_id
        GROUP BY taken.id, taken.amount, partner.id HAVING SUM(payment.amount) > taken.amount
            OR partner.id IS NOT NULL AND SUM(payment.amount) <> taken.amount""",
    "a transaction that names a person sends a payment of theirs, of its month or the one that staff said": """
        SELECT taken.id FROM payments_transaction taken
        JOIN payments_paymentstep step ON step.transaction_id = taken.id AND step.state = 'sent'
        JOIN payments_payment payment ON payment.id = step.payment_id
        LEFT JOIN payments_allocation said ON said.transaction_id = taken.id AND said.payment_id = payment.id
        WHERE taken.person_id <> payment.person_id OR taken.person_id IS NOT NULL AND said.transaction_id IS NULL
            AND (taken.period IS NULL OR taken.period <> payment.period)""",
    "what a transaction that was taken back had sent has come back": f"""
        SELECT sent.id FROM payments_cancellation cancellation
        JOIN payments_paymentstep sent ON sent.transaction_id = cancellation.transaction_id
        WHERE {_STATE.format(payment="sent.payment_id")} <> '{PaymentState.RETURNED}'""",  # noqa: S608 - no value comes from outside
    "payments move as the table of moves says": f"""
        SELECT moved.id FROM (
            SELECT id, COALESCE(LAG(state) OVER (PARTITION BY payment_id ORDER BY id), '') || '>' || state AS move
            FROM payments_paymentstep) moved
        WHERE moved.move NOT IN ({EVERY_MOVE})""",  # noqa: S608 - no value comes from outside
    "every payment has a state": """
        SELECT payment.id FROM payments_payment payment
        LEFT JOIN payments_paymentstep step ON step.payment_id = payment.id WHERE step.id IS NULL""",
    "a payment that waits holds its month, and no other does": f"""
        SELECT payment.id FROM payments_payment payment
        LEFT JOIN payments_openpayment slot ON slot.payment_id = payment.id
        WHERE (slot.payment_id IS NOT NULL)
            <> ({_STATE.format(payment="payment.id")} = '{PaymentState.ORDERED}')""",  # noqa: S608 - no value comes from outside
    "a payment is credited by a line that is there": """
        SELECT step.id FROM payments_paymentstep step
        LEFT JOIN payments_contribution line ON line.id = step.contribution_id
        WHERE step.contribution_id IS NOT NULL AND line.id IS NULL""",
    "a payment is credited by a line of its own person, month and sum, unless staff assigned it": """
        SELECT step.id FROM payments_paymentstep step
        JOIN payments_payment payment ON payment.id = step.payment_id
        JOIN payments_contribution line ON line.id = step.contribution_id
        LEFT JOIN payments_suggestion assigned ON assigned.contribution_id = line.id
            AND assigned.payment_id = payment.id AND assigned.decision = 'assign'
        WHERE assigned.id IS NULL AND (line.person_id <> payment.person_id OR line.period <> payment.period
            OR line.amount <> payment.amount)""",
    "a line of a registry names a contribution that is there": """
        SELECT received.id FROM payments_registryline received
        LEFT JOIN payments_contribution line ON line.id = received.contribution_id
        WHERE received.contribution_id IS NOT NULL AND line.id IS NULL""",
    "what is asked about a contribution names one that is there": """
        SELECT asked.id FROM (
            SELECT id, contribution_id FROM payments_refundrequest
            UNION ALL SELECT request_id, contribution_id FROM payments_openrefund
            UNION ALL SELECT id, contribution_id FROM payments_suggestion) asked
        LEFT JOIN payments_contribution line ON line.id = asked.contribution_id WHERE line.id IS NULL""",
    "a registry has as many lines as it says": """
        SELECT file.id FROM payments_registryfile file
        LEFT JOIN payments_registryline received ON received.file_id = file.id
        GROUP BY file.id, file.line_count HAVING COUNT(received.id) <> file.line_count""",
    "what was paid out is reversed, to the tenge": """
        SELECT answer.id FROM payments_payoutanswer answer
        JOIN payments_payout payout ON payout.id = answer.payout_id
        LEFT JOIN payments_contribution reversal ON reversal.id = answer.reversal_id AND reversal.kind = 'refund'
        WHERE answer.reversal_id IS NOT NULL AND (reversal.id IS NULL OR reversal.amount <> payout.amount)""",
    "every refund in the ledger was paid out": """
        SELECT reversal.id FROM payments_contribution reversal
        LEFT JOIN payments_payoutanswer answer ON answer.reversal_id = reversal.id
        WHERE reversal.kind = 'refund' AND answer.id IS NULL""",
}


def verify_ledger() -> Iterator[Broken]:
    """Every promise that does not hold; nothing of an unbroken ledger."""
    for promise, statement in PROMISES.items():
        broken = _breaking(promise, statement)
        if broken is not None:
            yield broken
    entry = verify_journal()
    if entry is not None:
        yield Broken("every entry of the journal vouches for the one before it", 1, (entry,))
    missing = triggers.missing(connection)
    if missing:
        yield Broken("every trigger stands", len(missing), ())


def _breaking(promise: str, statement: str) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        first = [row for (row,) in cursor.fetchmany(SHOWN)]
        count = len(first)
        while rows := cursor.fetchmany(1000):
            count += len(rows)
    return Broken(promise, count, tuple(first)) if first else None
