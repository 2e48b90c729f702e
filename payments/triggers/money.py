"""Rows of money and of orders: never changed, moved only by the table, never reversed by more than is left."""

from payments.rules.payment_states import FIRST, MOVES
from payments.triggers.guard import Guard, never

REVERSAL_FITS = """EXISTS (
    SELECT 1 FROM payments_contribution line
    WHERE line.id = NEW.reverses_id AND line.kind = 'credit' AND line.person_id = NEW.person_id
      AND line.period = NEW.period AND line.purpose_code = NEW.purpose_code
      AND line.amount >= NEW.amount + (
        SELECT COALESCE(SUM(reversal.amount), 0) FROM payments_contribution reversal
        WHERE reversal.reverses_id = line.id))"""

EVERY_MOVE = ", ".join(
    f"'{state}>{to}'" for state, following in ({"": FIRST} | MOVES).items() for to in following
)
MOVE = """(
    SELECT COALESCE((
        SELECT step.state FROM payments_paymentstep step
        WHERE step.payment_id = NEW.payment_id ORDER BY step.id DESC LIMIT 1), '')
    || '>' || NEW.state)"""

MONEY = (
    *never("payments_contribution", "UPDATE", "DELETE", "TRUNCATE", refusal="a contribution is only ever reversed"),
    Guard(
        name="payments_contribution_reversal_fits",
        table="payments_contribution",
        event="INSERT",
        refusal="a reversal keeps person, period and purpose code, and takes back no more than is left",
        only="NEW.reverses_id IS NOT NULL",
        when=f"NOT {REVERSAL_FITS}",
        first="PERFORM 1 FROM payments_contribution WHERE id = NEW.reverses_id FOR UPDATE;",
    ),
    Guard(
        name="payments_person_keeps_iin",
        table="payments_person",
        event="UPDATE",
        refusal="a person keeps their IIN: money never moves to somebody else",
        when="NEW.iin <> OLD.iin",
    ),
    *never("payments_access", "UPDATE", "DELETE", "TRUNCATE", refusal="who looked is never changed"),
    *never("payments_registryfile", "UPDATE", "DELETE", "TRUNCATE", refusal="a registry is never changed"),
    *never("payments_registryline", "DELETE", "TRUNCATE", refusal="a received line is never deleted"),
    *never(
        "payments_registryline",
        "UPDATE",
        refusal="a line that is posted or decided is never changed",
        when="OLD.outcome <> 'rejected'",
    ),
    Guard(
        name="payments_registryline_as_received",
        table="payments_registryline",
        event="UPDATE OF file_id, number, person_id, sender_id, received, understood, reason",
        refusal="a line stays as it was received",
    ),
    *never("payments_linecorrection", "TRUNCATE", refusal="a correction is never deleted"),
    *never(
        "payments_linecorrection",
        "UPDATE",
        "DELETE",
        refusal="a confirmed correction is never changed or deleted",
        when="OLD.confirmed_by_id IS NOT NULL",
    ),
    Guard(
        name="payments_linecorrection_as_requested",
        table="payments_linecorrection",
        event="UPDATE OF line_id, action, person_id, period, purpose_code, document, requested_by_id",
        refusal="a correction is confirmed as it was requested",
    ),
    *never("payments_basket", "UPDATE", "DELETE", "TRUNCATE", refusal="what was ordered is never changed"),
    *never("payments_payment", "UPDATE", "DELETE", "TRUNCATE", refusal="a payment is never changed"),
    *never("payments_paymentstep", "UPDATE", "DELETE", "TRUNCATE", refusal="a step of a payment is never changed"),
    Guard(
        name="payments_paymentstep_move",
        table="payments_paymentstep",
        event="INSERT",
        refusal="a payment moves only as the table of moves says",
        when=f"{MOVE} NOT IN ({EVERY_MOVE})",
        first="PERFORM 1 FROM payments_payment WHERE id = NEW.payment_id FOR UPDATE;",
    ),
    *(
        guard
        for table in (
            "transaction",
            "transaction_for_payments",
            "cancellation",
            "allocation",
            "checkout",
            "checkout_payments",
            "checkoutanswer",
        )
        for guard in never(f"payments_{table}", "UPDATE", "DELETE", "TRUNCATE", refusal="what a partner said stays")
    ),
    *never("payments_partner", "DELETE", "TRUNCATE", refusal="a partner is switched off, never deleted"),
    Guard(
        name="payments_partner_keeps_actor",
        table="payments_partner",
        event="UPDATE",
        refusal="a partner keeps its name: its transactions are known by it",
        when="NEW.actor_id <> OLD.actor_id",
    ),
    *never("payments_partnerkey", "DELETE", "TRUNCATE", refusal="a key is revoked, never deleted"),
    *never(
        "payments_partnerkey",
        "UPDATE",
        refusal="a revoked key stays revoked",
        when="OLD.revoked_at IS NOT NULL",
    ),
    Guard(
        name="payments_partnerkey_as_made",
        table="payments_partnerkey",
        event="UPDATE OF partner_id, slot, key_hash, made_at, made_by_id",
        refusal="a key stays as it was made",
    ),
    *never("payments_payeecheck", "UPDATE", "DELETE", "TRUNCATE", refusal="who asked is never changed"),
    *never("payments_suggestion", "DELETE", "TRUNCATE", refusal="a suggestion is decided, never deleted"),
    *never(
        "payments_suggestion",
        "UPDATE",
        refusal="a decided suggestion is never changed",
        when="OLD.decision <> ''",
    ),
    Guard(
        name="payments_suggestion_as_found",
        table="payments_suggestion",
        event="UPDATE OF contribution_id, payment_id, kind, found_at",
        refusal="a suggestion stays as it was found",
    ),
)
