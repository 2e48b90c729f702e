"""Requests for money back, their decisions and payouts, and the journal: moved by the table, decided by two people."""

from payments.rules.refunds import CLOSED, MOVES, RefundState
from payments.triggers.guard import Guard, never

EVERY_MOVE = ", ".join(
    f"'{state}>{to}>{mover}'"
    for state, following in MOVES.items()
    for to, movers in following.items()
    for mover in movers
)
MOVE = f"""(
    SELECT COALESCE((
        SELECT step.state FROM payments_refundstep step
        WHERE step.request_id = NEW.request_id ORDER BY step.id DESC LIMIT 1), '{RefundState.DRAFT}')
    || '>' || NEW.state || '>' || NEW.mover)"""  # noqa: S608 - no value comes from outside

DECIDED = """EXISTS (
    SELECT 1 FROM payments_refunddecision decision
    WHERE decision.id = NEW.decision_id AND decision.request_id = NEW.request_id
      AND decision.outcome = 'confirmed' AND decision.second_by_id = NEW.entered_by_id
      AND decision.verdict = CASE NEW.state WHEN 'approved' THEN 'approve' ELSE 'refuse' END)"""

PAYABLE = """EXISTS (
    SELECT 1 FROM payments_refunddecision decision
    JOIN payments_refundrequest request ON request.id = decision.request_id
    WHERE decision.id = NEW.decision_id AND decision.outcome = 'confirmed' AND decision.verdict = 'approve'
      AND request.amount = NEW.amount)"""

NAMED_FOR_IT = """EXISTS (
    SELECT 1 FROM payments_refundrequest request
    WHERE request.id = NEW.request_id AND request.requested_by_id = NEW.given_by_id)
    AND COALESCE((
        SELECT step.state FROM payments_refundstep step
        WHERE step.request_id = NEW.request_id ORDER BY step.id DESC LIMIT 1), 'draft') IN ('draft', 'asked')"""

TO_THE_NAMED_ACCOUNT = """EXISTS (
    SELECT 1 FROM payments_refundaccount account
    WHERE account.iik = NEW.iik AND account.id = (
        SELECT MAX(named.id) FROM payments_refundaccount named
        JOIN payments_refunddecision decision ON decision.request_id = named.request_id
        WHERE decision.id = NEW.decision_id))"""

PAID_BY_ITS_PAYOUT = """EXISTS (
    SELECT 1 FROM payments_payout payout JOIN payments_refunddecision decision ON decision.id = payout.decision_id
    WHERE payout.id = NEW.payout_id AND decision.request_id = NEW.request_id)"""

REVERSED = """EXISTS (
    SELECT 1 FROM payments_payoutanswer answer
    WHERE answer.payout_id = NEW.payout_id AND answer.reversal_id IS NOT NULL)"""

ASKED_BY_ITS_REQUESTER = """EXISTS (
    SELECT 1 FROM payments_refundrequest request
    WHERE request.id = NEW.request_id AND request.requested_by_id = NEW.requester_id)"""

IS_CLOSED = f"""EXISTS (
    SELECT 1 FROM payments_refundstep step
    WHERE step.request_id = OLD.request_id AND step.state IN ({", ".join(f"'{state}'" for state in sorted(CLOSED))}))"""  # noqa: S608

OWN_LINE = """EXISTS (
    SELECT 1 FROM payments_refundrequest request
    WHERE request.id = NEW.request_id AND request.contribution_id = NEW.contribution_id)"""

KEPT = ("refundrequest", "refundstep", "refundaccount", "payoutfile", "payoutseal", "payout", "payoutanswerfile")

