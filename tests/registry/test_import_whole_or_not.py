"""A file is taken whole or not at all: what is refused, or fails on the way, leaves no trace."""

import pytest
from django.db import connection

from payments.models import Contribution, Person, RegistryFile, RegistryLine
from portal.registry import importer, reading
from portal.registry.readers.received import FileRefused
from tests.registry.samples import LINE, camt_file, csv_file, entry, line, many, take, transaction

pytestmark = pytest.mark.django_db


def nothing_is_there() -> bool:
    """No table has a row of a registry."""
    return not any(model.objects.exists() for model in (Contribution, Person, RegistryFile, RegistryLine))


@pytest.mark.parametrize(
    "content",
    [
        csv_file(*many(30), line(paymentsum="0")),
        csv_file(*many(30), trailer="TOTAL;31;127500\n"),
        csv_file(*many(30), trailer="TOTAL;30;127501\n"),
        csv_file(*many(1500))[:-20],
        camt_file(entry(transaction()), entry(transaction(), amount="1")),
    ],
)
def test_a_refused_file_leaves_no_trace(content: bytes) -> None:
    with pytest.raises(FileRefused):
        take(content)
    assert nothing_is_there()


def test_a_fault_on_the_way_takes_everything_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(done: int, total: int | None) -> None:
        if total and done >= 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(csv_file(*many(1500)), progress=fail)
    assert nothing_is_there()


def test_a_dry_run_says_what_would_be_done_and_keeps_nothing() -> None:
    lines = [line(), line(iin="1"), line(operation="return"), line(reference="GCVP-2", operation="return")]
    content = csv_file(*lines)
    trial = take(content, dry_run=True)
    assert (trial.posted, trial.known, trial.rejected_count) == (2, 0, 2)
    assert nothing_is_there()
    assert take(content) == trial


def test_progress_is_told_for_both_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (importer, reading):
        monkeypatch.setattr(module, "BATCH", 2)
    told = []
    take(csv_file(LINE, *many(4, first=2)), progress=lambda done, total: told.append((done, total)))
    # PostgreSQL posts all of them at once.
    on_the_way = [] if connection.vendor == "postgresql" else [(2, 5), (4, 5)]
    assert told == [(2, None), (4, None), *on_the_way, (5, 5)]
