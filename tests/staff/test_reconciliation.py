"""Registries of partners at the staff door: tried, posted, seen three ways, and a decision on each difference."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from payments import ledger
from payments.models import JournalEntry, Partner, PartnerRegistry, ReconciliationCase, Transaction
from payments.rules.reconciliation import Standing
from tests.payments.orders import arrives
from tests.payments.partner_lines import PRICE, account, line, partner, posted, told
from tests.payments.samples import AISHA, BOLAT, staff
from tests.registry.partner_files import qiwi, text, total
from tests.staff.desk import FRONT, TODAY, browser, clerk, plain, root
from tests.staff.desk import account as staff_account

DAYS = "/staff/payments/reconciliationcase/"
REGISTRIES = "/staff/payments/partnerregistry/"
VIEW, DECIDE = "payments.view_reconciliationcase", "payments.change_reconciliationcase"
TAKER = ("payments.add_partnerregistry", "payments.view_partnerregistry")
YESTERDAY = TODAY - timedelta(days=1)
FILE = text(qiwi("1", account=f"{AISHA}112026"), qiwi("2", account=f"{BOLAT}112026"), total(2, 2 * PRICE))


def upload(client, content: str = FILE, by: Partner | None = None, day=YESTERDAY):
    """Send the form."""
    file = SimpleUploadedFile("QIWI_1.csv", content.encode())
    return client.post(f"{REGISTRIES}upload/", {"partner": (by or partner()).pk, "day": f"{day}", "file": file})


def decide(client, trial, answer: str = "post", **sent: str):
    """Post what was tried, or discard it."""
    address = f"{REGISTRIES}upload/{trial.context['upload'].token}/"
    return client.post(address, {answer: "1", "partner": partner().login} | sent, follow=True)


def page_of(case: ReconciliationCase) -> str:
    """The address of a case."""
    return f"{DAYS}{case.pk}/change/"


def test_tried_then_posted():
    told("1", on=YESTERDAY)
    client = clerk(*TAKER)
    trial = upload(client)
    for said in ("nothing is posted yet", "In both", "Only in the registry", "8,500 ₸", "Terminals"):
        assert said in plain(trial)
    assert not PartnerRegistry.objects.exists()
    page = decide(client, trial)
    assert "In both: 1. Only in the registry: 1." in plain(page)
    assert PartnerRegistry.objects.get().posted_by.label == "clerk"
    assert "The same file was posted on" in upload(client).text


def test_discarded_nothing_is_kept():
    client = clerk(*TAKER)
    trial = upload(client)
    decide(client, trial, "discard")
    assert not PartnerRegistry.objects.exists()
    assert decide(client, trial).status_code == 404


@pytest.mark.parametrize(
    ("content", "day", "said"),
    [
        (text(qiwi()), YESTERDAY, "The last line with the number of lines and the total is missing."),
        (text(qiwi(), total(2, PRICE)), YESTERDAY, "The number of lines is not the one that the file states. 2 / 1"),
        (FILE, TODAY, "A line is of another day than the registry. (line 1)"),
        (FILE, TODAY + timedelta(days=1), "may not be later than today"),
    ],
)
def test_a_refused_file_says_why(content, day, said):
    page = upload(clerk(*TAKER), content, day=day)
    assert page.status_code == 422
    assert said in page.text


def test_nobody_posts_for_a_partner_that_is_not_there():
    client = clerk(*TAKER)
    trial = upload(client)
    for login in ("", "nobody"):
        assert decide(client, trial, partner=login).status_code == 404


def test_a_list_that_brings_money_says_so():
    trial = upload(clerk(*TAKER), by=partner("Post", dialect=""))
    assert "each becomes a transaction, once" in trial.text


def test_three_ways_drawn_and_as_a_table():
    told("both"), told("ours", PRICE + 1), told("early", on=YESTERDAY)
    arrives(account().period)
    posted(line("both"), line("theirs", 100))
    text = plain(clerk(VIEW).get(DAYS))
    for said in ("Terminals", "8,501 ₸", "4,350 ₸", "2 payments", "2 differences", "no registry yet"):
        assert said in text
    assert text.count('<rect class="bar is-told"') == 1 + 2  # the legend and two days
    assert "Told online: 8,501 ₸</title>" in text
    assert "style=" not in text


def test_the_bars_are_in_proportion():
    told("1", 1000), told("2", 3000, on=YESTERDAY)
    (both,) = clerk(VIEW).get(DAYS).context["partners"]
    heights = [group["bars"][0]["height"] for group in both["chart"]["groups"]]
    assert heights == ["120", "40"]
    assert both["chart"]["width"] == "96"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("first=2026-11-22&last=2026-11-22", "Terminals"),
        ("first=2026-10-01&last=2026-10-02", "On these days no partner has brought anything."),
        ("first=2026-11-22&last=2026-11-21", "The days must follow one another"),
        ("first=2026-01-01&last=2026-11-21", "The days must follow one another"),
        ("first=2026-11-22", "This field is required."),
        ("first=yesterday&last=2026-11-21", "Enter a valid date."),
    ],
)
def test_a_range_of_days(asked, said):
    told()
    assert said in clerk(VIEW).get(f"{DAYS}?{asked}").text


def test_cases_with_their_age_and_next_step():
    posted(line("theirs"), today=TODAY - timedelta(days=9))
    text = plain(clerk(VIEW).get(DAYS))
    for said in (
        "Differences that wait: 1",
        "theirs",
        "Only in the registry",
        "5 working days",
        "Write to the partner",
    ):
        assert said in text


def test_a_decision_takes_the_money():
    posted(line("theirs", account=account(BOLAT)))
    case = ReconciliationCase.objects.get()
    client = clerk(VIEW, DECIDE, name="Desk 7")
    text = plain(client.get(page_of(case)))
    assert "Ask the partner to send the payment again, or take the money here." in text
    assert "5608·· ···· 09" in text
    assert BOLAT not in text
    done = client.post(page_of(case), {"decision": "taken", "reason": "Letter 7"}, follow=True)
    assert "The money was taken." in done.text
    assert Transaction.objects.get().number == "theirs"
    case.refresh_from_db()
    assert (case.decision, case.reason, case.decided_by.label) == ("taken", "Letter 7", "Desk 7")
    assert JournalEntry.objects.filter(actor__label="Desk 7").count() == 1
    assert "Letter 7" in client.get(page_of(case)).text
    again = client.post(page_of(case), {"decision": "settled", "reason": "x"})
    assert "Somebody else has decided it already." in again.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"decision": "settled", "reason": ""}, "This field is required."),
        ({"decision": "", "reason": "A call"}, "This field is required."),
        ({"decision": "taken", "reason": "A call"}, "Select a valid choice."),
        ({"decision": "gone", "reason": "A call"}, "Select a valid choice."),
        ({"decision": "settled", "reason": f"Of {AISHA}"}, "Write the reason without an IIN"),
    ],
)
def test_a_decision_needs_its_reason(sent, said):
    told("ours")
    posted()
    page = clerk(VIEW, DECIDE).post(page_of(ReconciliationCase.objects.get()), sent)
    assert page.status_code == 422
    assert said in page.text
    assert not ReconciliationCase.objects.get().decision


def test_what_is_gone_meanwhile_is_said():
    posted(line("1"))
    client = clerk(VIEW, DECIDE)
    told("1")  # meanwhile the partner has told us
    address = page_of(ReconciliationCase.objects.get())
    done = client.post(address, {"decision": "taken", "reason": "A call"}, follow=True)
    assert "The difference is gone meanwhile. The case is closed." in done.text


def test_what_cannot_be_taken_is_said():
    told("1", PRICE + 1)
    ledger.cancel_deposit(partner=partner().actor, number="1", day=TODAY)
    posted(line("1"))
    address = page_of(ReconciliationCase.objects.get())
    page = clerk(VIEW, DECIDE).post(address, {"decision": "taken", "reason": "A call"})
    assert page.status_code == 422
    assert "The number stands for another sum or another person." in page.text


@pytest.mark.parametrize("kind", [one for one in Standing if one.is_case])
def test_every_kind_of_case_has_a_page(kind):
    told("1", on=TODAY - timedelta(days=2) if kind is Standing.DATE_DIFFERS else TODAY)
    lines = {
        Standing.ONLY_OURS: [],
        Standing.ONLY_THEIRS: [line("1"), line("2", account=None, received={"account": "?"})],
        Standing.SUM_DIFFERS: [line("1", PRICE + 1)],
        Standing.ACCOUNT_DIFFERS: [line("1", account=account(BOLAT))],
        Standing.TWICE: [line("1"), line("1")],
    }
    posted(*lines.get(kind, [line("1")]))
    case = ReconciliationCase.objects.get(kind=kind)
    page = root().get(page_of(case))
    assert page.status_code == 200
    assert page.text.count('type="radio"') == 1  # nothing here can be taken
    assert page.text.count("differs") == kind.endswith("_differs")


def test_who_may_see_may_not_decide():
    told("ours")
    posted()
    case = ReconciliationCase.objects.get()
    client = clerk(VIEW)
    assert 'name="decision"' not in client.get(page_of(case)).text
    assert client.post(page_of(case), {"decision": "settled", "reason": "x"}).status_code == 403


def test_the_front_page_says_what_waits():
    told("1", on=YESTERDAY)
    client = clerk(VIEW)
    missing = "1 registry of a partner has not come. Call the partner within two hours."
    assert missing in client.get(FRONT).text
    posted(day=YESTERDAY)
    said = client.get(FRONT).text
    assert "1 difference between a partner’s registry and what came in waits." in said
    assert missing not in said
    assert "1 difference" not in clerk(name="other").get(FRONT).text


def test_a_registry_that_does_not_come_is_not_forgotten():
    for ago in (0, 1, 2, 14, 15):
        told(f"{ago}", PRICE + ago, on=TODAY - timedelta(days=ago))
    posted(day=YESTERDAY)
    client = clerk(VIEW)
    assert "2 registries of partners have not come." in client.get(FRONT).text
    page = client.get(f"{DAYS}?first=2026-11-22&last=2026-11-22")
    assert page.context["missing"]["rows"] == [["Terminals", "8\xa0Nov\xa02026"], ["Terminals", "20\xa0Nov\xa02026"]]
    assert plain(client.get(DAYS)).count("no registry yet") == 2


def test_the_group_has_what_its_work_needs():
    of_the_group = staff_account("operator")
    of_the_group.groups.add(Group.objects.get(name="Серіктестердің тізілімдері"))
    client = browser(of_the_group)
    for address in (DAYS, REGISTRIES, f"{REGISTRIES}upload/", "/staff/payments/transaction/"):
        assert client.get(address).status_code == 200
    assert client.get("/staff/payments/person/").status_code == 403


def test_a_transaction_says_whether_it_is_confirmed():
    known = told("7001")
    address = f"/staff/payments/transaction/{known.id}/change/"
    client = root()
    assert "no registry yet" in plain(client.get(address))
    posted()
    assert "Only told online" in plain(client.get(address))
    posted(line("7001", account=account(BOLAT)))
    assert "Another person or month" in plain(client.get(address))
    posted(line("7001"))
    assert "In both" in plain(client.get(address))


def test_a_transaction_of_no_partner_has_no_registry():
    told("7001")
    card = Transaction.objects.create(partner=staff("Acquirer"), number="1", amount=PRICE, paid_on=TODAY)
    page = plain(root().get(f"/staff/payments/transaction/{card.pk}/change/"))
    for said in ("Only told online", "no registry yet", "In both"):
        assert said not in page
