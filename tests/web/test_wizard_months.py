"""One row is one payment: changed alone, refused beside its row, and priced by the server."""

from uuid import uuid4

import pytest

from payments import ledger
from payments.models import Payment
from portal.models import Draft
from tests.web.citizens import TODAY, employer_pays, pays, state_pays, text_of
from tests.web.wizard import AHEAD, begin, go_on, made_of, months_of_draft, order, send

HTMX = {"HX-Request": "true"}
CONTINUE = {"continue": ""}


def nothing(citizen) -> None:
    """Nothing is recorded."""


def paid(citizen) -> None:
    pays("2026-08")


def employer(citizen) -> None:
    employer_pays("2026-08")


def state(citizen) -> None:
    state_pays("2026-08", "2026-08")


def ordered(citizen) -> None:
    begin(citizen, "2026-08")
    assert order(citizen, 4250).status_code == 303


REFUSALS = [
    (paid, "2026-08", "August 2026 is already paid. Choose another month."),
    (employer, "2026-08", "August 2026 is paid by the employer."),
    (state, "2026-08", "August 2026 is paid by the State. Nothing has to be paid, remove this month."),
    (ordered, "2026-08", "August 2026 is already ordered and not paid yet."),
    (nothing, "2019-12", "December 2019: months before January 2020 cannot be paid."),
    (nothing, "2027-12", "December 2027: you cannot pay more than 12 months ahead."),
]


@pytest.mark.parametrize(("record", "month", "sentence"), REFUSALS)
def test_a_month_that_cannot_be_paid(citizen, record, month, sentence):
    record(citizen)
    begin(citizen, "2026-10", month)
    response = send(citizen, "/pay/months/", **CONTINUE)
    page = text_of(response)
    assert response.status_code == 422
    assert page.count(sentence) == 2  # in the summary and beside its row
    assert "1 payment, in all 4,250 ₸" in page
    assert response.text.count('class="line is-faulty"') == 1  # that row alone is open
    assert citizen.get("/pay/check/")["Location"] == "/pay/months/"


def test_no_rate_is_set(citizen, settings):
    begin(citizen, "2027-01")
    settings.DEMO_TODAY = settings.DEMO_TODAY.replace(year=2027, month=1, day=5)
    page = text_of(send(citizen, "/pay/months/", **CONTINUE))
    assert "January 2027: the rate is not set yet, so this month cannot be paid today." in page


def test_all_refusals_at_once(citizen):
    pays("2026-08")
    employer_pays("2026-09")
    begin(citizen, "2019-12", "2026-08", "2026-09", "2026-10")
    send(citizen, "/pay/months/", **{"month-new": "10", "year-new": "2026"})
    response = send(citizen, "/pay/months/", **CONTINUE)
    assert len(response.context["errors"]) == 4
    assert "October 2026 is in the list twice. Remove one of them." in text_of(response)


def test_what_is_wrong_is_said_without_being_asked(citizen):
    pays("2026-08")
    begin(citizen, "2026-08")
    page = citizen.get("/pay/months/")
    assert page.status_code == 200
    assert '<a href="#id_month-1">August 2026 is already paid.' in page.text.replace("\xa0", " ")


def test_what_is_ordered_can_be_gone_on_with_or_cancelled(citizen):
    ordered(citizen)
    payment = Payment.objects.get()
    begin(citizen, "2026-08")
    page = citizen.get("/pay/months/").text
    assert f'href="/pay/{payment.basket.key}/"' in page
    assert f'name="cancel" value="{payment.reference}"' in page
    assert send(citizen, "/pay/months/", cancel=payment.reference)["Location"] == "/pay/months/"
    assert payment.steps.last().state == "cancelled"
    assert go_on(citizen)["Location"] == "/pay/check/"


def test_what_may_be_being_paid_is_not_cancelled(citizen, settings):
    ordered(citizen)
    payment = Payment.objects.get()
    basket = payment.basket
    ledger.begin_checkout(basket=basket, key=uuid4(), actor=basket.ordered_by, today=TODAY, settings=settings.LAW)
    begin(citizen, "2026-08")
    response = send(citizen, "/pay/months/", cancel=payment.reference)
    assert response.status_code == 422
    assert "Whether the money was taken we do not know yet: do not pay again." in response.text
    assert payment.steps.last().state == "ordered"


