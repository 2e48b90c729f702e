"""The pages of the staff, on the narrow screen in each language: the same demands as on everybody else's."""

import pytest

from payments.models import Contribution, LineCorrection, Person, Rate, RegistryFile, RegistryLine
from portal.models import Account
from portal.staff import searches
from tests.payments.samples import AISHA, BOLAT
from tests.registry.samples import csv_file, line
from tests.staff.desk import CORRECTIONS, FRONT, LINES, PEOPLE, UPLOAD
from tests.web.citizens import pays

# Staff have the same pages in all languages; the two that follow Kazakh are left to the slow run.
in_every_language = pytest.mark.parametrize(
    "language", ["kk", pytest.param("ru", marks=pytest.mark.slow), pytest.param("en", marks=pytest.mark.slow)]
)

FILES = "/staff/payments/registryfile/"
RATES = "/staff/payments/rate/"
ACCOUNTS = "/staff/portal/account/"
REGISTRY = csv_file(line(), line(reference="GCVP-2", paymentperiod=""), trailer="TOTAL;2;8500\n")


@in_every_language
def test_from_the_front_page_to_a_record_and_a_code(at_the_desk, language, monkeypatch):
    pays("2026-01", "2026-08")
    aisha = f"{PEOPLE}{Person.objects.get().pk}/"
    reader = at_the_desk(language)
    reader.open(FRONT).look()
    reader.open(PEOPLE).look()
    reader.send(iin="5001").look()
    reader.send(iin=BOLAT).look()  # nothing is recorded
    reader.open(PEOPLE).send(iin=AISHA).look()  # why?
    reader.page.check("[name=usual][value=other]")
    reader.send(words="").look()
    reader.send(words="A letter of 20 November").look()  # the record
    reader.open(f"{aisha}history/").look()
    reader.open(f"{aisha}change/").send().look()  # a one-time code
    monkeypatch.setattr(searches, "SEARCHES", 0)
    reader.open(PEOPLE).send(iin=AISHA).look()


@in_every_language
def test_from_a_registry_to_a_correction(at_the_desk, language):
    reader = at_the_desk(language)
    reader.open(UPLOAD).look()
    reader.send().look()
    file = {"name": "18-11.csv", "mimeType": "text/csv", "buffer": REGISTRY}
    reader.page.set_input_files("[type=file]", file)
    reader.send().look()  # what would be posted
    reader.send().look()  # the list, with what was posted
    reader.open(f"{FILES}{RegistryFile.objects.get().pk}/change/").look()
    reader.open(LINES).look()
    rejected = f"{LINES}{RegistryLine.objects.get(outcome='rejected').pk}/"
    for page in ("change/", "discard/", "mend/"):
        reader.open(rejected + page).look()
    reader.send(document="").look()
    reader.send(period="112026", document="Letter 7 of the bank").look()  # nobody confirms their own
    reader.open(CORRECTIONS).look()
    second = at_the_desk(language, "second")
    second.open(f"{CORRECTIONS}{LineCorrection.objects.get().pk}/change/").look()
    second.send().look()  # confirmed and done


@in_every_language
def test_figures_rows_and_accounts(at_the_desk, language):
    pays("2026-01", "2026-08")
    reader = at_the_desk(language)
    rate = f"{RATES}{Rate.objects.first().pk}/"
    row = f"/staff/payments/contribution/{Contribution.objects.first().pk}/change/"
    own = f"{ACCOUNTS}{Account.objects.get().pk}/"
    for address in (RATES, f"{rate}change/", f"{rate}delete/", f"{rate}history/", f"{RATES}add/"):
        reader.open(address).look()
    reader.send(amount="0", law="").look()
    for noun in ("workdayexception", "contribution", "access"):
        reader.open(f"/staff/payments/{noun}/").look()
    reader.open(row).look()
    reader.open("/staff/payments/workdayexception/add/").look()
    for address in (ACCOUNTS, f"{own}change/", f"{own}password/", "/staff/auth/group/add/"):
        reader.open(address).look()
    reader.open(f"{ACCOUNTS}add/").send(email="").look()
    reader.open("/staff/password_change/").send(old_password="x").look()


@in_every_language
def test_the_door(open_reader, transactional_db, language):
    open_reader(language).open("/staff/login/").send(username="nobody@jarna.example", password="x").look()