REFUNDS = (
    *(
        guard
        for table in KEPT
        for guard in never(f"payments_{table}", "UPDATE", "DELETE", "TRUNCATE", refusal="what was asked and done stays")
    ),
    *never("payments_payoutanswer", "UPDATE", "DELETE", "TRUNCATE", refusal="what a payout became stays"),
    Guard(
        name="payments_refundstep_move",
        table="payments_refundstep",
        event="INSERT",
        refusal="a request moves only as the table of moves says",
        when=f"{MOVE} NOT IN ({EVERY_MOVE})",
        # Not FOR UPDATE: the journal's rows point at requests, and are written by whoever holds its head.
        first="PERFORM 1 FROM payments_refundrequest WHERE id = NEW.request_id FOR NO KEY UPDATE;",
    ),
    *never("payments_openrefund", "UPDATE", "TRUNCATE", refusal="a slot stays until its request is closed"),
    *never(
        "payments_openrefund",
        "DELETE",
        refusal="a slot stays until its request is closed",
        when=f"NOT {IS_CLOSED}",
    ),
    Guard(
        name="payments_openrefund_own_line",
        table="payments_openrefund",
        event="INSERT",
        refusal="a request holds the slot of its own line",
        when=f"NOT {OWN_LINE}",
    ),
    Guard(
        name="payments_refundstep_decided",
        table="payments_refundstep",
        event="INSERT",
        refusal="a request is decided by the decision that the second person confirmed",
        when=f"NEW.state IN ('approved', 'refused') AND NOT {DECIDED}",
    ),
    Guard(
        name="payments_refundstep_paid",
        table="payments_refundstep",
        event="INSERT",
        refusal="a request is paid by its own payout",
        when=f"NEW.payout_id IS NOT NULL AND NOT {PAID_BY_ITS_PAYOUT}",
    ),
    Guard(
        name="payments_refundstep_reversed",
        table="payments_refundstep",
        event="INSERT",
        refusal="what is paid out is reversed in the ledger",
        when=f"NEW.state = 'paid_out' AND NOT {REVERSED}",
    ),
    Guard(
        name="payments_payout_approved",
        table="payments_payout",
        event="INSERT",
        refusal="a payout is what two people approved, to the tenge",
        when=f"NOT {PAYABLE}",
    ),
    Guard(
        name="payments_payout_to_the_named_account",
        table="payments_payout",
        event="INSERT",
        refusal="a payout goes where its applicant said last",
        when=f"NOT {TO_THE_NAMED_ACCOUNT}",
    ),
    Guard(
        name="payments_refundaccount_named_for_it",
        table="payments_refundaccount",
        event="INSERT",
        refusal="an account is named by who asks for the refund, with the request or as an answer",
        when=f"NOT ({NAMED_FOR_IT})",
        first="PERFORM 1 FROM payments_refundrequest WHERE id = NEW.request_id FOR NO KEY UPDATE;",
    ),
    Guard(
        name="payments_refunddecision_requester",
        table="payments_refunddecision",
        event="INSERT",
        refusal="a decision names who asked, and nobody has confirmed it yet",
        when=f"NEW.outcome <> '' OR NOT {ASKED_BY_ITS_REQUESTER}",
    ),
    *never("payments_refunddecision", "DELETE", "TRUNCATE", refusal="a decision is never deleted"),
    *never(
        "payments_refunddecision",
        "UPDATE",
        refusal="a decision is confirmed once and then never changed",
        when="OLD.outcome <> ''",
    ),
    Guard(
        name="payments_refunddecision_as_proposed",
        table="payments_refunddecision",
        event="UPDATE OF request_id, verdict, ground, text_kk, text_ru, requester_id, first_by_id, first_at",
        refusal="a decision is confirmed as it was proposed",
    ),
    *never("payments_prooffile", "DELETE", refusal="a proof that was sent is kept as a row", when="OLD.request_id > 0"),
    *never("payments_prooffile", "TRUNCATE", refusal="a proof that was sent is kept as a row"),
    Guard(
        name="payments_prooffile_as_uploaded",
        table="payments_prooffile",
        event="UPDATE OF name, draft_key, type, size, sha256, uploaded_at, uploaded_by_id",
        refusal="a proof stays as it was uploaded",
    ),
    Guard(
        name="payments_prooffile_sent_once",
        table="payments_prooffile",
        event="UPDATE OF request_id",
        refusal="a proof belongs to one request",
        when="OLD.request_id IS NOT NULL",
    ),
    *never("payments_journalentry", "UPDATE", "DELETE", "TRUNCATE", refusal="the journal is only added to"),
    *never("payments_journalhead", "DELETE", "TRUNCATE", refusal="the head of the journal stays"),
    *never(
        "payments_journalhead",
        "UPDATE",
        refusal="the journal grows by one entry at a time",
        when="NEW.count <> OLD.count + 1",
    ),
)
