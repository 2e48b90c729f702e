"""The contract of `assess`: the example of the rules, every default, every bad value by the name of its field."""

import json
from copy import deepcopy

import pytest

from payments.rules.assess import assess
from payments.rules.contract_in import BadInput, read_facts
from payments.rules.contract_out import answer_as_json, line_as_json
from tests.rules.people import law, paid

EXAMPLE = {
    "today": "2026-11-22",
    "payer": "self",
    "goal": "least_today",
    "next_months": "self",
    "known_until": "2026-11-21",
    "on_date": None,
    "payments": [
        {
            "id": "a1",
            "period": "2026-08",
            "amount": 4250,
            "payer": "self",
            "paid_on": "2026-08-20",
            "credited_on": "2026-08-24",
            "state": "credited",
        },
        {
            "id": "a2",
            "period": "2026-09",
            "amount": 3500,
            "payer": "self",
            "paid_on": "2026-09-18",
            "credited_on": "2026-09-22",
            "state": "credited",
        },
        {"id": "a3", "period": "2026-10", "amount": 4250, "payer": "self", "paid_on": "2026-11-20", "state": "sent"},
    ],
    "state_paid": [{"from": "2025-09", "to": "2026-06"}],
}
LEAST = {"today": "2026-11-22", "payer": "self", "payments": []}
IIN = "500101000010"


def answer(facts):
    """The answer as a program reads it."""
    return json.loads(json.dumps(answer_as_json(assess(read_facts(facts), law()))))


def changed(path, value):
    """The example with one value put in its place, or taken out where it is `...`."""
    facts = deepcopy(EXAMPLE)
    *steps, last = path
    target = facts
    for step in steps:
        target = target[step]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return facts


def test_the_example_is_answered_as_the_rules_have_it():
    given = answer(EXAMPLE)
    facts = ("insured", "basis", "insured_until", "paid_until", "open_ended", "advice", "missing_rates", "on_date")
    assert [given[fact] for fact in facts] == [False, None, None, None, False, "close_gaps", [], None]
    assert given["findings"] == [{"code": "partly_paid", "periods": ["2026-09"], "payments": ["a2"]}]
    assert [list(month.values()) for month in given["months"][7:14]] == [
        ["2026-07", "gap", 0, 4250],
        ["2026-08", "paid", 4250, 4250],
        ["2026-09", "partly_paid", 3500, 4250],
        ["2026-10", "on_its_way", 0, 4250],
        ["2026-11", "current", 0, 4250],
        ["2026-12", "future", 0, 4250],
        ["2027-01", "future", 0, 4250],
    ]


@pytest.mark.parametrize(
    ("number", "plan"),
    [
        (0, ["close_gaps", 3, 9250, "2026-11-25", "2026-11-30", "2027-02-28", False, 60250]),
        (1, ["year_ahead", 12, 51000, "2026-12-01", "2027-11-30", "2028-02-29", False, 51000]),
        (2, ["now_and_year_ahead", 13, 55250, "2026-11-25", "2027-11-30", "2028-02-29", False, 55250]),
    ],
)
def test_the_plans_of_the_example(number, plan):
    given = answer(EXAMPLE)["plans"][number]
    months = given.pop("months")
    assert list(given) == ("plan payments total insured_from paid_until insured_until open_ended year_total".split())
    assert list(given.values()) == plan
    assert (len(months), sum(month["amount"] for month in months)) == (plan[1], plan[2])


def test_the_months_to_pay_of_the_example():
    assert answer(EXAMPLE)["plans"][0]["months"] == [
        {"period": "2026-07", "amount": 4250},
        {"period": "2026-09", "amount": 750},
        {"period": "2026-11", "amount": 4250},
    ]


def test_the_names_of_an_answer():
    given = answer({**EXAMPLE, "on_date": "2026-11-22"})
    assert (
        list(given)
        == (
            "insured basis insured_until paid_until open_ended months plans advice findings missing_rates on_date trace"
        ).split()
    )
    assert list(given["months"][0]) == "period state paid required".split()
    assert given["on_date"] == {
        "date": "2026-11-22",
        "insured": False,
        "months": [],
        "total": 0,
        "possible_from": "2026-11-25",
    }


def test_what_may_be_left_out():
    explicit = {"goal": "least_today", "next_months": "self", "known_until": None, "on_date": None, "state_paid": []}
    assert read_facts(LEAST) == read_facts({**LEAST, **explicit}) == read_facts({**LEAST, **dict.fromkeys(explicit)})


def test_a_span_of_the_state_may_be_open():
    spans = [{"from": "2026-01"}, {"from": "2026-01", "to": None}]
    first, second = (read_facts({**LEAST, "state_paid": [span]}) for span in spans)
    assert first == second
    assert first.state_paid[0].last is None


def test_a_payment_without_a_name_is_called_by_its_place():
    nameless = [{**payment, "id": None} for payment in EXAMPLE["payments"]]
    assert [line.id for line in read_facts({**EXAMPLE, "payments": nameless}).lines] == ["1", "2", "3"]


def test_a_payment_credited_later_than_today_counts_as_sent():
    facts = changed(("payments", 0, "credited_on"), "2026-11-23")
    assert answer(facts)["months"][8]["state"] == "on_its_way"


