"""The desk of near misses: a line beside a payment, assigned or discarded by one of the staff for a reason."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry

from payments import history
from payments.models import Suggestion
from payments.rules.identifiers import near_iins
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, arrives, ordered, payer, states
from tests.payments.samples import AISHA, BOLAT, reversed_line
from tests.staff.desk import SUGGESTIONS, clerk, plain, root

REASON = "Receipt 7 of the bank"


def page_of(client, suggestion) -> str:
    """What staff see."""
    return plain(client.get(f"{SUGGESTIONS}{suggestion.pk}/change/"))


def decide(client, suggestion, decision="assign", reason=REASON):
    """Send the form."""
    address = f"{SUGGESTIONS}{suggestion.pk}/change/"
    return client.post(address, {"decision": decision, "reason": reason}, follow=True)


@pytest.fixture
def basket(db):
    """October is ordered, and the money came for September."""
    made = ordered(OCTOBER)
    arrives(SEPTEMBER)
    return made


@pytest.fixture
def suggestion(basket):
    """What the desk has."""
    return Suggestion.objects.get()


def compared(page: str) -> dict[str, str]:
    """Each field with how it agrees, as a sign and a word."""
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr")[1:]
    found = {}
    for row in rows:
        label = row.partition('scope="row">')[2].partition("<")[0]
        sign = row.partition('aria-hidden="true">')[2].partition("<")[0]
        found[label] = f"{sign} {row.rpartition('</span> ')[2].partition('<')[0]}"
    return found


def test_field_by_field_by_sign_and_word(suggestion):
    assert compared(page_of(root(), suggestion)) == {
        "Reference": "– not known",
        "IIN": "= agrees",
        "Period": "≠ differs",
        "Amount": "= agrees",
        "Paid on": "= agrees",
        "Sender": "– not known",
    }


def test_of_two_masked_iins_it_is_said_how_near_they_are():
    near = near_iins(AISHA)[0]
    ordered(OCTOBER)
    arrives(OCTOBER, iin=near)
    page = page_of(root(), Suggestion.objects.get())
    assert "Only one digit differs." in page
    for iin in (AISHA, near):
        assert iin not in page


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"period": SEPTEMBER}, "the line goes on counting for its own month, September 2026"),
        ({"amount": 4000}, "the line goes on counting for October 2026 with its own sum"),
        ({"iin": near_iins(AISHA)[0]}, "The payment is shown as credited to somebody else, and October 2026 still"),
    ],
)
def test_what_happens_is_said_before(line, says):
    ordered(OCTOBER)
    arrives(OCTOBER, **line)
    page = page_of(root(), Suggestion.objects.get())
    assert says in page
    assert "If you discard it: nothing changes" in page


def test_assigned_and_journaled(basket, suggestion):
    answer = decide(root("Desk 7"), suggestion)
    assert answer.redirect_chain == [(SUGGESTIONS, 302)]
    assert "The line was assigned to the payment." in answer.text
    assert states(basket) == {OCTOBER: "credited"}
    suggestion.refresh_from_db()
    assert (suggestion.decision, suggestion.reason, suggestion.decided_by.label) == ("assign", REASON, "Desk 7")
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.get_change_message()) == (
        str(suggestion.pk),
        "The line was assigned to the payment.",
    )


def test_a_line_that_has_gone_back_is_refused_in_words(basket, suggestion):
    reversed_line(suggestion.contribution, credited_on=date(2026, 11, 27))
    answer = decide(root(), suggestion)
    assert answer.status_code == 422
    assert "The bank or the Fund has taken the line back" in answer.text
    assert states(basket) == {OCTOBER: "ordered"}


def test_discarded_it_changes_nothing(basket, suggestion):
    assert "The suggestion was discarded." in decide(root(), suggestion, "discard").text
    assert states(basket) == {OCTOBER: "ordered"}
    assert len(history.record(basket.person, TODAY).facts.lines) == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reason": ""}, "This field is required"),
        ({"decision": ""}, "This field is required"),
        ({"decision": "maybe"}, "maybe is not one of the available choices"),
        ({"reason": f"call of {AISHA}"}, "Write the reason without an IIN"),
    ],
)
def test_a_reason_is_needed_and_no_iin(basket, suggestion, fields, says):
    answer = decide(root(), suggestion, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert states(basket) == {OCTOBER: "ordered"}
    assert not LogEntry.objects.exists()


def test_a_payment_that_has_its_money_is_refused_in_words(suggestion):
    arrives(OCTOBER)
    answer = decide(root(), suggestion)
    assert answer.status_code == 422
    assert "The payment has its money from another line" in answer.text
    assert not LogEntry.objects.exists()
    assert "The suggestion was discarded." in decide(root("other"), suggestion, "discard").text


def test_decided_it_only_says_by_whom_and_why(suggestion):
    decide(root("Desk 7"), suggestion)
    other = root("other")
    page = page_of(other, suggestion)
    assert "Assigned: Desk 7" in page
    assert REASON in page
    assert 'name="decision"' not in page
    assert "Somebody else has decided it already." in decide(other, suggestion, "discard").text
    assert LogEntry.objects.count() == 1
    assert "assigned to the payment" in other.get(f"{SUGGESTIONS}{suggestion.pk}/history/").text


def test_who_may_only_look_cannot_decide(basket, suggestion):
    client = clerk("payments.view_suggestion")
    page = page_of(client, suggestion)
    assert "≠" in page
    assert 'name="decision"' not in page
    assert decide(client, suggestion).status_code == 403
    assert clerk(name="nobody").get(f"{SUGGESTIONS}{suggestion.pk}/change/").status_code == 403
    assert states(basket) == {OCTOBER: "ordered"}


def test_a_suggestion_that_is_not_there():
    assert root().get(f"{SUGGESTIONS}7/change/").status_code == 404


def test_what_waits_comes_first_and_the_oldest_of_it(suggestion):
    ordered(NOVEMBER)
    arrives(NOVEMBER + 1)
    ordered(OCTOBER, by=payer(BOLAT), who=payer(BOLAT).person)
    arrives(SEPTEMBER, iin=BOLAT, reference="B")
    client = root()
    decide(client, suggestion, "discard")
    listed = [row.pk for row in client.get(SUGGESTIONS).context["cl"].result_list]
    waiting = [row.pk for row in client.get(SUGGESTIONS, {"decision": "waits"}).context["cl"].result_list]
    assert waiting == sorted(waiting)
    assert listed == [*waiting, suggestion.pk]
    assert len(waiting) == 2


def test_many_rows_take_as_many_queries_as_one(suggestion, django_assert_max_num_queries):
    for number in range(2, 5):
        arrives(SEPTEMBER, reference=f"S{number}")
    client = root()
    with django_assert_max_num_queries(7):
        assert len(client.get(SUGGESTIONS).context["cl"].result_list) == 4


def test_nobody_adds_or_deletes_one(suggestion):
    client = root()
    for page in ("add/", f"{suggestion.pk}/delete/"):
        assert client.post(f"{SUGGESTIONS}{page}", {"post": "yes"}).status_code == 403
    assert Suggestion.objects.count() == 1