@pytest.mark.parametrize("reference", ["", "x", "41234567890"])
def test_nobody_else_s_payment_is_cancelled(citizen, reference):
    begin(citizen, "2026-08")
    assert send(citizen, "/pay/months/", cancel=reference).status_code == 404


def test_the_employer_has_not_paid(citizen):
    employer_pays("2026-08")
    begin(citizen, "2026-08")
    row = {"month-1": "8", "year-1": "2026"}
    send(citizen, "/pay/months/", **row, **{"employer-1": "on"})
    assert go_on(citizen)["Location"] == "/pay/check/"
    assert Draft.objects.get().employer_has_not_paid == ["2026-08"]
    send(citizen, "/pay/months/", **row)  # taken back
    assert Draft.objects.get().employer_has_not_paid == []


def test_what_was_said_of_the_employer_is_said_of_one_month(citizen):
    employer_pays("2026-08", "2026-09")
    begin(citizen, "2026-08")
    send(citizen, "/pay/months/", **{"month-1": "9", "year-1": "2026", "employer-1": "on"})
    assert months_of_draft() == ["2026-09"]
    assert Draft.objects.get().employer_has_not_paid == []


@pytest.mark.parametrize(
    ("form", "months"),
    [
        ({}, ["2026-08", "2026-10"]),
        ({"change": "1"}, ["2026-08", "2026-10"]),
        ({"remove": "1"}, ["2026-10"]),
        ({"remove": "7"}, ["2026-08", "2026-10"]),
        ({"month-2": "5", "year-2": "2025"}, ["2026-08", "2025-05"]),
        ({"month-2": "5", "year-2": "2025", "remove": "2"}, ["2026-08"]),
        ({"add-2026-09": "on", "add-2026-11": "on"}, ["2026-08", "2026-09", "2026-10", "2026-11"]),
        ({"month-new": "9", "year-new": "2026"}, ["2026-08", "2026-09", "2026-10"]),
        ({"month-new": "", "year-new": "2026"}, ["2026-08", "2026-10"]),
        ({"add-2026-09": "on", "change": "2"}, ["2026-08", "2026-10", "2026-09"]),  # what opens keeps its place
    ],
)
@pytest.mark.parametrize("button", ["", "continue", "save"])
def test_every_button_keeps_what_was_typed(citizen, form, months, button):
    begin(citizen, "2026-08", "2026-10")
    send(citizen, "/pay/months/", **form | ({button: ""} if button else {}))
    assert months_of_draft() == months


@pytest.mark.parametrize(
    "form",
    [
        {"month-1": "13", "year-1": "2026"},
        {"month-1": "5"},
        {"month-new": "x", "year-new": "2026"},
        {"add-2026": "on"},
        {"add-0-0": "on"},
    ],
)
def test_nonsense_changes_nothing(citizen, form):
    begin(citizen, "2026-08")
    assert send(citizen, "/pay/months/", **form).status_code == 400
    assert months_of_draft() == ["2026-08"]


def test_too_many_rows_are_nonsense(citizen):
    begin(citizen, "2026-08")
    Draft.objects.update(months=["2026-08"] * 100)
    assert send(citizen, "/pay/months/", **{"add-2026-09": "on"}).status_code == 400


def test_an_empty_list_goes_nowhere(citizen):
    begin(citizen, "2026-08")
    send(citizen, "/pay/months/", remove="1")
    response = send(citizen, "/pay/months/", **CONTINUE)
    assert response.status_code == 422
    assert "Add at least one month." in response.text


LAST_YEAR_PAID = ("2025-09", "2026-07")
ELEVEN_COMING = ("2026-11", "2026-12", *(f"2027-{number:02}" for number in range(1, 11)))


