"""A person is found by their IIN through a form that posts, and the IIN is left nowhere."""

import logging

import pytest

from tests.payments.samples import AISHA, BOLAT, person
from tests.staff.desk import PEOPLE, root

NOBODY = "991231100010"  # a right IIN that nobody here has


@pytest.mark.parametrize("typed", [AISHA, "5001 0110 0010", "500101-100010"])
def test_found_by_the_whole_iin_and_asked_why(typed):
    found = person(AISHA)
    answer = root().post(PEOPLE, {"iin": typed})
    assert (answer.status_code, answer.url) == (302, f"{PEOPLE}{found.pk}/reason/")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("500101100019", "There is a mistake in the IIN"),
        ("5001", "The IIN has 12 digits. You entered 4"),
        ("", "Enter the IIN"),
    ],
)
def test_what_is_no_iin_is_said_plainly(typed, says):
    answer = root().post(PEOPLE, {"iin": typed})
    assert answer.status_code == 422
    assert says in answer.text


def test_nobody_is_listed_whatever_the_address_asks_for():
    person(AISHA), person(BOLAT)
    client = root()
    for asked in ("", "?q=500101100010", "?iin=500101100010", "?last_name=", "?o=1", "?all="):
        page = client.get(PEOPLE + asked)
        assert page.status_code == 200
        assert "/reason/" not in page.text
        assert "/change/" not in page.text.replace("password_change", "")


def test_the_iin_is_in_no_address_log_title_or_message(caplog):
    caplog.set_level(logging.DEBUG)
    found, client = person(AISHA), root()
    for typed in (AISHA, NOBODY):
        answer = client.post(PEOPLE, {"iin": typed}, follow=True)
        assert typed not in " ".join(address for address, _status in answer.redirect_chain)
        assert typed not in answer.text.partition("</title>")[0]
        assert typed not in "".join(map(str, answer.context["messages"]))
        assert typed not in caplog.text
    asked_why = client.get(f"{PEOPLE}{found.pk}/reason/").text
    assert AISHA not in asked_why
    assert "5001·· ···· 10" in asked_why
