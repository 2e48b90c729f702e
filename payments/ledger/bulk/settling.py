"""The payments that a whole file may be the money of: the few lines that can concern one are found, and settled."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from payments.ledger.arrivals import settle_batches, still_open, take_back
from payments.models import Actor, Contribution, Payment, RegistryFile, RegistryLine
from payments.rules.matching import MONTHS_OFF, PRIORITY
from payments.rules.references import number_of
from payments.rules.requisites import PurposeCode

PEOPLE_AT_ONCE = 500

# No rule of matching stands here: these are the lines that `rules.matching` could have an answer for, and some more.
OPEN = """(
    SELECT step.state FROM payments_paymentstep step WHERE step.payment_id = payment.id ORDER BY step.id DESC LIMIT 1
) = ANY(%(open)s)"""
TABLES = """
    DROP TABLE IF EXISTS registry_fresh, registry_waiting, registry_candidate;
    CREATE TEMPORARY TABLE registry_fresh (
        id bigint, person_id bigint, iin text, period date, sender_bin text, named bigint, number bigint
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_waiting (iin text, period date) ON COMMIT DROP;
    CREATE TEMPORARY TABLE registry_candidate (id bigint, number bigint) ON COMMIT DROP
"""
# New lines that are somebody's own or name a payment; `number` is the payment if it waits for its money.
FRESH = f"""
    INSERT INTO registry_fresh
    SELECT placed.contribution_id AS id, placed.person_id, people.iin, placed.period, placed.sender_bin,
        placed.payment AS named, payment.id AS number
    FROM registry_placed placed
    JOIN registry_people people ON people.id = placed.person_id
    LEFT JOIN payments_payment payment ON payment.id = placed.payment AND {OPEN}
    WHERE placed.purpose_code = %(code)s AND (placed.sender_bin = '' OR placed.payment IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM registry_met met WHERE met.number = placed.number)
"""  # noqa: S608
NAMED_AND_GONE = """
    SELECT fresh.id, fresh.named FROM registry_fresh fresh
    JOIN payments_paymentstep step ON step.payment_id = fresh.named
    WHERE step.state = 'returned' AND step.contribution_id IS NULL AND step.by_registry
    ORDER BY fresh.id
"""
WAITING = f"""
    INSERT INTO registry_waiting
    SELECT person.iin, payment.period
    FROM payments_payment payment JOIN payments_person person ON person.id = payment.person_id
    WHERE payment.period IN (SELECT period FROM registry_fresh) AND {OPEN}
"""  # noqa: S608
NEIGHBOURS = "SELECT (fresh.period + months * interval '1 month')::date FROM unnest(%(months)s) AS months"


def _differ_in_one(places: range) -> str:
    return " + ".join(f"(substr(waiting.iin, {n}, 1) <> substr(fresh.iin, {n}, 1))::int" for n in places) + " = 1"


# Two IINs that differ in one digit have the first half in common, or the second.
NEAR = " UNION ALL ".join(
    f"""SELECT fresh.id, NULL FROM registry_fresh fresh JOIN registry_waiting waiting
        ON waiting.period = fresh.period AND substr(waiting.iin, {alike}, 6) = substr(fresh.iin, {alike}, 6)
       AND {_differ_in_one(range(other, other + 6))}
    WHERE fresh.number IS NULL AND fresh.sender_bin = ''"""  # noqa: S608
    for alike, other in ((1, 7), (7, 1))
)
CANDIDATES = f"""
    INSERT INTO registry_candidate
    SELECT id, MAX(number) AS number FROM (
        SELECT id, number FROM registry_fresh WHERE number IS NOT NULL
        UNION ALL
        SELECT fresh.id, NULL FROM registry_fresh fresh
        WHERE fresh.number IS NULL AND fresh.sender_bin = '' AND EXISTS (
            SELECT 1 FROM payments_payment payment
            WHERE payment.person_id = fresh.person_id AND payment.period IN ({NEIGHBOURS}) AND {OPEN})
        UNION ALL
        {NEAR}
    ) AS found GROUP BY id
"""  # noqa: S608


def settle_loaded(actor: Actor) -> None:
    """Settle the lines that were loaded and posted at once."""
    if not Payment.objects.exists():
        return
    asked = {
        "open": [state.value for state in PRIORITY],
        "code": PurposeCode.CONTRIBUTION.value,
        "months": [0, *MONTHS_OFF],
    }
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute(FRESH, asked)
        cursor.execute("ANALYZE registry_fresh")
        cursor.execute(NAMED_AND_GONE)
        gone = dict(cursor.fetchall())
        cursor.execute(WAITING, asked)
        cursor.execute("ANALYZE registry_waiting")
        cursor.execute(CANDIDATES, asked)
        cursor.execute("ANALYZE registry_candidate")
        cursor.execute("SELECT id, number FROM registry_candidate WHERE number IS NOT NULL")
        numbers = dict(cursor.fetchall())
    take_back(gone, actor)
    candidates = RawSQL("SELECT id FROM registry_candidate", ())  # noqa: S611 - nothing of it comes from outside
    _settle(Contribution.objects.filter(pk__in=candidates), numbers, actor)


def settle_file(file: RegistryFile, named: Mapping[int, str], actor: Actor) -> None:
    """The same for a file whose credits were posted some at a time; `named` has the references by the line's id."""
    if not Payment.objects.exists():
        return
    lines = Contribution.objects.filter(
        kind=Contribution.Kind.CREDIT,
        purpose_code=PurposeCode.CONTRIBUTION,
        received_as__file=file,
        received_as__outcome=RegistryLine.Outcome.POSTED,
    )
    numbers = {line: number for line, text in named.items() if (number := number_of(text))}
    take_back(numbers, actor)
    _settle(lines, still_open(numbers), actor)


def _settle(lines: QuerySet[Contribution], numbers: Mapping[int, int], actor: Actor) -> None:
    people = list(lines.order_by("person").values_list("person", flat=True).distinct())
    settle_batches(partial(_batches, lines.filter(reversals=None).select_related("person"), people), numbers, actor)


def _batches(lines: QuerySet[Contribution], people: Sequence[int]) -> Iterator[Sequence[Contribution]]:
    """The lines of some people after those of others: who share a payment are never apart."""
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        yield list(lines.filter(person__in=people[start : start + PEOPLE_AT_ONCE]))
