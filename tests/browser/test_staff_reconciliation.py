"""The pages of registries of partners, on the narrow screen in each language."""

from datetime import timedelta

import pytest

from payments.models import ReconciliationCase
from tests.payments.orders import arrives
from tests.payments.partner_lines import account, line, partner, posted, told
from tests.payments.samples import BOLAT
from tests.registry.partner_files import qiwi, text, total
from tests.staff.desk import FRONT
from tests.web.citizens import TODAY

DAYS = "/staff/payments/reconciliationcase/"
UPLOAD = "/staff/payments/partnerregistry/upload/"
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    "language", ["kk", pytest.param("ru", marks=pytest.mark.slow), pytest.param("en", marks=pytest.mark.slow)]
)
def test_from_a_registry_to_a_decision(at_the_desk, language):
    for one in (partner(), partner("Another")):
        told("1", on=YESTERDAY, by=one), told("2", by=one)
    arrives(account().period)
    posted(line("theirs", account=account(BOLAT)), today=TODAY)
    reader = at_the_desk(language)
    reader.open(FRONT).look()
    reader.open(DAYS).look()
    reader.open(f"{DAYS}?first=2026-11-22&last=2026-11-01").look()
    reader.open(UPLOAD).look()
    reader.page.select_option("[name=partner]", label="Terminals")
    content = text(qiwi("1", day=f"{YESTERDAY:%d.%m.%Y}"), total(1, 4250)).encode()
    reader.page.set_input_files("[type=file]", {"name": "q.csv", "mimeType": "text/csv", "buffer": content})
    reader.send(day=f"{YESTERDAY}").look()  # a trial
    reader.send().look()  # posted
    for case in ReconciliationCase.objects.filter(decision=""):
        reader.open(f"{DAYS}{case.pk}/change/").look()
    reader.open(f"{DAYS}{ReconciliationCase.objects.get(kind='only_theirs').pk}/change/")
    reader.page.check("[name=decision][value=taken]")
    reader.send(reason="").look()
    reader.page.check("[name=decision][value=taken]")
    reader.send(reason="A letter").look()
