"""The credits of a registry into the ledger, in the order of their identity: each exactly once."""

from django.db import connection

from payments.models import Actor

PLACE = """
    INSERT INTO registry_placed
    SELECT arriving.number, arriving.contribution_id, person.id AS person_id, sender.id AS sender_id, period,
        purpose_code, amount, reference, paid_on, credited_on, COALESCE(sender_bin, '') AS sender_bin,
        CASE WHEN sender_bin IS NULL THEN '' ELSE COALESCE(sender_name, '') END AS sender_name, payment,
        row_number() OVER (
            PARTITION BY person.id, period, reference, purpose_code ORDER BY number
        )::integer AS occurrence
    FROM registry_arriving arriving
    JOIN registry_people person ON person.iin = arriving.iin
    LEFT JOIN registry_senders sender ON sender.iin = arriving.sender_iin
    WHERE operation = 'credit' AND reason IS NULL
"""
# Sorted by key the rows and the entries of the index that lie together are written together.
POST = """
    INSERT INTO payments_contribution (
        id, kind, person_id, period, purpose_code, amount, reference, occurrence, paid_on, credited_on, sender_bin,
        sender_name, sender_id, entered_by_id)
    SELECT contribution_id, 'credit', person_id, period, purpose_code, amount, reference, occurrence, paid_on,
        credited_on, sender_bin, sender_name, sender_id, %s
    FROM registry_placed
    ORDER BY person_id, period, reference, purpose_code, occurrence
    ON CONFLICT (person_id, period, kind, reference, purpose_code, occurrence) DO NOTHING
"""
# The lines that were there before. One look into the index for each, however large the ledger is.
MEET = """
    INSERT INTO registry_met
    SELECT placed.number, met.id, met.amount
    FROM registry_placed placed CROSS JOIN LATERAL (
        SELECT line.id, line.amount FROM payments_contribution line
        WHERE line.person_id = placed.person_id AND line.period = placed.period AND line.kind = 'credit'
          AND line.reference = placed.reference AND line.purpose_code = placed.purpose_code
          AND line.occurrence = placed.occurrence
        LIMIT 1
    ) AS met
    WHERE met.id <> placed.contribution_id
"""


def post_credits(actor: Actor) -> None:
    """Post what is new. What is known stays as it is, and of what contradicts it nothing is written."""
    with connection.cursor() as cursor:
        cursor.execute(PLACE)
        placed = cursor.rowcount
        cursor.execute("ANALYZE registry_placed")
        cursor.execute(POST, [actor.pk])
        if cursor.rowcount < placed:
            cursor.execute(MEET)
        cursor.execute("ANALYZE registry_met")
