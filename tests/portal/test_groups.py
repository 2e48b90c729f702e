"""Three groups decide on refunds and pay them out: each with what its work needs, and with nothing more."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils.translation import override

from portal.words import groups as words
from tests.staff.desk import account, browser, root

pytestmark = pytest.mark.django_db

FIRST, SECOND, PAYOUTS = "Қайтару: бірінші шешім", "Қайтару: екінші шешім", "Қайтару: төлеп беру"
GRANTED = {
    FIRST: {"view_refundrequest", "view_prooffile", "decide_first"},
    SECOND: {"view_refundrequest", "view_prooffile", "decide_second"},
    PAYOUTS: {"view_payoutfile", "export_payouts", "view_payoutanswerfile", "add_payoutanswerfile"},
}


@pytest.mark.parametrize("name", GRANTED)
def test_a_group_may_what_its_work_needs(name: str) -> None:
    permissions = Group.objects.get(name=name).permissions
    assert set(permissions.values_list("codename", flat=True)) == GRANTED[name]
    assert set(permissions.values_list("content_type__app_label", flat=True)) == {"payments"}


def test_no_two_of_them_may_decide_the_same() -> None:
    decisive = {"decide_first", "decide_second", "export_payouts"}
    assert [decisive & granted for granted in GRANTED.values()] == [
        {"decide_first"},
        {"decide_second"},
        {"export_payouts"},
    ]


def test_permissions_are_there_once_and_called_as_django_calls_them() -> None:
    names = dict(Permission.objects.filter(content_type__app_label="payments").values_list("codename", "name"))
    assert len(names) == Permission.objects.filter(content_type__app_label="payments").count()
    assert names["view_refundrequest"] == "Can view refund request"
    assert names["decide_first"] == "Can make the first decision on refunds"
    before = Permission.objects.count()
    call_command("migrate", verbosity=0)
    assert Permission.objects.count() == before


def test_readers_see_them_in_their_own_language() -> None:
    with override("en"):
        assert [words.group(name) for name in GRANTED] == [
            "Refunds: first decision", "Refunds: second decision", "Refunds: payouts",
        ]  # fmt: skip
        assert words.group("Desk 7") == "Desk 7"


def test_the_pages_of_root_call_them_so() -> None:
    client, whose = root(), account("Aigul")
    for address in ("/staff/auth/group/", f"/staff/portal/account/{whose.pk}/change/"):
        page = client.get(address).text
        assert "Refunds: second decision" in page
        assert SECOND not in page


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        (FIRST, {"refundrequest"}),
        (SECOND, {"refundrequest"}),
        (PAYOUTS, {"payoutfile", "payoutanswerfile", "payoutfile/make", "payoutanswerfile/upload"}),
    ],
)
def test_each_opens_its_own_pages(name: str, opens: set[str]) -> None:
    member = account("Aigul")
    member.groups.add(Group.objects.get(name=name))
    client = browser(member)
    asked = ("refundrequest", "payoutfile", "payoutfile/make", "payoutanswerfile", "payoutanswerfile/upload")
    closed = ("journalentry", "person", "payment", "contribution", "access", "registryfile")
    found = {page: client.get(f"/staff/payments/{page}/").status_code for page in (*asked, *closed)}
    assert {page for page, status in found.items() if status == 200} == opens
    assert {status for page, status in found.items() if page not in opens} == {403}
