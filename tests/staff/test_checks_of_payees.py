"""Staff see who asked for whose first name: both masked, and nothing to edit."""

from payments import ledger
from payments.models import PayeeCheck
from tests.payments.orders import payer
from tests.payments.samples import AISHA, BOLAT, person
from tests.staff.desk import clerk, root

CHECKS = "/staff/payments/payeecheck/"


def test_both_are_masked():
    person(AISHA)
    ledger.check_payee(actor=payer(BOLAT), iin=AISHA, first_name="Aisha")
    client = root()
    for page in (client.get(CHECKS), client.get(f"{CHECKS}{PayeeCheck.objects.get().pk}/change/")):
        for text in ("5608·· ···· 09", "5001·· ···· 10"):
            assert text in page.text
        for iin in (AISHA, BOLAT):
            assert iin not in page.text


def test_many_rows_take_as_many_queries_as_one(django_assert_max_num_queries):
    for iin in (AISHA, "991231100010", "500101100106"):
        ledger.check_payee(actor=payer(BOLAT), iin=iin, first_name="x")
    client = root()
    with django_assert_max_num_queries(6):
        assert len(client.get(CHECKS).context["cl"].result_list) == 3


def test_only_with_the_permission():
    assert clerk().get(CHECKS).status_code == 403
