"""The demo: named situations that show the same on every day, told by registries that the real importer takes."""

from dataclasses import asdict, astuple, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from payments import history
from payments.models import Person
from payments.rules.assess import Answer, assess
from payments.rules.facts import Facts, Settings
from payments.rules.findings import FindingCode
from payments.rules.identifiers import born, why_not_iin
from payments.rules.law import Law
from payments.rules.months import Month, span
from payments.rules.status import Basis
from portal.demo import registries
from portal.demo.accounts import PASSWORD
from portal.demo.situation import LAW, Situation, ordered_months
from portal.demo.situations import PENSIONER, SITUATIONS, THREE_GAPS
from portal.management.commands.demo import prepare
from portal.registry.reasons import LineReason
from portal.sign_in import ByEmail, ByIin, open_account
from tests import people


class Expected(NamedTuple):
    """What a person sees. `until` is the last insured month, counted from this one; None if they are not insured."""

    basis: Basis | None = None
    until: int | None = None
    findings: tuple[FindingCode, ...] = ()


EXPECTED = {
    "never_insured": Expected(),
    "paid_up": Expected(Basis.WINDOW, 3),
    "three_gaps": Expected(Basis.GRACE, 0),
    "employer_pays": Expected(Basis.WINDOW, 3),
    "student": Expected(),
    "pensioner": Expected(Basis.STATE),
    "prepaid_year": Expected(Basis.AHEAD, 15),
    "lump_sum": Expected(findings=(FindingCode.LUMP_SUM,)),
    "wrong_year": Expected(findings=(FindingCode.WRONG_YEAR,)),
    "returned": Expected(Basis.GRACE, 1, (FindingCode.RETURNED,)),
    "too_late": Expected(),
    "sole_trader": Expected(Basis.WINDOW, 3),
    "partly_paid": Expected(Basis.GRACE, 0, (FindingCode.PARTLY_PAID,)),
    "long_grace": Expected(Basis.GRACE, 2),
    "one_short": Expected(findings=(FindingCode.ONE_SHORT,)),
    "paid_beside_employer": Expected(Basis.WINDOW, 3, (FindingCode.EMPLOYER_ALSO_PAID,)),
    "on_its_way": Expected(Basis.GRACE, 0),
    "late": Expected(Basis.GRACE, 1, (FindingCode.LATE,)),
    "asked_back": Expected(Basis.WINDOW, 3, (FindingCode.PAID_TWICE,)),
    "other_month": Expected(Basis.GRACE, 0),
    "year_at_once": Expected(findings=(FindingCode.LUMP_SUM,)),
    "three_beside_employer": Expected(Basis.WINDOW, 3, (FindingCode.EMPLOYER_ALSO_PAID,) * 2),
    "state_paid_too": Expected(Basis.STATE, None, (FindingCode.STATE_ALSO_PAID,)),
    "overpaid": Expected(Basis.WINDOW, 3, (FindingCode.OVERPAID,) * 2),
    "penalty_code": Expected(Basis.GRACE, 0),
}

TWO_YEARS = [day for month in span(Month.of(2026, 1), Month.of(2027, 12)) for day in (month.first_day, month.last_day)]
TODAY = date(2026, 11, 22)
A_FEW_DAYS = [date(2026, 1, 1), TODAY, date(2027, 1, 1), date(2027, 12, 31)]
FAULTS = {
    LineReason.NO_PERIOD,
    LineReason.UNKNOWN_PURPOSE_CODE,
    LineReason.BAD_IIN,
    LineReason.UNMATCHED_RETURN,
}

by_name = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)


def seen(answer: Answer, situation: Situation, today: date) -> Expected:
    """The answer in the terms of the table."""
    this_month = max(Month.containing(today), situation.since or 0)
    last = None if answer.insured_until is None else Month.containing(answer.insured_until) - this_month
    return Expected(answer.basis, last, tuple(finding.code for finding in answer.findings))


def recorded(situation: Situation, today: date) -> Answer:
    """The answer out of the ledger."""
    record = history.record(Person.objects.get(iin=situation.iin), today)
    return assess(record.facts, Law(record.rates, record.calendar, Settings()))


def is_shown(situation: Situation, today: date) -> bool:
    """Nobody orders what has no rate: until next year's are known, nothing ordered can be shown in it."""
    return all(ordered_months(situation, ordered, today) for ordered in situation.orders)


def test_every_situation_is_expected_to_show_something() -> None:
    assert list(EXPECTED) == [situation.name for situation in SITUATIONS]


