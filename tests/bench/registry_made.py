"""A large registry that nobody sent, for the benchmark of imports: its people, its lines and the payments it settles.

Of five lines four are an employer's, a deduction and a contribution for each person, and one somebody's own. They stand
in no order. For every hundredth of those who pay themselves a payment was ordered here; half of these lines name it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path
from random import Random
from uuid import uuid4

from payments.models import Actor, Basket, OpenPayment, Payment, PaymentStep, Person
from payments.rules.identifiers import check_digit
from payments.rules.references import reference

HEADER = (
    "reference;paymentdate;knp;paymentsum;lastname;firstname;secondname;birthdate;iin;paymentperiod;createdon;"
    "senderbin;sendername;paymentreference\n"
)
ROW = (
    "GCVP-{n:011};2026-11-{day:02};{code};{sum}.00;{last};{first};{second};;{iin};102026;"
    "2026-11-{after:02};{who};{ref}\n"
)
LAST = "Әділова Маратов Жұмабаева Сейітов Қасымова Оспанов Ыбыраева Төлегенов Сәрсенбаева Ғабитов".split()
FIRST = "Әсел Марат Сәуле Ерлан Гүлнар Болат Айгүл Нұрлан Жанар Қайрат Динара Асқар".split()
SECOND = "Ғаниқызы Маратұлы - Серікқызы Болатұлы Ерланқызы".split()
COMPANIES, WAITING = 5000, 100
DATES, SERIALS, STRIDE = 100 * 12 * 28, 10_000, 7919
ORDERED_ON, PERIOD, SUM = date(2026, 11, 1), date(2026, 10, 1), 4250


def order(lines: int) -> dict[str, int]:
    """Order the payments that the registry will settle; gives their numbers by the IIN."""
    actor, own = Actor.system(), islice(iins(), lines * 2 // 5, lines * 3 // 5, WAITING)
    people = Person.objects.bulk_create(Person(iin=iin) for iin in own)
    baskets = Basket.objects.bulk_create(
        Basket(key=uuid4(), person=one, payer="self", ordered_by=actor, ordered_on=ORDERED_ON) for one in people
    )
    payments = Payment.objects.bulk_create(
        Payment(basket=basket, person=basket.person, period=PERIOD, amount=SUM, valid_until=date(2026, 12, 31))
        for basket in baskets
    )
    OpenPayment.objects.bulk_create(OpenPayment(payment=one, person=one.person, period=PERIOD) for one in payments)
    PaymentStep.objects.bulk_create(
        PaymentStep(payment=one, state="ordered", day=ORDERED_ON, entered_by=actor) for one in payments
    )
    return {payment.person.iin: payment.pk for payment in payments}


def write(lines: int, waiting: dict[str, int], path: Path) -> None:
    """Write the registry of so many lines."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(rows(lines, waiting))


def rows(lines: int, waiting: dict[str, int]) -> Iterator[str]:
    """Its lines."""
    people, companies = list(islice(iins(), lines * 3 // 5)), list(islice(_companies(), COMPANIES))
    for number, place in enumerate(Random(20261122).sample(range(lines), lines)):
        # The first four fifths are pairs of lines of one person.
        is_employed = place < lines // 5 * 4
        who = place // 2 if is_employed else place - lines * 2 // 5
        iin, day = people[who], 2 + who % 14
        named = waiting.get(iin) if who % 200 else None
        yield ROW.format(
            n=number,
            day=day,
            after=day + 2,
            code="121" if is_employed and place % 2 else "122",
            sum=(12750 if place % 2 else 8500) if is_employed else SUM,
            last=LAST[who % 10] + LAST[who // 10 % 10][:3].lower(),
            first=FIRST[who % 12],
            second=SECOND[who % 6],
            iin=iin,
            who=companies[who % COMPANIES] if is_employed else ";",
            ref=reference(named) if named else "",
        )


def iins() -> Iterator[str]:
    """Of people born in the nineteenth century, spread as real ones are: few differ in one digit alone."""
    for number in count():
        day, serial = number % DATES, (number * STRIDE + number // (DATES * SERIALS // 400)) % SERIALS
        eleven = f"{day // 336:02}{day // 28 % 12 + 1:02}{day % 28 + 1:02}1{serial:04}"
        digit = check_digit(eleven)
        if digit is not None:
            yield f"{eleven}{digit}"


def _companies() -> Iterator[str]:
    for number in range(10**6):
        eleven = f"911240{number:05}"
        digit = check_digit(eleven)
        if digit is not None:
            yield f"{eleven}{digit};ТОО «Алтын дала {number}»"
