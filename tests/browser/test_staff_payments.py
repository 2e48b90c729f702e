"""The desk of payments, on the narrow screen in each language: the same demands as on everybody else's pages."""

from uuid import uuid4

from payments import ledger
from payments.models import CheckoutAnswer, PayeeCheck, Payment, RegistryLine, Suggestion, Transaction
from payments.rules.facts import Settings
from tests.browser.test_staff_pages import in_every_language
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, arrives, bank, ordered, paid, payer
from tests.payments.samples import AISHA, BOLAT, person
from tests.registry.samples import csv_file, line, take
from tests.staff.desk import FRONT, LINES, PAYMENTS, SUGGESTIONS, TRANSACTIONS

WRONG = f"{BOLAT[:-1]}{(int(BOLAT[-1]) + 1) % 10}"


def money_comes_and_goes() -> None:
    """One payment paid twice by card and bank, one whose money came for another month, one with a wrong IIN."""
    basket = ordered(OCTOBER)
    checkout = ledger.begin_checkout(basket=basket, key=uuid4(), actor=payer(), today=TODAY, settings=Settings())
    ledger.answer_checkout(checkout=checkout, outcome=CheckoutAnswer.Outcome.UNKNOWN)
    paid(basket, number="100200")
    ledger.accept(partner=bank("Kazpost"), number="T-2", payments=list(basket.payments.all()), amount=1, paid_on=TODAY)
    ordered(NOVEMBER, by=payer(BOLAT))
    arrives(SEPTEMBER, credited_on=TODAY)
    ordered(NOVEMBER, who=person(BOLAT), by=payer(BOLAT))
    take(csv_file(line(iin=WRONG, paymentdate=str(TODAY), createdon=str(TODAY))))
    ledger.check_payee(actor=payer(BOLAT), iin=AISHA, first_name="Aisha")


@in_every_language
def test_from_a_reference_to_a_decision(at_the_desk, language):
    reader = at_the_desk(language)
    money_comes_and_goes()
    reader.open(FRONT).look()
    reader.open(PAYMENTS).look()
    reader.send(text="100200").look()  # the transaction
    reader.open(f"{PAYMENTS}{Payment.objects.first().pk}/change/").look()
    reader.open(f"{PAYMENTS}search/").send(text=AISHA).look()  # nothing is found by an IIN
    reader.open(f"{TRANSACTIONS}?brought=needs_a_look").look()
    reader.open(f"{TRANSACTIONS}{Transaction.objects.last().pk}/change/").look()
    reader.open(f"{SUGGESTIONS}?decision=waits").look()
    question = f"{SUGGESTIONS}{Suggestion.objects.first().pk}/change/"
    reader.open(question).look()
    reader.send(reason="").look()
    reader.page.check("[name=decision][value=assign]")
    reader.send(reason="Receipt 7 of the bank").look()  # the list again
    reader.open(question).look()
    reader.open(f"{LINES}{RegistryLine.objects.get().pk}/change/").look()
    for address in ("", f"{PayeeCheck.objects.get().pk}/change/"):
        reader.open(f"/staff/payments/payeecheck/{address}").look()
