"""What PostgreSQL does in one go when money is told of: functions, made anew after each migration (`after_migrate.py`).

A function carries a part of its text's hash in its name: while one version of the portal gives way to the next, each
calls its own. What the rule says of each payment that may be found is told to them; who is a sole trader they ask.
"""

from hashlib import sha256

from django.db.backends.base.base import BaseDatabaseWrapper

BY_IIN = "iin = %(iin)s"
BY_PAYMENT = "id = (SELECT person_id FROM payments_payment WHERE id = %(payment)s)"

# The state of a payment is that of its latest step; a transaction of a partner's call is for one payment at most.
FIND = """
    SELECT person.id, known.id, known.amount, known.person_id, known.period, known.paid_on, known.received_at,
        cancellation.day,
        (SELECT MIN(link.payment_id) FROM payments_transaction_for_payments link WHERE link.transaction_id = known.id),
        payment.id, payment.amount,
        (SELECT step.state FROM payments_paymentstep step WHERE step.payment_id = payment.id
            ORDER BY step.id DESC LIMIT 1),
        EXISTS (SELECT 1 FROM payments_categoryspan trade
            WHERE trade.person_id = person.id AND trade.category = 'sole_trader' AND trade.first_month <= %(period)s
            AND (trade.last_month IS NULL OR trade.last_month >= %(period)s))
    FROM (SELECT 1 AS one) asked
    LEFT JOIN payments_transaction known ON known.partner_id = %(partner)s AND known.number = %(number)s
    LEFT JOIN payments_cancellation cancellation ON cancellation.transaction_id = known.id
    LEFT JOIN payments_person person ON person.{person}
    LEFT JOIN payments_openpayment slot ON slot.person_id = person.id AND slot.period = %(period)s
    LEFT JOIN payments_payment payment ON payment.id = COALESCE(%(payment)s, slot.payment_id)
"""

# What a function gives: what is found, in the order of FIND, and the row that was written.
GIVES = {
    "person": "bigint",
    "known": "bigint",
    "known_amount": "integer",
    "known_person": "bigint",
    "known_period": "date",
    "known_paid_on": "date",
    "known_received_at": "timestamptz",
    "known_cancelled_on": "date",
    "known_payment": "bigint",
    "payment": "bigint",
    "payment_amount": "integer",
    "payment_state": "text",
    "is_trader": "boolean",
    "written": "bigint",
    "written_at": "timestamptz",
}
# What it is told, in this order.
TAKES = {
    "partner": "bigint",
    "number": "text",
    "amount": "integer",
    "paid_on": "date",
    "iin": "text",
    "period": "date",
    "payment": "bigint",
    "key": "uuid",
    "trader": "text",
    "self": "text",
    "code": "text",
    "effects": "jsonb",
}

# The lock is a statement of its own, before: what is found stands once it is held. A number that is known, or that
# somebody else has just written, makes `taken` give nothing, and so does all that follows: nobody becomes known by it.
TAKE = """
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM payments_person WHERE {person} FOR NO KEY UPDATE;
    RETURN QUERY
    WITH found ({columns}) AS MATERIALIZED ({find}
    ), ruled AS (
        SELECT found.*, %(effects)s::jsonb ->>
            COALESCE(payment_state || sign(payment_amount - %(amount)s::integer), '') AS effect
        FROM found
    ), fresh AS (
        SELECT ruled.*, COALESCE(person, nextval(pg_get_serial_sequence('payments_person', 'id'))) AS who
        FROM ruled WHERE known IS NULL AND effect IS NOT NULL AND (person IS NOT NULL OR %(payment)s::bigint IS NULL)
    ), taken AS (
        INSERT INTO payments_transaction (partner_id, number, amount, paid_on, person_id, period)
        SELECT %(partner)s::bigint, %(number)s, %(amount)s::integer, %(paid_on)s::date,
            CASE WHEN %(payment)s::bigint IS NULL THEN who END, %(period)s::date
        FROM fresh ON CONFLICT (partner_id, number) DO NOTHING RETURNING id, received_at
    ), met AS (
        INSERT INTO payments_person (id, iin, last_name, first_name, patronymic)
        SELECT who, %(iin)s, '', '', '' FROM fresh, taken WHERE person IS NULL
    ), basket AS (
        INSERT INTO payments_basket (key, person_id, payer, ordered_by_id, ordered_on)
        SELECT %(key)s::uuid, who, CASE WHEN is_trader THEN %(trader)s ELSE %(self)s END,
            %(partner)s::bigint, %(paid_on)s::date
        FROM fresh, taken WHERE effect = 'makes' RETURNING id
    ), made AS (
        INSERT INTO payments_payment
            (basket_id, person_id, period, purpose_code, amount, employer_has_not_paid, valid_until)
        SELECT basket.id, who, %(period)s::date, %(code)s, %(amount)s::integer, FALSE, %(paid_on)s::date
        FROM fresh, basket RETURNING id
    ), meant AS (
        SELECT id FROM made UNION ALL
        SELECT payment FROM fresh WHERE effect IN ('sends', 'stands_beside')
    ), linked AS (
        INSERT INTO payments_transaction_for_payments (transaction_id, payment_id)
        SELECT taken.id, meant.id FROM taken, meant
    ), sent AS (
        INSERT INTO payments_paymentstep (payment_id, state, day, entered_by_id, transaction_id, reason, by_registry)
        SELECT meant.id, 'sent', %(paid_on)s::date, %(partner)s::bigint, taken.id, '', FALSE
        FROM fresh, taken, meant WHERE effect IN ('makes', 'sends')
    ), freed AS (
        DELETE FROM payments_openpayment USING fresh, taken WHERE payment_id = payment AND effect = 'sends'
    )
    SELECT {found}, taken.id, taken.received_at FROM ruled LEFT JOIN taken ON TRUE;
END
"""


def _named(which: str) -> tuple[str, str]:
    """The name of a function and its body."""
    found = [name for name in GIVES if not name.startswith("written")]
    body = TAKE.format(
        person=which,
        columns=", ".join(found),
        find=FIND.format(person=which),
        found=", ".join(f"ruled.{name}::{GIVES[name]}" for name in found),
    )
    told = body % {name: f"${place}" for place, name in enumerate(TAKES, 1)}
    return f"payments_take_{sha256(told.encode()).hexdigest()[:8]}", told


FUNCTIONS = {which: _named(which) for which in (BY_IIN, BY_PAYMENT)}


def call(which: str) -> str:
    """The statement that calls a function, with the values of TAKES by their names."""
    return f"SELECT * FROM {FUNCTIONS[which][0]}({', '.join(f'%({name})s::{kind}' for name, kind in TAKES.items())})"  # noqa: S608


def make(connection: BaseDatabaseWrapper) -> None:
    """Make every function; those of other versions stay."""
    if connection.vendor != "postgresql":
        return
    takes, gives = ", ".join(TAKES.values()), ", ".join(f"{name} {kind}" for name, kind in GIVES.items())
    with connection.cursor() as cursor:
        for name, body in FUNCTIONS.values():
            # Planned once a connection: planning costs more than it finds, for every look-up is by an index.
            returns = f"RETURNS TABLE ({gives}) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan"
            cursor.execute(f"CREATE OR REPLACE FUNCTION {name}({takes}) {returns} AS $body${body}$body$")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The functions that should be there and are not: without them no money is taken."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE pg_function_is_visible(oid)")
        there = {name for (name,) in cursor.fetchall()}
    return [name for name, _body in FUNCTIONS.values() if name not in there]
