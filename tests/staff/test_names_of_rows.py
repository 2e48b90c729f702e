"""Rows, lists and counts are called in the reader's language, and not in raw codes."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.utils.text import capfirst
from django.utils.translation import override

from payments.models import Actor
from tests.payments.samples import credited, registry, rejected_line
from tests.staff.desk import root

HEADING = re.compile("<h1>([^<]*)</h1>")
RAW = ("system", "credit #")


@pytest.mark.parametrize(("language", "system", "line"), [("en", "System", "Credit"), ("ru", "Система", "Зачисление")])
def test_who_and_what_in_words(language, system, line):
    row = credited()
    with override(language):
        assert str(row.entered_by) == system
        assert str(row) == f"{line} #{row.pk}"
        assert str(Actor(kind=Actor.Kind.STAFF, label="Desk 7")) == "Desk 7"


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("noun", ["contribution", "registryfile"])
def test_no_raw_code_on_a_page(language, noun):
    row = credited() if noun == "contribution" else registry()
    client = root()
    client.cookies.load({"language": language})
    for page in (f"/staff/payments/{noun}/", f"/staff/payments/{noun}/{row.pk}/change/"):
        content = client.get(page).text.partition("<main")[2]
        assert content
        assert not [raw for raw in RAW if raw in content]


NOUNS = ["payments/registryfile", "payments/registryline", "payments/linecorrection", "payments/contribution",
         "payments/rate", "payments/workdayexception", "payments/access", "portal/account", "auth/group",
         "payments/payment", "payments/transaction", "payments/suggestion", "payments/payeecheck"]  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_is_called_by_what_is_in_it(noun):
    client = root()
    client.cookies.load({"language": "ru"})
    page = client.get(f"/staff/{noun}/")
    with override("ru"):
        assert HEADING.search(page.text)[1] == capfirst(page.context["opts"].verbose_name_plural)
    assert "Выберите" not in page.text


@pytest.mark.parametrize("noun", ["payments/rate", "payments/registryline", "auth/group"])
def test_a_row_is_called_by_what_it_is(noun):
    rejected_line(registry()), Group.objects.create(name="Desk")
    client = root()
    client.cookies.load({"language": "ru"})
    page = client.get(f"/staff/{noun}/{apps.get_model(*noun.split('/')).objects.first().pk}/change/")
    with override("ru"):
        assert HEADING.search(page.text)[1] == capfirst(page.context["opts"].verbose_name)


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_a_count_asks_for_no_ending(language):
    registry(1), registry(2)
    client = root()
    client.cookies.load({"language": language})
    paginator = client.get("/staff/payments/registryfile/").text.partition('<p class="paginator">')[2]
    assert re.fullmatch(r"\w+: 2", paginator.partition("</p>")[0].strip())


@pytest.mark.parametrize("noun", ["payments/rate", "portal/account", "auth/group"])
def test_nothing_is_added_in_the_wrong_case(noun):
    client = root()
    client.cookies.load({"language": "ru"})
    for page in (client.get(f"/staff/{noun}/"), client.get(f"/staff/{noun}/add/")):
        with override("ru"):
            assert f"Добавить {page.context['opts'].verbose_name}" not in page.text
