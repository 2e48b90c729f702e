"""Nobody adds, changes or deletes through Django's forms what only verbs may write, root included."""

import pytest

from payments import models
from portal.staff.site import site
from tests.payments.orders import OCTOBER, ordered, paid, payer
from tests.payments.samples import AISHA, BOLAT, credited, person, registry, rejected_line, staff
from tests.staff.desk import NOW, PEOPLE, root

READ_ONLY = [
    "contribution", "registryfile", "registryline", "linecorrection", "access", "person", "payment", "transaction",
    "payeecheck",
]  # fmt: skip


@pytest.fixture
def rows(db):
    """One row of each."""
    line = rejected_line(registry(), period=None)
    basket = ordered(OCTOBER)
    return {
        "payment": basket.payments.get(),
        "transaction": paid(basket),
        "payeecheck": models.PayeeCheck.objects.create(person=person(AISHA), actor=payer(BOLAT), in_order=True),
        "person": person(AISHA),
        "contribution": credited(),
        "registryfile": line.file,
        "registryline": line,
        "linecorrection": models.LineCorrection.objects.create(
            line=line, action="discard", document="letter 7", requested_by=staff("Desk 1")
        ),
        "access": models.Access.objects.create(
            person=person(AISHA), actor=staff("Desk 1"), reason="x", opened_at=NOW, until=NOW.replace(hour=6)
        ),
    }


@pytest.mark.parametrize("noun", READ_ONLY)
def test_root_can_only_look(rows, noun):
    client, row, address = root(), rows[noun], f"/staff/payments/{noun}/"
    model, before = type(row), list(type(row).objects.filter(pk=row.pk).values())
    form = {name: str(value or "") for name, value in before[0].items()} | {"_save": "Save"}
    assert client.get(f"{address}add/").status_code == 403
    assert client.post(f"{address}add/", form).status_code == 403
    assert client.get(f"{address}{row.pk}/delete/").status_code == 403
    assert client.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    # Whose record is not open is asked for a reason, whatever was sent.
    assert client.post(f"{address}{row.pk}/change/", form).status_code == (302 if noun == "person" else 403)
    client.post(address, {"action": "delete_selected", "_selected_action": row.pk, "post": "yes", "index": "0"})
    assert list(model.objects.filter(pk=row.pk).values()) == before


@pytest.mark.parametrize("noun", READ_ONLY)
def test_pages_show_no_whole_iin_and_no_way_to_edit(rows, noun):
    client, address = root(), f"/staff/payments/{noun}/"
    for page in (client.get(address), client.get(f"{address}{rows[noun].pk}/change/", follow=True)):
        assert page.status_code == 200
        assert AISHA not in page.text
        for edit in ('name="_save"', 'name="action"', "deletelink", 'class="addlink">Add'):
            own = page.text.partition('id="content"')[2]
            assert edit not in own


@pytest.mark.parametrize("noun", ["contribution", "access"])
def test_a_person_is_masked_and_leads_to_the_reason(rows, noun):
    client, pk = root(), rows["person"].pk
    for page in (f"/staff/payments/{noun}/", f"/staff/payments/{noun}/{rows[noun].pk}/change/"):
        assert f'<a class="masked" href="{PEOPLE}{pk}/change/">5001·· ···· 10</a>' in client.get(page).text
    assert client.get(f"{PEOPLE}{pk}/change/").url == f"{PEOPLE}{pk}/reason/"


def test_lists_ask_for_no_iin_in_an_address():
    assert [model.__name__ for model, admin in site._registry.items() if is_ours(model) and admin.search_fields] == []


def is_ours(model) -> bool:
    """Is it one of our nouns?"""
    return model._meta.app_label == "payments"


@pytest.mark.parametrize("noun", ["contribution", "registryline", "linecorrection", "access", "registryfile"])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_one(rows, noun, django_assert_max_num_queries):
    for number in range(2, 6):
        line = rejected_line(registry(number), period=None)
        credited(reference=f"GCVP-{number}")
        models.LineCorrection.objects.create(line=line, action="discard", document="x", requested_by=staff("Desk 1"))
        models.Access.objects.create(
            person=person(AISHA), actor=staff("Desk 1"), reason="x", opened_at=NOW, until=NOW.replace(hour=6)
        )
    client = root()
    with django_assert_max_num_queries(7):
        client.get(f"/staff/payments/{noun}/")
