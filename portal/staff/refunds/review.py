"""One request as ready values: beside its payment, with what the machine found, what was said, and who did what."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import history
from payments.history import RecordedRefund
from payments.ledger import Unmovable
from payments.models import Contribution, JournalEntry, Payment, ProofFile, RefundDecision
from payments.rules.assess import month_answer
from payments.rules.identifiers import bank_name
from payments.rules.references import grouped_reference
from payments.rules.refund_checks import AfterRefund, checks
from payments.rules.refund_numbers import grouped_number
from payments.rules.refund_reasons import RefusalGround, month_facts
from payments.rules.refunds import Mover
from portal import written
from portal.models import Account
from portal.staff import links
from portal.staff.refunds import terms
from portal.staff.refunds.acts import acts, why_not
from portal.staff.refunds.forms import ChoiceForm
from portal.staff.refunds.holds import is_held_by, live_hold, taken
from portal.staff.refunds.side_by_side import called, side_by_side
from portal.statement.quilt import quilt
from portal.words import refund_decisions as decision_words
from portal.words import refund_review as words
from portal.words import refunds as refund_words

LATEST = 8  # entries of the journal that stand open


def review(refund: RecordedRefund, account: Account, today: date, now: datetime) -> dict[str, Any]:
    """All that the page of a request shows to one of the staff."""
    line = Contribution.objects.select_related("person", "sender").get(pk=refund.line.row)
    after = history.record_after(refund.line, refund.amount, today, settings.LAW)
    month, entries = month_facts(after.now, refund.line.paid), journal(refund)
    found = checks(refund.reason, refund.line.paid, month, after.now, refund.amount)
    return {
        **heading(refund),
        "refund": refund,
        "tags": tags(refund, today),
        "taken": taken(refund, account, now),
        "payment": payment_of(refund, line, account),
        "rows": side_by_side(refund, line, month),
        "claim": claim(refund),
        "checks": [words.check(one) for one in found],
        "after": after_refund(after) if refund.is_open else None,
        "said": list(said(refund)),
        "proofs": [proof(refund, one) for one in refund.proofs],
        "first": decision(refund.decision) if refund.decision else None,
        "journal": entries[:LATEST],
        "earlier": entries[LATEST:],
        **panel(refund, account, today, now),
    }


def heading(refund: RecordedRefund) -> dict[str, str]:
    """The title, which names nobody, and the heading of the page."""
    title = _("Refund № %(number)s") % {"number": grouped_number(refund.number)}
    return {"title": title, "heading": f"{title}, {called(refund.applicant)}"}


def tags(refund: RecordedRefund, today: date) -> list[dict[str, str]]:
    """Where it stands, and of one that staff have to move on how near the deadline is, and what of its term is gone."""
    _rates, calendar = history.figures()
    due, state = terms.due_on(refund, today, calendar), {"state": "", "word": words.state(refund.state)}
    if due is None:
        return [state]
    return [terms.tag(refund, due, today), {"state": "", "word": terms.used(refund)}, state]


def payment_of(refund: RecordedRefund, line: Contribution, account: Account) -> str:
    """The payment by its reference where it was ordered here, else the line; a link for whoever may look there."""
    ordered = Payment.objects.of_reference(refund.line.payment).first() if refund.line.payment else None
    if ordered:
        is_linked = account.has_perm("payments.view_payment")
        return links.payment(ordered) if is_linked else grouped_reference(ordered.reference)
    return links.line(line) if account.has_perm("payments.view_contribution") else f"№ {line.pk}"


def claim(refund: RecordedRefund) -> list[tuple[str, str]]:
    """What the request says besides, as labels and values."""
    account = f"{refund.iik} {bank_name(refund.iik) or ''}".strip() if refund.iik else _("the way it was paid")
    return [
        (_("Reason"), refund_words.reason(refund.reason)),
        (_("Explanation"), refund.explanation or written.DASH),
        (_("Money goes to"), account),
        (_("Phone"), refund.phone),
        (_("Sent on"), written.short_day(refund.sent_on)),
    ]


def after_refund(after: AfterRefund) -> dict[str, Any]:
    """The twelve months as they would be, and what that changes in words."""
    months = [month_answer(after.then, month) for month in after.months]
    return {
        "quilt": quilt(_("Months that count after the refund"), months, "after-refund"),
        "sentences": words.after_refund(after),
    }


def said(refund: RecordedRefund) -> Iterator[dict[str, str]]:
    """What was asked, answered, or named by the bank, in the words of whoever wrote it; the oldest first."""
    for step in refund.steps:
        if step.text:
            by = _("The applicant") if step.mover is Mover.APPLICANT else step.by
            yield {"by": by, "day": written.short_day(step.day), "text": step.text}


def proof(refund: RecordedRefund, file: ProofFile) -> dict[str, str]:
    """One file: what it is, and where whoever may read it gets it."""
    return {
        "href": reverse("admin:payments_refundrequest_proof", args=[refund.row, file.name]),
        "text": f"{file.get_type_display()}, {filesizeformat(file.size)}",
        "day": written.short_day(timezone.localdate(file.uploaded_at)),
    }


def decision(row: RefundDecision) -> dict[str, Any]:
    """What was decided first, by whom, and what the second made of it."""
    verdict = row.get_verdict_display()
    return {
        "verdict": verdict,
        "ground": refund_words.ground(RefusalGround(row.ground)) if row.ground else "",
        "texts": [(decision_words.text_in(one), getattr(row, f"text_{one}"), one) for one in decision_words.BOTH],
        "first": f"{row.first_by}, {written.moment(row.first_at)}",
        "outcome": row.get_outcome_display() if row.outcome else "",
        "second": f"{row.second_by}, {written.moment(row.second_at)}" if row.second_by else "",
        "note": row.note,
    }


def journal(refund: RecordedRefund) -> list[dict[str, str]]:
    """Who did what with the request, newest first."""
    return [
        {
            "at": written.moment(entry.at),
            "by": _("The applicant") if entry.actor.person_id == refund.applicant.pk else str(entry.actor),
            "text": JournalEntry.Event(entry.event).label,
        }
        for entry in history.journal_of(refund.row)
    ]


def panel(refund: RecordedRefund, account: Account, today: date, now: datetime) -> dict[str, Any]:
    """What this one may do now: take it, decide, let go of it, or why none of that and what it waits for."""
    possible, hindered = acts(account, refund, today), why_not(account, refund)
    held, mine = live_hold(refund, now), is_held_by(account, refund, now)
    may_decide = bool(possible) and hindered is None
    remark = words.refusal(hindered) if hindered and refund.is_open else ""
    return {
        "form": ChoiceForm(possible) if may_decide and mine else None,
        "can_take": may_decide and held is None,
        "can_release": mine,
        "remark": remark,
        "waits_for": "" if remark or mine else waits_for(refund, may_decide=may_decide, is_held=held is not None),
    }


def waits_for(refund: RecordedRefund, *, may_decide: bool, is_held: bool) -> str:
    """What has to happen before this one can do anything; empty where they can."""
    if may_decide:
        return words.refusal(Unmovable.HELD) if is_held else ""
    return words.waits_for(refund.state)