@by_name
def test_a_situation_shows_the_same_on_every_day(situation: Situation) -> None:
    days = [day for day in TWO_YEARS if is_shown(situation, day)]
    found = {day: seen(assess(people.facts_of(situation, day), LAW), situation, day) for day in days}
    assert len(found) >= 24
    assert {day: shown for day, shown in found.items() if shown != EXPECTED[situation.name]} == {}


def test_a_pensioner_is_insured_without_an_end() -> None:
    assert assess(people.facts_of(PENSIONER, TODAY), LAW).open_ended


def test_the_rate_of_2027_is_missed_and_not_guessed() -> None:
    answer = assess(people.facts_of(THREE_GAPS, date(2027, 1, 1)), LAW)
    assert answer.missing_rates == (2027,)
    assert {month.required for month in answer.months if month.period >= Month.of(2027, 1)} == {None}


def check_prepared(folder: Path, today: date) -> None:
    """Fill the database through the importer, and hold everybody's record against the table."""
    reports, _ = prepare(folder, today)
    assert {reason for report in reports for reason in report.reasons} == FAULTS
    assert reports[-1].known_until == today - timedelta(days=1)
    shown = {each.name: seen(recorded(each, today), each, today) for each in SITUATIONS if is_shown(each, today)}
    assert shown == {name: EXPECTED[name] for name in shown}
    assert shown.keys() >= {each.name for each in SITUATIONS if not each.orders}


@pytest.mark.django_db
@pytest.mark.parametrize("today", A_FEW_DAYS, ids=str)
def test_registries_of_a_day_are_imported(tmp_path: Path, today: date) -> None:
    check_prepared(tmp_path, today)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("today", TWO_YEARS, ids=str)
def test_registries_of_every_day_are_imported(tmp_path: Path, today: date) -> None:
    check_prepared(tmp_path, today)


@pytest.mark.django_db
def test_registries_tell_what_the_situations_say(tmp_path: Path) -> None:
    prepare(tmp_path, TODAY)
    for situation in SITUATIONS:
        person = Person.objects.get(iin=situation.iin)
        assert known(history.record(person, TODAY).facts) == known(people.facts_of(situation, TODAY))


@pytest.mark.django_db
@by_name
def test_a_person_can_be_entered_without_a_file(situation: Situation) -> None:
    person = people.enter(situation, TODAY)
    assert known(history.record(person, TODAY).facts) == known(people.facts_of(situation, TODAY))


def known(facts: Facts) -> dict[str, Any]:
    """Facts without the numbers of rows, and without the day up to which they are known."""
    lines = sorted(astuple(replace(line, id="")) for line in facts.lines)
    return asdict(replace(facts, lines=(), known_until=None)) | {"lines": lines}


def test_registries_of_one_day_are_the_same_each_time(tmp_path: Path) -> None:
    written = [registries.write(tmp_path / run, TODAY) for run in ("first", "second")]
    first, second = ([path.read_bytes() for path, _ in files] for files in written)
    assert first == second


def test_the_names_of_files_say_nothing_of_people(tmp_path: Path) -> None:
    names = [path.name for path, _ in registries.write(tmp_path, TODAY)]
    assert names == ["1-categories.csv", "2-fund.csv", "3-fund-kz1048.csv", "4-camt054.xml"]
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())


@by_name
def test_nobody_in_the_demo_ever_lived(situation: Situation) -> None:
    assert why_not_iin(situation.iin) is None
    assert 1800 <= born(situation.iin).year < 1900


def test_everybody_is_somebody_else_and_described_in_three_languages() -> None:
    assert len({situation.iin for situation in SITUATIONS}) == len(SITUATIONS)
    assert len({situation.names for situation in SITUATIONS}) == len(SITUATIONS)
    shown = [text for situation in SITUATIONS for text in astuple(situation.shows)]
    assert all(shown)
    assert len(set(shown)) == 3 * len(SITUATIONS)


@pytest.mark.django_db
def test_whoever_is_listed_may_sign_in(tmp_path: Path) -> None:
    _, accesses = prepare(tmp_path, TODAY)
    staff, citizens = accesses[len(SITUATIONS) :], accesses[: len(SITUATIONS)]
    assert len(staff) == 5
    for email, password, _ in staff:
        assert ByEmail().authenticate(None, username=email, password=password).is_staff
    for iin, secret, _ in citizens:
        by_password = secret == PASSWORD
        account = (
            ByIin().authenticate(None, iin=iin, password=secret)
            if by_password
            else open_account(None, iin=iin, code=secret, password=PASSWORD)
        )
        assert account.person.iin == iin
    assert [secret == PASSWORD for _, secret, _ in citizens].count(False) == 1
