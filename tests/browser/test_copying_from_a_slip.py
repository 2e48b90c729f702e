"""One press selects the whole of a reference, an IIN or an account, and the gaps between its groups are not copied."""

from payments.rules.requisites import BENEFICIARY
from tests.payments.orders import OCTOBER, ordered
from tests.payments.samples import AISHA


def test_what_is_copied(open_reader, account):
    basket = ordered(OCTOBER)
    reader = open_reader("kk", account=account).open(f"/pay/{basket.key}/?way=requisites").look()
    copied = []
    for field in reader.page.locator(".copied").all():
        field.click()
        copied.append(reader.page.evaluate("getSelection().toString()"))
    assert {AISHA, BENEFICIARY.iik, BENEFICIARY.bin, "4250", "102026", "122"} <= set(copied)


def test_the_reference(open_reader, account):
    basket = ordered(OCTOBER)
    reader = open_reader("ru", account=account).open(f"/pay/{basket.key}/").look()
    reader.page.locator(".slip .copied.is-big").click()
    assert reader.page.evaluate("getSelection().toString()") == basket.payments.get().reference