def test_payments_come_out_as_they_go_in():
    lines = (*paid("2026-07…2026-08"), *paid("2026-09", state="sent"), *paid("2026-10", payer="employer"))
    assert read_facts({**LEAST, "payments": [line_as_json(line) for line in lines]}).lines == lines


FIELDS = ("today", "payer", "payments")
OF_A_PAYMENT = ("period", "amount", "payer", "paid_on", "state", "credited_on")
DATES = [
    0,
    True,
    [],
    "",
    "22.11.2026",
    "2026-11-31",
    "2026-11-22T00:00",
    "20261122",
    "2026-W47-7",
    "1999-12-31",
    "2151-01-01",
]
PERIODS = [0, True, [], "", "2026-13", "2026-1", "112026", "2026-11-22", "1899-12", "２０２６-11"]
AMOUNTS = [0, -1, 4250.0, 1e3, True, "4250", [], {}, 10**12 + 1]
WORDS = [0, True, [], {}, "", "SELF", "self ", "me"]
LISTS = [0, "", {}, "2026-11"]

BAD_VALUES = [
    *((("today",), value, "today") for value in DATES),
    *((("payer",), value, "payer") for value in [*WORDS, "employer", "platform"]),
    *((("goal",), value, "goal") for value in WORDS),
    *((("next_months",), value, "next_months") for value in [*WORDS, "sole_trader"]),
    *((("known_until",), value, "known_until") for value in DATES),
    *((("on_date",), value, "on_date") for value in DATES),
    *((("payments",), value, "payments") for value in LISTS),
    *((("state_paid",), value, "state_paid") for value in LISTS),
    *((("payments", 1), value, "payments[1]") for value in [None, 0, "", []]),
    *((("state_paid", 0), value, "state_paid[0]") for value in [None, 0, "", []]),
    *((("payments", 1, "period"), value, "payments[1].period") for value in PERIODS),
    *((("payments", 1, "amount"), value, "payments[1].amount") for value in AMOUNTS),
    *((("payments", 1, "payer"), value, "payments[1].payer") for value in WORDS),
    *((("payments", 1, "state"), value, "payments[1].state") for value in [*WORDS, "late"]),
    *((("payments", 1, "paid_on"), value, "payments[1].paid_on") for value in [*DATES, "2026-11-23"]),
    *((("payments", 1, "credited_on"), value, "payments[1].credited_on") for value in DATES),
    *((("payments", 1, "id"), value, "payments[1].id") for value in [0, True, [], "", " ", "a\nb", "\x00", "\ud800"]),
    *((("state_paid", 0, "from"), value, "state_paid[0].from") for value in [None, *PERIODS]),
    *((("state_paid", 0, "to"), value, "state_paid[0].to") for value in [*PERIODS, "2025-08"]),
    # What is missing; null is no better.
    *(((field,), value, field) for field in FIELDS for value in (..., None)),
    *((("payments", 0, field), value, f"payments[0].{field}") for field in OF_A_PAYMENT for value in (..., None)),
    (("state_paid", 0, "from"), ..., "state_paid[0].from"),
    # What nobody knows, and what may be somebody's IIN is not repeated.
    (("to_day",), 1, "to_day"),
    (("payments", 2, "sum"), 1, "payments[2].sum"),
    (("state_paid", 0, "until"), None, "state_paid[0].until"),
    ((IIN,), 1, "?"),
    (("payments", 2, IIN), 1, "payments[2].?"),
    (("payments", 2, "Әлия Сұлтанова"), 1, "payments[2].?"),
    (("payments", 2, "a" * 31), 1, "payments[2].?"),
]


@pytest.mark.parametrize(("path", "value", "field"), BAD_VALUES)
def test_a_bad_value_is_refused_by_the_name_of_its_field(path, value, field):
    with pytest.raises(BadInput) as refused:
        read_facts(changed(path, value))
    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field}: ")


@pytest.mark.parametrize("value", [None, 0, "", [], True, "{}"])
def test_what_is_no_object_at_all(value):
    with pytest.raises(BadInput, match="input: expected an object"):
        read_facts(value)


@pytest.mark.parametrize("field", ["today", "payer", "goal", "on_date", "payments", "state_paid"])
def test_a_complaint_never_repeats_the_value(field):
    with pytest.raises(BadInput) as refused:
        read_facts({**EXAMPLE, field: IIN})
    assert IIN not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("today",), "2150-12-31"),
        (("on_date",), "2000-01-01"),
        (("on_date",), "2150-12-31"),
        (("payments", 0, "amount"), 10**12),
        (("payments", 2, "paid_on"), "2026-11-22"),
        (("state_paid", 0, "to"), "2025-09"),
        (("payments", 0, "period"), "2199-12"),
        (("payments", 0, "period"), "1900-01"),
        (("state_paid", 0, "from"), "1900-01"),
        (("state_paid", 0, "to"), "2199-12"),
        (("payments", 0, "id"), "төлем № 1"),
        (("payments", 0, "credited_on"), "2026-08-19"),
        (("payments",), EXAMPLE["payments"] * 500),
    ],
)
def test_the_far_ends_of_what_is_allowed(path, value):
    assert len(answer(changed(path, value))["months"]) == 24