@pytest.mark.parametrize(
    ("record", "months", "sentence"),
    [
        (LAST_YEAR_PAID, ("2026-09", "2026-10", "2026-11"), "Not paid before the last of these months: August 2026."),
        ((), ELEVEN_COMING, "For a status by months paid ahead, add this month: November 2027."),
        ((), ("2021-03",), "With these months the status begins no sooner and lasts no longer."),
    ],
)
def test_a_caution_asks_and_does_not_block(citizen, record, months, sentence):
    if record:
        pays(*record)
    begin(citizen, *months)
    response = send(citizen, "/pay/months/", **CONTINUE)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Tick that you know this, or choose other months." in response.text
    assert send(citizen, "/pay/months/", **CONTINUE, known="another question").status_code == 422
    assert go_on(citizen)["Location"] == "/pay/check/"


def test_the_tick_list_is_what_is_unpaid_and_not_listed(citizen):
    pays("2025-12", "2026-07")
    begin(citizen, "2026-08", "2027-11")
    page = citizen.get("/pay/months/")
    periods = [tick["period"] for tick in page.context["ticks"]]
    assert periods[:4] == ["2026-09", "2026-10", "2026-11", "2026-12"]
    assert periods[-1] == "2027-10"


def test_without_scripts_a_button_leads_to_a_page_to_look_at(citizen):
    begin(citizen, *AHEAD)
    assert send(citizen, "/pay/months/", change="2")["Location"] == "/pay/months/?row=2"
    page = citizen.get("/pay/months/?row=2").text
    assert page.count('class="line is-open"') == 1
    assert page.count('data-focus="first"') == 1
    assert send(citizen, "/pay/months/", save="")["Location"] == "/"
    assert send(citizen, "/pay/months/", remove="1")["Location"] == "/pay/months/"


@pytest.mark.parametrize("row", ["0", "9", "x", "-1", "²"])
def test_a_row_that_is_not_there_opens_nothing(citizen, row):
    begin(citizen, *AHEAD)
    assert "is-open" not in citizen.get("/pay/months/", {"row": row}).text


def test_htmx_gets_the_list_alone_and_says_the_total(citizen):
    begin(citizen, *AHEAD)
    response = send(citizen, "/pay/months/", HTMX, remove="1")
    assert "<html" not in response.text
    assert "2 payments, 8,500 ₸ in all." in text_of(response)
    assert response.text.count("data-focus") == 1
    known = response.context["asked"]
    assert send(citizen, "/pay/months/", HTMX, **CONTINUE, known=known)["HX-Redirect"] == "/pay/check/"


def test_a_stale_form_changes_nothing(citizen):
    begin(citizen, "2026-08", "2026-10")
    old = made_of()
    send(citizen, "/pay/months/", remove="1")
    for headers in ({}, HTMX):
        response = citizen.post("/pay/months/", old | {"remove": "1"}, headers=headers)
        assert response.status_code == 409
        assert "Nothing of what you sent was taken. This is how it stands now." in response.text
        assert "1 payment, in all" in text_of(response)
    assert months_of_draft() == ["2026-10"]


def test_of_two_tabs_at_once_one_wins(citizen, monkeypatch):
    begin(citizen, "2026-08", "2026-10")
    form = made_of() | {"remove": "1"}

    def meanwhile(*args: object) -> dict[str, list[str]]:
        Draft.objects.update(version=7, months=["2026-11"])
        return {"months": ["2026-10"]}

    monkeypatch.setattr("portal.web.pay.months.edited", meanwhile)
    assert citizen.post("/pay/months/", form).status_code == 409
    assert months_of_draft() == ["2026-11"]


def test_a_form_sent_again_is_good_as_long_as_it_changes_nothing(citizen):
    begin(citizen, "2026-08")
    form = made_of() | CONTINUE | {"known": citizen.get("/pay/months/").context["asked"]}
    for _ in range(2):
        assert citizen.post("/pay/months/", form)["Location"] == "/pay/check/"


def test_the_sums_are_the_servers(citizen):
    begin(citizen, "2026-08")
    page = send(citizen, "/pay/months/", HTMX, **{"price-1": "1", "amount": "1", "total": "1"})
    assert "1 payment, in all 4,250 ₸" in text_of(page)
