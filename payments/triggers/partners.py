"""Registries of partners and the cases that they leave: kept as received, decided once."""

from payments.triggers.guard import Guard, never

OF_THE_PARTNER = """EXISTS (
    SELECT 1 FROM payments_transaction known
    JOIN payments_partnerregistry registry ON registry.id = NEW.registry_id
    JOIN payments_partner partner ON partner.id = registry.partner_id
    WHERE known.id = NEW.transaction_id AND known.number = NEW.number AND known.partner_id = partner.actor_id)"""

PARTNERS = (
    *(
        guard
        for table in ("partnerregistry", "partnerregistryline")
        for guard in never(f"payments_{table}", "UPDATE", "DELETE", "TRUNCATE", refusal="what a partner said stays")
    ),
    Guard(
        name="payments_partnerregistryline_of_the_partner",
        table="payments_partnerregistryline",
        event="INSERT",
        refusal="a line names the transaction of its own partner and number",
        when=f"NEW.transaction_id IS NOT NULL AND NOT {OF_THE_PARTNER}",
    ),
    *never("payments_reconciliationcase", "DELETE", "TRUNCATE", refusal="a case is decided, never deleted"),
    *never(
        "payments_reconciliationcase",
        "UPDATE",
        refusal="a decided case is never changed",
        when="OLD.decision <> ''",
    ),
    Guard(
        name="payments_reconciliationcase_as_found",
        table="payments_reconciliationcase",
        event="UPDATE OF registry_id, kind, transaction_id, line_id, opened_on",
        refusal="a case stays as it was found",
    ),
)
