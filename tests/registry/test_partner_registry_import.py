"""A file of a partner is imported whole or not at all, by the command as by the staff door."""

from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from payments.models import PartnerRegistry, PartnerRegistryLine, Person, ReconciliationCase, Transaction
from payments.rules.reconciliation import Standing
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason
from tests.payments.partner_lines import partner, told
from tests.payments.samples import AISHA
from tests.registry.partner_files import LISTED, YESTERDAY, qiwi, take, text, total
from tests.registry.samples import ASEL, MARAT, TODAY

pytestmark = pytest.mark.django_db
FILE = text(qiwi("1", account=f"{AISHA}112026"), qiwi("2"), total(2, 8500))


@pytest.fixture(autouse=True)
def _today(settings, tmp_path) -> None:
    settings.DEMO_TODAY = TODAY
    settings.REGISTRY_DIR = tmp_path


def test_a_registry_is_held_against_what_came_in() -> None:
    told("1", on=YESTERDAY), told("3", on=YESTERDAY)
    report = take(FILE, name="QIWI_1_202611211.csv")
    assert (report.lines, report.total, report.format) == (2, 8500, "qiwi")
    assert dict(report.counts) == {Standing.MATCHED: 1, Standing.ONLY_THEIRS: 1, Standing.ONLY_OURS: 1}
    assert [line.received["time"] for line in PartnerRegistryLine.objects.all()] == ["10:15:00"] * 2


def test_a_trial_keeps_nothing() -> None:
    take(text(LISTED, f"K-1;2026-11-21;{MARAT};112026;4250;", "TOTAL;1;4250"), by=partner("Post", ""), dry_run=True)
    for rows in (PartnerRegistry, ReconciliationCase, Transaction, Person):
        assert not rows.objects.exists()


def test_the_same_file_again_changes_nothing() -> None:
    take(FILE)
    report = take(FILE, name="renamed.csv")
    assert report.taken_before
    assert PartnerRegistry.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "day", "reason"),
    [
        (text(qiwi()), YESTERDAY, PartnerFileReason.NO_TOTAL),
        (FILE, TODAY, PartnerFileReason.OTHER_DAY),
        (text(total(0, 0)), TODAY + timedelta(days=1), FileReason.COVERS_IMPOSSIBLE_DAYS),
    ],
)
def test_nothing_is_kept_of_a_refused_file(content: str, day, reason) -> None:
    told("3", on=YESTERDAY)
    with pytest.raises(FileRefused) as refused:
        take(content, day=day)
    assert refused.value.reason is reason
    assert not PartnerRegistry.objects.exists()
    assert not ReconciliationCase.objects.exists()


def test_a_list_of_a_partner_that_is_switched_off_is_refused() -> None:
    post = partner("Post", "")
    post.is_on = False
    with pytest.raises(FileRefused) as refused:
        take(text(LISTED, f"K-1;2026-11-21;{MARAT};112026;4250;", "TOTAL;1;4250"), by=post)
    assert refused.value.reason is PartnerFileReason.PARTNER_IS_OFF


def test_an_empty_day_has_a_registry() -> None:
    assert take(text(total(0, 0))).counts.total() == 0


def run(path, *options: str) -> tuple[str, str]:
    """What the command says, and what it complains of."""
    out, complaints = StringIO(), StringIO()
    login = partner().login
    arguments = [str(path), "--partner", login, "--day", f"{YESTERDAY}", *options]
    with suppress(SystemExit):
        call_command("import_partner_registry", *arguments, stdout=out, stderr=complaints)
    return out.getvalue().replace("\xa0", " "), complaints.getvalue()


def test_the_command(tmp_path) -> None:
    file = tmp_path / f"QIWI-{ASEL}.csv"
    file.write_text(FILE)
    said, _ = run(file, "--dry-run")
    assert said.endswith("This was a trial. Nothing was kept.\n")
    assert run(file)[0] == "QIWI-5608·· ···· 09.csv: qiwi, 2 lines, 8,500 ₸.\nOnly in the registry: 2.\n"
    assert run(file)[0].endswith("The same file was posted before. Nothing has changed.\n")
    file.write_text(text(qiwi()))
    assert run(file) == (
        "",
        "QIWI-5608·· ···· 09.csv: The last line with the number of lines and the total is missing.\n",
    )
    with pytest.raises(SystemExit, match="1"):
        call_command("import_partner_registry", file, "--partner", partner().login, "--day", "2026-11-21")
    assert run(tmp_path / "none.csv") == ("", "none.csv: There is no such file.\n")
    with pytest.raises(CommandError, match="No partner has the login nobody"):
        call_command("import_partner_registry", file, "--partner", "nobody", "--day", "2026-11-21")
