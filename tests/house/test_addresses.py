"""Addresses: a list that somebody reads before it changes. People keep addresses, and programs do."""

from tests.house.addresses import addresses, listed


def test_the_list_is_what_the_portal_answers() -> None:
    """After a change that is meant: python -m tests.house.addresses."""
    assert listed() == addresses()


def test_no_address_can_hold_an_iin() -> None:
    """Addresses stand in logs, in histories and over shoulders."""
    assert [address for address in listed() if "iin" in address] == []


def test_a_citizen_s_address_ends_in_a_slash() -> None:
    theirs = [address for address in listed() if not address.startswith(("/staff/", "/bank/", "/health/"))]
    assert [address for address in theirs if not address.endswith(("/", ".csv", ".ics"))] == []
