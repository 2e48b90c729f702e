"""`manage.py remove_proofs`: the bytes go when their time is over, and nothing else does."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from payments import ledger
from payments.models import Actor, JournalEntry, ProofFile, RefundRequest
from portal.models import RefundDraft
from portal.proofs import removal
from portal.proofs.removal import Removed, remove_due, unsent
from tests.payments.orders import payer
from tests.payments.refunds import TODAY, asked, requested
from tests.payments.samples import credited
from tests.portal.accounts import citizen
from tests.proofs.kept import kept, on_disk, uploaded_days_ago

pytestmark = pytest.mark.django_db


def closed() -> tuple[RefundRequest, ProofFile]:
    """A request that was taken back, with its proof."""
    key = uuid4()
    proof = kept(key=key)
    request = requested(key=key)
    ledger.withdraw_refund(request=request, actor=payer(), today=TODAY)
    return request, proof


def drafted() -> RefundDraft:
    """A request that somebody is still filling in."""
    account, line = citizen(), credited()
    return RefundDraft.objects.create(account=account, contribution=line, left=line.amount)


def removed(days: int = 0) -> Removed:
    """What is removed so many days after."""
    return remove_due(today=TODAY + timedelta(days=days), now=timezone.now())


@pytest.mark.parametrize(("days", "gone"), [(0, False), (90, False), (91, True)])
def test_of_a_closed_request_when_its_time_is_over(settings, days: int, gone: bool) -> None:
    settings.PROOFS_KEPT_DAYS = 90
    request, proof = closed()
    assert removed(days) == Removed(closed=int(gone), unsent=0, unknown=0)
    proof.refresh_from_db()
    assert (proof.removed_at is not None, on_disk() == []) == (gone, gone)
    assert proof.request == request  # that there was one stays known
    assert JournalEntry.objects.filter(event="proof_removed", request=request).count() == gone


def test_the_operator_says_how_long(settings) -> None:
    settings.PROOFS_KEPT_DAYS = 3
    closed()
    assert removed(3).closed == 0
    assert removed(4).closed == 1


def test_of_an_open_request_never() -> None:
    key = uuid4()
    uploaded_days_ago(kept(key=key), 1000)
    requested(key=key)
    assert removed(1000) == Removed(0, 0, 0)
    assert len(on_disk()) == 1


@pytest.mark.parametrize(("days", "gone"), [(1, False), (3, True)])
def test_of_what_was_never_sent_after_two_days(days: int, gone: bool) -> None:
    uploaded_days_ago(kept(), days)
    assert removed() == Removed(closed=0, unsent=int(gone), unknown=0)
    assert (on_disk() == []) == (not ProofFile.objects.exists()) == gone


@pytest.mark.parametrize(("untouched", "gone"), [(89, False), (91, True)])
def test_a_draft_keeps_its_own_until_it_is_given_up(settings, untouched: int, gone: bool) -> None:
    settings.PROOFS_KEPT_DAYS = 90
    draft = drafted()
    RefundDraft.objects.update(updated_at=timezone.now() - timedelta(days=untouched))
    uploaded_days_ago(kept(key=draft.key, by=draft.account.actor), untouched)
    assert removed().unsent == gone
    assert RefundDraft.objects.exists()


def test_what_was_uploaded_for_an_answer_waits_for_it() -> None:
    request = asked(requested(key=uuid4()))
    proof = uploaded_days_ago(kept(key=request.key), 30)
    assert removed() == Removed(0, 0, 0)
    ledger.answer_refund(request=request, actor=payer(), text="Here it is.", iik=None, today=TODAY)
    proof.refresh_from_db()
    assert proof.request == request


def test_what_nobody_answered_with_goes_with_the_request() -> None:
    request, _ = closed()
    uploaded_days_ago(kept(key=request.key), 3)
    assert removed(91) == Removed(closed=1, unsent=1, unknown=0)


def test_what_is_sent_at_this_very_moment_stays(monkeypatch) -> None:
    key = uuid4()
    proof = uploaded_days_ago(kept(key=key), 3)
    waiting = list(unsent(timezone.now()))
    requested(key=key)
    monkeypatch.setattr(removal, "unsent", lambda now: Waiting(waiting))
    assert removed() == Removed(0, 0, 0)
    assert [path.name for path in on_disk()] == [proof.name.hex]


class Waiting(list):
    """Rows that were read a moment ago."""

    def select_related(self, *names: str) -> "Waiting":
        """They hold all that is needed."""
        return self


@pytest.mark.parametrize(("age", "gone"), [(1, False), (3, True)])
@pytest.mark.parametrize("name", ["0" * 32, "0" * 32 + ".part"])
def test_bytes_that_no_row_knows(folder, name: str, age: int, gone: bool) -> None:
    proof = kept()
    stray = folder / "00" / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"half a file")
    for path in on_disk():
        moment = (timezone.now() - timedelta(days=age)).timestamp()
        os.utime(path, (moment, moment))
    assert removed().unknown == gone
    assert stray.exists() != gone
    assert proof.name.hex in [path.name for path in on_disk()]


def test_safe_to_repeat() -> None:
    closed()
    uploaded_days_ago(kept(), 3)
    assert removed(91) == Removed(1, 1, 0)
    assert removed(91) == Removed(0, 0, 0)


def test_bytes_that_are_gone_already_hinder_nothing() -> None:
    closed()
    on_disk()[0].unlink()
    assert removed(91).closed == 1


def test_the_command_prints_counts_only(settings, capsys) -> None:
    settings.DEMO_TODAY = TODAY + timedelta(days=91)
    closed()
    call_command("remove_proofs")
    assert capsys.readouterr().out == "Removed: 1 of closed requests, 0 never sent, 0 known to no row.\n"
    assert ProofFile.objects.get().removed_at
    assert JournalEntry.objects.latest("number").actor == Actor.system()


def test_the_command_before_anything_was_kept(capsys) -> None:
    call_command("remove_proofs")
    assert "0 of closed requests, 0 never sent, 0 known" in capsys.readouterr().out
