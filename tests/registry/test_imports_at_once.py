"""Several imports at the same moment: each line once, and the days known as after the last of them."""

import io
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from payments.models import Actor, Contribution, RegistryFile
from portal.registry.importer import import_file
from portal.registry.report import Report
from tests.registry.samples import TODAY, csv_file, many

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(imports: list[Callable[[], Report]]) -> list[Report]:
    """Run all of them from one barrier on, each over a connection of its own."""
    barrier, reports = Barrier(len(imports)), []

    def run(one: Callable[[], Report]) -> None:
        try:
            barrier.wait()
            reports.append(one())
        finally:
            connection.close()

    threads = [Thread(target=run, args=[one]) for one in imports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return reports


def importing(content: bytes, covers: tuple[date, date] | None = None) -> Callable[[], Report]:
    """An import that waits to be started."""
    return lambda: import_file(io.BytesIO(content), name="r.csv", actor=Actor.system(), today=TODAY, covers=covers)


def test_the_same_file_six_times_is_posted_once() -> None:
    Actor.system()
    reports = at_once([importing(csv_file(*many(30)))] * 6)
    assert sorted(report.posted for report in reports) == [0, 0, 0, 0, 0, 30]
    assert (RegistryFile.objects.count(), Contribution.objects.count()) == (1, 30)


def test_six_files_that_overlap_leave_each_line_once_and_no_day_unknown() -> None:
    Actor.system()
    days = [(date(2026, 11, day), date(2026, 11, day)) for day in range(10, 16)]
    files = [csv_file(*many(30, first=1 + 10 * number)) for number in range(6)]
    reports = at_once([importing(content, covers) for content, covers in zip(files, days, strict=True)])
    assert sum(report.posted for report in reports) == Contribution.objects.count() == 80
    assert RegistryFile.objects.latest("pk").known_until == date(2026, 11, 15)
