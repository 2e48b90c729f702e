"""The lines of a registry as they were received, and what became of each."""

from django.db import connection

from payments.ledger.bulk.arriving import BETWEEN
from payments.models import RegistryFile

# Of a line that has neither a fault nor a fate of its own the ledger says what became of it.
KEEP = """
    WITH kept AS (
        INSERT INTO payments_registryline (
            file_id, number, person_id, sender_id, received, understood, outcome, reason, contribution_id)
        SELECT %(file)s, number, person_id, sender_id, received, understood,
            CASE WHEN reason IS NOT NULL THEN 'rejected' ELSE outcome END, reason, contribution_id
        FROM (
            SELECT arriving.number, person.id AS person_id, sender.id AS sender_id,
                jsonb_object(string_to_array(fields, %(between)s), string_to_array(texts, %(between)s)) AS received,
                COALESCE(arriving.understood, '{}') AS understood,
                CASE WHEN fate.number IS NOT NULL THEN fate.outcome
                     WHEN met.number IS NOT NULL THEN 'known'
                     ELSE 'posted' END AS outcome,
                CASE WHEN fate.number IS NOT NULL THEN fate.reason
                     WHEN met.amount <> arriving.amount THEN %(conflict)s
                     ELSE arriving.reason END AS reason,
                CASE WHEN fate.number IS NOT NULL THEN fate.contribution_id
                     WHEN met.number IS NOT NULL THEN met.id
                     WHEN arriving.reason IS NULL THEN arriving.contribution_id END AS contribution_id
            FROM registry_arriving arriving
            LEFT JOIN registry_people person ON person.iin = arriving.iin
            LEFT JOIN registry_senders sender ON sender.iin = arriving.sender_iin
            LEFT JOIN registry_met met ON met.number = arriving.number
            LEFT JOIN registry_fate fate ON fate.number = arriving.number
        ) AS line
        RETURNING outcome, reason
    )
    SELECT outcome, reason, COUNT(*) FROM kept GROUP BY outcome, reason
"""


def keep_lines(file: RegistryFile, conflict: int) -> dict[tuple[str, int | None], int]:
    """Keep every line; gives how many have which outcome and reason.

    `conflict` is the door's reason for a line that the ledger knows with another amount.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"file": file.pk, "conflict": conflict, "between": BETWEEN})
        return {(outcome, reason): count for outcome, reason, count in cursor.fetchall()}
