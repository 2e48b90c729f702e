"""For oneself, or for somebody else: of them one learns whether all is in order, and nothing besides."""

import pytest

from payments import ledger
from payments.models import Actor, PayeeCheck, Person
from portal.models import Draft
from tests.payments.samples import AISHA, BOLAT, entry, person
from tests.web.citizens import text_of
from tests.web.wizard import AHEAD, begin, made_of, months_of_draft, send

UNKNOWN = "991231100010"
NEUTRAL = "Something does not fit. Compare the IIN and the first name with the ID card"


@pytest.fixture
def bolat(citizen) -> Person:
    """Somebody else, who has paid for August."""
    names = ledger.Names("Оразов", "Болат", "Дәулетұлы")
    ledger.credit(entries=[entry(iin=BOLAT, names=names, reference="B-1")], actor=Actor.system())
    begin(citizen, *AHEAD)
    return person(BOLAT)


def for_somebody(citizen, iin=BOLAT, first_name="Болат", payer="self"):
    return send(citizen, "/pay/who/", whom="other", iin=iin, first_name=first_name, payer=payer)


def test_oneself_is_chosen_already(citizen):
    begin(citizen, *AHEAD)
    page = citizen.get("/pay/who/")
    assert "500101 100 010" in page.text
    assert [page.context["form"][name].value() for name in ("whom", "payer")] == ["own", "self"]


@pytest.mark.parametrize(("payer", "total"), [("self", "12,750"), ("sole_trader", "17,850")])
def test_the_category_decides_the_rate(citizen, payer, total):
    begin(citizen, *AHEAD)
    assert send(citizen, "/pay/who/", whom="own", payer=payer)["Location"] == "/pay/months/"
    assert f"3 payments, in all {total} ₸" in text_of(citizen.get("/pay/months/"))


def test_change_leads_back_to_the_check(citizen):
    begin(citizen, *AHEAD)
    assert send(citizen, "/pay/who/?then=check", whom="own", payer="self")["Location"] == "/pay/check/"


@pytest.mark.parametrize("first_name", ["Болат", " болат ", "БОЛАТ"])
def test_somebody_else_whose_months_are_chosen_anew(citizen, bolat, first_name):
    assert for_somebody(citizen, first_name=first_name)["Location"] == "/pay/months/"
    assert Draft.objects.get().person == bolat
    assert months_of_draft() == []
    assert PayeeCheck.objects.get().in_order


def test_a_name_that_does_not_fit(citizen, bolat):
    response = for_somebody(citizen, first_name="Берік")
    assert response.status_code == 422
    assert NEUTRAL in response.text
    assert Draft.objects.get().person != bolat
    assert not PayeeCheck.objects.get().in_order


def test_an_iin_that_nobody_knows_yet_is_taken(citizen):
    begin(citizen)
    assert for_somebody(citizen, iin=UNKNOWN, first_name="Дана").status_code == 303
    assert Draft.objects.get().person == Person.objects.get(iin=UNKNOWN)


@pytest.mark.parametrize("first_name", ["Болат", "Берік"])
def test_nothing_of_their_record_is_shown(citizen, bolat, first_name):
    for_somebody(citizen, first_name=first_name)
    if Draft.objects.get().person == bolat:
        send(citizen, "/pay/months/", **{"add-2026-08": "on", "add-2026-12": "on"})
    for address in ("/pay/who/", "/pay/months/", "/pay/check/", "/"):
        page = citizen.get(address, follow=True).text
        for told in ("Оразов", "Болат", "Дәулетұлы", "already paid", "B-1"):
            assert told not in page


def test_the_months_to_tick_are_all_there_are(citizen, bolat):
    for_somebody(citizen)
    ticks = citizen.get("/pay/months/").context["ticks"]
    assert (ticks[0]["period"], ticks[-1]["period"], len(ticks)) == ("2025-12", "2027-11", 24)
    assert {tick["look"] for tick in ticks} == {"future"}


def test_what_their_record_says_is_one_reason_for_all(citizen, bolat):
    for_somebody(citizen)
    send(citizen, "/pay/months/", **{"add-2026-08": "on", "add-2026-12": "on"})
    response = send(citizen, "/pay/months/", **{"continue": ""})
    assert response.status_code == 422
    assert "These months cannot be ordered for this person." in text_of(response)
    assert "line is-faulty" not in response.text


@pytest.mark.parametrize(
    ("fields", "mistakes"),
    [
        ({"whom": "other"}, ["Enter the IIN", "Enter the first name"]),
        ({"whom": "other", "iin": "5608", "first_name": "Болат"}, ["The IIN has 12 digits. You entered 4"]),
        ({"whom": "other", "iin": "560815200108", "first_name": "Болат"}, ["There is a mistake in the IIN."]),
        ({"whom": "king", "payer": "pope"}, ["Choose one of the answers"]),
        ({"payer": ""}, ["Choose one of the answers"]),
    ],
)
def test_what_is_missing_is_named(citizen, fields, mistakes):
    begin(citizen, *AHEAD)
    response = send(citizen, "/pay/who/", **{"payer": "self"} | fields)
    assert response.status_code == 422
    for mistake in mistakes:
        assert mistake in response.text
    assert not PayeeCheck.objects.exists()


def test_for_oneself_nothing_is_asked_about_others(citizen):
    begin(citizen, *AHEAD)
    assert send(citizen, "/pay/who/", whom="own", iin="nonsense", payer="self").status_code == 303


def test_one_s_own_iin_is_oneself(citizen, bolat):
    for_somebody(citizen)
    for_somebody(citizen, iin=AISHA, first_name="anybody")
    assert PayeeCheck.objects.count() == 1
    assert Draft.objects.get().person == person(AISHA)


def test_who_was_asked_about_is_not_asked_again(citizen, bolat):
    for_somebody(citizen)
    for_somebody(citizen, first_name="", payer="sole_trader")
    assert PayeeCheck.objects.count() == 1
    assert Draft.objects.get().payer == "sole_trader"


def test_ten_tries_an_hour(citizen, bolat):
    for _ in range(10):
        assert for_somebody(citizen, first_name="Берік").status_code == 422
    response = for_somebody(citizen)
    assert response.status_code == 429
    assert "Too many tries. You can try again at" in response.text
    assert PayeeCheck.objects.count() == 10
    assert Draft.objects.get().person != bolat


def test_their_months_are_tried_so_often_only(citizen, bolat):
    for_somebody(citizen)
    send(citizen, "/pay/months/", **{"add-2026-08": "on"})
    for _ in range(10):
        assert send(citizen, "/pay/months/", **{"continue": ""}).status_code == 422
    assert send(citizen, "/pay/months/", **{"continue": ""}).status_code == 429
    # Whoever is concerned sees each answer that was given: one about the name, ten about the months.
    assert list(PayeeCheck.objects.values_list("in_order", flat=True)) == [True] + [False] * 10


def test_what_is_odd_in_an_iin_is_no_reason_to_refuse_it(citizen):
    begin(citizen)
    assert for_somebody(citizen, iin="991331100014", first_name="Дана").status_code == 303
    assert "The first six digits are no date." in citizen.get("/pay/months/").text


def test_a_stale_form_changes_nothing(citizen, bolat):
    old = made_of()
    send(citizen, "/pay/months/", **{"add-2026-11": "on"})
    response = citizen.post("/pay/who/", old | {"whom": "own", "payer": "sole_trader"})
    assert response.status_code == 409
    assert "This was changed on another page in the meantime" in response.text
    assert Draft.objects.get().payer == "self"
