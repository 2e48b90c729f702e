"""`manage.py assess`: JSON in, JSON out, in the same order; what is wrong is named, and nothing of it repeated."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from payments.rules.facts import Settings, Window

ROOT = Path(__file__).resolve().parents[2]
IIN = "500101000010"
NAME = "Сұлтанова"
LEAST = {"today": "2026-11-22", "payer": "self", "payments": []}
TRADER = {**LEAST, "payer": "sole_trader"}
PAYMENT = {"period": "2026-11", "amount": 4250, "payer": "self", "paid_on": "2026-11-20", "state": "sent"}
ONE_LINE = json.dumps(LEAST)
INDENTED = json.dumps(TRADER, indent=1)


@pytest.fixture
def assess(monkeypatch):
    """The command on these bytes or this text: what it wrote, what it complained of, and its exit status."""

    def run(given):
        given = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        out, complaints, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command("assess", stdout=out, stderr=complaints)
        except SystemExit as end:
            status = end.code
        return out.getvalue(), complaints.getvalue(), status

    return run


def required(answer):
    """By what a month requires one sees whose answer it is."""
    return answer["months"][0]["required"]


def test_an_object_on_one_line_is_answered_on_one_line(assess):
    out, complaints, status = assess(ONE_LINE)
    assert (out.count("\n"), complaints, status) == (1, "", 0)
    assert required(json.loads(out)) == 4250


def test_an_object_of_several_lines_is_answered_indented(assess):
    out, complaints, status = assess(INDENTED)
    assert out.startswith('{\n "insured": false,\n "basis": null,\n')
    assert (complaints, status) == ("", 0)
    assert required(json.loads(out)) == 5950


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, [LEAST, TRADER, LEAST])),
        "\r\n".join(map(json.dumps, [LEAST, TRADER, LEAST])) + "\r\n",
        "\n\n" + "\n \n".join(map(json.dumps, [LEAST, TRADER, LEAST])) + "\n\n",
    ],
)
def test_as_many_answers_as_objects_and_in_their_order(assess, text):
    out, _, status = assess(text)
    assert ([required(json.loads(line)) for line in out.splitlines()], status) == ([4250, 5950, 4250], 0)


def test_one_line_and_several_lines_may_be_mixed(assess):
    out, complaints, status = assess("\n".join([ONE_LINE, INDENTED, ONE_LINE, INDENTED]))
    first, rest = out.split("\n", 1)
    assert (required(json.loads(first)), rest.count('{\n "insured"'), complaints, status) == (4250, 2, "", 0)


def test_the_example_of_the_rules_as_it_is_laid_out_there(assess):
    laid_out = """{"today": "2026-11-22", "payer": "self", "goal": "least_today", "next_months": "self",
 "payments": [
  {"id": "a1", "period": "2026-08", "amount": 4250, "payer": "self", "paid_on": "2026-08-20",
   "credited_on": "2026-08-24", "state": "credited"},
  {"id": "a3", "period": "2026-10", "amount": 4250, "payer": "self", "paid_on": "2026-11-20", "state": "sent"}],
 "state_paid": [{"from": "2025-09", "to": "2026-06"}]}
