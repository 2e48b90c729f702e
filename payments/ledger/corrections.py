"""Rejected lines: mended where something is missing or unreadable, or left out, by two people and a document.

The period may not be moved: there is no verb for it. What could be read stays as it was received.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models.functions import Now

from payments.ledger.credits import credit
from payments.ledger.entry import Entry, Outcome, Refused
from payments.ledger.people import Names, lock_people
from payments.ledger.reversals import post_returns
from payments.ledger.understood import entry_of, missing
from payments.models import Actor, Contribution, LineCorrection, Person, RegistryLine

Action = LineCorrection.Action
Kind = Contribution.Kind


class Uncorrectable(StrEnum):
    """Why a line cannot be corrected, or not like that."""

    NOT_REJECTED = "not_rejected"
    OPEN = "open"  # another correction of the line waits for its second person
    NOTHING_LAID_IN = "nothing_laid_in"
    NOT_MISSING = "not_missing"  # what could be read is never changed
    STILL_MISSING = "still_missing"
    SAME_PERSON = "same_person"
    CONFIRMED = "confirmed"
    CONFLICT = "conflict"  # the mended line contradicts what is known
    UNMATCHED = "unmatched"  # the mended return is of a line that nobody knows


def why_not_correctable(correction: LineCorrection) -> Uncorrectable | None:
    """What keeps a correction, written or not, from being right for its line; None if nothing."""
    line = correction.line
    if line.outcome != RegistryLine.Outcome.REJECTED:
        return Uncorrectable.NOT_REJECTED
    if correction.action == Action.DISCARD:
        return None
    laid_in = _laid_in(correction)
    if not laid_in:
        return Uncorrectable.NOTHING_LAID_IN
    if not laid_in <= missing(line):
        return Uncorrectable.NOT_MISSING
    return None if _entry(correction) else Uncorrectable.STILL_MISSING


@transaction.atomic
def propose_correction(
    *,
    line: RegistryLine,
    action: Action,
    document: str,
    actor: Actor,
    iin: str = "",
    period: date | None = None,
    purpose_code: str = "",
) -> LineCorrection:
    """Ask for a line to be mended or discarded; somebody else has to confirm it."""
    correction = LineCorrection(
        line=_locked(line),
        action=action,
        person=_person(iin),
        period=period,
        purpose_code=purpose_code,
        document=document,
        requested_by=actor,
    )
    open_one = line.corrections.filter(confirmed_by=None).first()
    if open_one is None:
        _refuse_if(why_not_correctable(correction))
        correction.save(force_insert=True)
        return correction
    if _content(open_one) != _content(correction):
        raise Refused(Uncorrectable.OPEN)
    return open_one


@transaction.atomic
def confirm_correction(*, correction: LineCorrection, actor: Actor) -> LineCorrection:
    """Do what was asked for, as the second person."""
    line = _locked(correction.line)
    correction = LineCorrection.objects.get(pk=correction.pk)
    if correction.confirmed_by_id == actor.pk:
        return correction
    if correction.confirmed_by_id is not None:
        raise Refused(Uncorrectable.CONFIRMED)
    if correction.requested_by_id == actor.pk:
        raise Refused(Uncorrectable.SAME_PERSON)
    _refuse_if(why_not_correctable(correction))
    if correction.action == Action.MEND:
        line.contribution, line.outcome = _post(correction, actor), RegistryLine.Outcome.MENDED
    else:
        line.outcome = RegistryLine.Outcome.DISCARDED
    line.save(update_fields=["contribution", "outcome"])
    correction.confirmed_by, correction.confirmed_at = actor, Now()
    correction.save(update_fields=["confirmed_by", "confirmed_at"])
    correction.refresh_from_db()
    return correction


@transaction.atomic
def withdraw_correction(*, correction: LineCorrection) -> None:
    """Make room for another one: what nobody has confirmed has done nothing yet."""
    line = _locked(correction.line)
    if line.corrections.filter(pk=correction.pk).exclude(confirmed_by=None).exists():
        raise Refused(Uncorrectable.CONFIRMED)
    line.corrections.filter(pk=correction.pk).delete()


def _locked(line: RegistryLine) -> RegistryLine:
    return RegistryLine.objects.select_for_update(no_key=True).get(pk=line.pk)


def _person(iin: str) -> Person | None:
    return lock_people({iin: Names()})[iin] if iin else None


def _laid_in(correction: LineCorrection) -> set[str]:
    given = {"person": correction.person_id, "period": correction.period, "purpose_code": correction.purpose_code}
    return {name for name, value in given.items() if value}


def _content(correction: LineCorrection) -> tuple:
    return (
        correction.action,
        correction.person_id,
        correction.period,
        correction.purpose_code,
        correction.document,
        correction.requested_by_id,
    )


def _entry(correction: LineCorrection) -> Entry | None:
    return entry_of(
        correction.line, person=correction.person, period=correction.period, purpose_code=correction.purpose_code
    )


def _post(correction: LineCorrection, actor: Actor) -> Contribution | None:
    """What the line became; a return of a payment that no registry had credited has no row of its own."""
    is_return = correction.line.understood["operation"] == Kind.RETURN
    entry = _next_occurrence(_entry(correction), correction.line, Kind.RETURN if is_return else Kind.CREDIT)
    verb = post_returns if is_return else credit
    (posting,) = verb(entries=[entry], actor=actor)
    if posting.outcome == Outcome.CONFLICT:
        raise Refused(Uncorrectable.CONFLICT)
    if posting.outcome == Outcome.UNMATCHED:
        raise Refused(Uncorrectable.UNMATCHED)
    return posting.contribution


def _next_occurrence(entry: Entry, line: RegistryLine, kind: Kind) -> Entry:
    """A mended line is none of the lines of its file that are posted, however alike."""
    alike = line.file.lines.filter(
        contribution__kind=kind,
        contribution__person__iin=entry.iin,
        contribution__reference=entry.reference,
        contribution__period=entry.period.first_day,
        contribution__purpose_code=entry.purpose_code,
    )
    return replace(entry, occurrence=alike.count() + 1)


def _refuse_if(reason: Uncorrectable | None) -> None:
    if reason is not None:
        raise Refused(reason)