"""
    out, complaints, status = assess(laid_out)
    assert (json.loads(out)["advice"], complaints, status) == ("close_gaps", "", 0)


@pytest.mark.parametrize("given", ["", "\n", " \n\t\n", b"\xef\xbb\xbf"])
def test_nothing_in_nothing_out(assess, given):
    assert assess(given) == ("", "", 0)


def test_a_byte_order_mark_is_no_fault(assess):
    assert assess(b"\xef\xbb\xbf" + ONE_LINE.encode())[2] == 0


def test_a_bad_line_is_answered_by_its_error_and_the_others_as_ever(assess):
    bad = json.dumps({**LEAST, "payments": [{**PAYMENT, "amount": -1}]})
    out, complaints, status = assess("\n".join([ONE_LINE, bad, json.dumps(TRADER), "nonsense"]))
    first, second, third, fourth = map(json.loads, out.splitlines())
    assert (required(first), required(third), status) == (4250, 5950, 2)
    assert second["error"].startswith("payments[0].amount: ")
    assert fourth == {"error": "not a JSON object"}
    assert complaints.splitlines() == [f"line 2: {second['error']}", "line 4: not a JSON object"]


@pytest.mark.parametrize("bad", ['{"today": }', "{'today': 1}", '"', "}", "[]", ONE_LINE[1:]])
def test_a_bad_line_takes_no_line_along(assess, bad):
    out, complaints, status = assess(f"{bad}\nnonsense\n{ONE_LINE}")
    assert [list(json.loads(line))[0] for line in out.splitlines()] == ["error", "error", "insured"]
    assert [one.partition(":")[0] for one in complaints.splitlines()] == ["line 1", "line 2"]
    assert status == 2


def test_a_bad_object_of_several_lines_is_named_by_its_first_line(assess):
    bad = json.dumps({**LEAST, "today": "tomorrow"}, indent=1)
    out, complaints, status = assess(f"{ONE_LINE}\n{bad}\n{ONE_LINE}")
    assert [required(json.loads(line)) for line in out.splitlines()] == [4250, 4250]
    assert (complaints.startswith("line 2: today: "), complaints.count("\n"), status) == (True, 1, 2)


@pytest.mark.parametrize(
    "broken",
    [
        INDENTED[:-1],
        INDENTED[:-1] + "]",
        INDENTED.replace('"payer"', "payer"),
        INDENTED.replace(",", "", 1),
        INDENTED + "\n}",
    ],
)
def test_an_object_of_several_lines_that_is_broken_is_one_error(assess, broken):
    out, complaints, status = assess(f"{broken}\n{ONE_LINE}")
    assert (complaints, status) == ("line 1: not a JSON object\n", 2)
    assert required(json.loads(out)) == 4250


# What stands for a payment's amount here is never seen by a reader: JSON itself forbids it, or we do.
HOSTILE = [
    pytest.param("[]", "input", id="a list"),
    pytest.param("null", "input", id="null"),
    pytest.param('"text"', "input", id="a text"),
    pytest.param("4250", "input", id="a number"),
    pytest.param("NaN", "NaN is not JSON", id="nan"),
    pytest.param('{"today": NaN}', "NaN is not JSON", id="nan inside"),
    pytest.param('{"today": -Infinity}', "-Infinity is not JSON", id="infinity"),
    pytest.param('{"today": 1e999}', "today", id="a number beyond all numbers"),
    pytest.param(ONE_LINE.replace("[]", '[{"amount": 1' + "0" * 400 + "}]"), "payments[0]", id="a huge number"),
    pytest.param('{"today": 1' + "0" * 5000 + "}", "not a JSON object", id="a number too long to read"),
    pytest.param(ONE_LINE[:-1] + ', "payer": "self"}', "given twice", id="a field given twice"),
    pytest.param('{"today": {"a": 1, "a": 2}}', "given twice", id="a field given twice inside"),
    pytest.param("[" * 100_000, "not a JSON object", id="deep"),
    pytest.param("[" * 100_000 + "]" * 100_000, "not a JSON object", id="deep and closed"),
    pytest.param('{"a":' * 100_000 + "1" + "}" * 100_000, "not a JSON object", id="deep objects"),
    pytest.param('{"today": "\\ud800"}', "today", id="a lone surrogate"),
    pytest.param('{"\\ud800": 1, ' + ONE_LINE[1:], "?", id="a lone surrogate for a name"),
    pytest.param('{"today": "2026-11-22\\u0000"}', "today", id="nul escaped"),
    pytest.param('{"today": "2026-11-22\x00"}', "not a JSON object", id="nul"),
    pytest.param("\x00", "not a JSON object", id="nul alone"),
    pytest.param(b'{"today": "\xff\xfe"}', "today", id="not utf-8"),
    pytest.param(b'{"\xff": 1, ' + ONE_LINE[1:].encode(), "?", id="not utf-8 for a name"),
    pytest.param(ONE_LINE.encode("utf-16"), "not a JSON object", id="utf-16"),
    pytest.param("{'today': 1}", "not a JSON object", id="python"),
    pytest.param(ONE_LINE + ONE_LINE, "not a JSON object", id="two objects on a line"),
    pytest.param(ONE_LINE[:-1], "not a JSON object", id="cut off"),
    pytest.param("{}", "today", id="an empty object"),
]


@pytest.mark.parametrize(("given", "named"), HOSTILE)
def test_hostile_input_is_one_error(assess, given, named):
    out, complaints, status = assess(given)
    assert list(json.loads(out)) == ["error"]
    assert (complaints, status) == (f"line 1: {json.loads(out)['error']}\n", 2)
    assert named in complaints
    assert complaints.isascii()
    assert out.isascii()


@pytest.mark.parametrize("good", [ONE_LINE, INDENTED])
@pytest.mark.parametrize(("given", "named"), HOSTILE)
def test_hostile_input_takes_nothing_along(assess, given, named, good):
    given = given if isinstance(given, bytes) else given.encode()
    out, complaints, status = assess(given + b"\n" + good.encode())
    assert (complaints.count("\n"), status) == (1, 2)
    assert '"insured"' in out


@pytest.mark.parametrize(
    "facts",
    [
        {**LEAST, IIN: NAME},
        {**LEAST, NAME: IIN},
        {**LEAST, "payer": IIN},
        {**LEAST, "today": NAME},
        {**LEAST, "payments": IIN},
        {**LEAST, "payments": [IIN]},
        {**LEAST, "payments": [{**PAYMENT, "id": f"{NAME}\n{IIN}"}]},
        {**LEAST, "payments": [{**PAYMENT, "id": IIN, "period": IIN}]},
        {**LEAST, "payments": [{**PAYMENT, "id": IIN, "sender": NAME}, {"name": NAME, "iin": IIN}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_personal_data_is_never_repeated(assess, facts, indent):
    out, complaints, status = assess(json.dumps(facts, ensure_ascii=False, indent=indent))
    assert status == 2
    assert not any(secret in told for secret in (IIN, NAME) for told in (out, complaints))


@pytest.mark.parametrize("cut", [f'{{"iin": "{IIN}", "name": "{NAME}"', f"{IIN};{NAME}", f'{{"{IIN}": 1, "{IIN}": 1}}'])
def test_nor_where_it_is_not_even_json(assess, cut):
    out, complaints, status = assess(cut)
    assert status == 2
    assert not any(secret in told for secret in (IIN, NAME) for told in (out, complaints))


@pytest.mark.parametrize(("window", "basis"), [(Window.ENDING_CURRENT, "window"), (Window.BEFORE_CURRENT, None)])
def test_the_settings_of_the_portal_are_the_settings_of_the_command(assess, settings, window, basis):
    settings.LAW = Settings(window=window)
    twelve = [
        {**PAYMENT, "period": f"{year}-{number:02}", "state": "credited", "credited_on": "2026-11-20"}
        for year, number in [(2025, 12), *((2026, number) for number in range(1, 12))]
    ]
    assert json.loads(assess(json.dumps({**LEAST, "payments": twelve}))[0])["basis"] == basis


def test_it_needs_neither_a_secret_nor_a_database():
    nowhere = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    run = subprocess.run(
        [sys.executable, ROOT / "manage.py", "assess"],
        input=f"{ONE_LINE}\n{{\n",
        capture_output=True,
        encoding="utf-8",
        env=nowhere,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (2, "line 2: not a JSON object\n")
    assert required(json.loads(run.stdout.splitlines()[0])) == 4250
