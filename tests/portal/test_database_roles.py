"""The three roles of PostgreSQL: what the web role may not do, tried; what it has to, done; and what is hidden."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from payments import ledger, triggers
from payments.models import Partner, Transaction
from payments.rules.accounts import Account
from portal import database_roles
from portal.database_checks import check_database
from portal.database_roles import ADDED_TO, LOCKED, RIGHTS, Roles
from tests.payments.orders import NOVEMBER, TODAY, arrives, ordered, paid, payer
from tests.payments.refunds import paid_out, returned, withdrawn
from tests.payments.samples import AISHA, AUGUST, credited, registry, rejected_line, staff
from tests.portal.accounts import citizen, code, english, open_account, sign_in
from tests.registry.samples import csv_file, line, take
from tests.staff.desk import PARTNERS, UPLOAD, account, root

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

KEPT = sorted(table for table, rights in RIGHTS.items() if rights in (ADDED_TO, LOCKED))
DDL = (
    "CREATE TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE INDEX ON payments_contribution (amount)",
    "ALTER TABLE payments_contribution DISABLE TRIGGER ALL",
    "ALTER TABLE payments_contribution DROP CONSTRAINT contribution_identity",
    "DROP TRIGGER payments_contribution_no_update ON payments_contribution",
    "DROP FUNCTION payments_contribution_no_update() CASCADE",
    "DROP TABLE payments_contribution CASCADE",
    "CREATE OR REPLACE FUNCTION payments_contribution_no_update() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "UPDATE payments_contribution SET amount = 1",
    "UPDATE payments_registryline SET received = '{}'",
    "UPDATE payments_registryline SET person_id = NULL",
    "UPDATE payments_suggestion SET payment_id = payment_id",
    "UPDATE payments_refunddecision SET verdict = 'approve'",
    "DELETE FROM payments_registryline",
    "DELETE FROM payments_journalhead",
    "DELETE FROM payments_person",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('payments', '9999', NOW())",
    "COPY payments_contribution TO '/dev/null'",
)
HIDDEN = ("SELECT * FROM django_session", "SELECT password FROM portal_account", "SELECT * FROM portal_onetimecode")


@pytest.fixture
def roles() -> Roles:
    """Roles of this database alone, for the server is everybody's; they go with the test's transaction."""
    names = Roles(*(f"{connection.settings_dict['NAME']}_{role}" for role in ("owner", "web", "reader")))
    run(*database_roles.statements(connection, names))
    return names


@pytest.fixture
def _as_web(roles: Roles) -> Iterator[None]:
    """Everything from here on is the web role's."""
    run(f"SET LOCAL ROLE {roles.web}")
    yield
    run("RESET ROLE")


def run(*statements: str) -> None:
    """Past every model and verb."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refused(statements: Iterable[str]) -> list[str]:
    """Those for which the role has no right, whatever else would have refused them."""
    return [statement for statement in statements if has_no_right(statement)]


def has_no_right(statement: str) -> bool:
    """Tried, and undone."""
    try:
        with transaction.atomic():
            run(statement)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


@pytest.mark.parametrize("event", ["UPDATE", "DELETE"])
def test_what_triggers_always_refuse_no_right_allows(event: str) -> None:
    refused_to_all = {
        guard.table for guard in triggers.GUARDS if (guard.event, guard.when, guard.only) == (event, "TRUE", "TRUE")
    }
    allowed = {
        table
        for table, rights in RIGHTS.items()
        if (rights.changes not in ("", "id") if event == "UPDATE" else rights.deletes)
    }
    assert refused_to_all & allowed == set()
    assert len(refused_to_all) > 20


def test_each_table_is_decided() -> None:
    assert database_roles.undecided(connection) == []
    assert set(RIGHTS) <= set(connection.introspection.table_names())


def test_a_new_table_stops_the_command() -> None:
    run("CREATE TABLE payments_newcomer (id int)")
    with pytest.raises(CommandError, match="payments_newcomer"):
        call_command("database_roles")


def test_it_is_printed_as_it_is_run(roles: Roles) -> None:
    printed = StringIO()
    call_command("database_roles", stdout=printed, owner=roles.owner, web=roles.web, reader=roles.reader)
    assert printed.getvalue() == "".join(f"{line};\n" for line in database_roles.statements(connection, roles))


def test_the_owner_repeats_it_after_a_migration(roles: Roles) -> None:
    run(f"SET LOCAL ROLE {roles.owner}")
    call_command("database_roles", apply=True, stdout=StringIO(), **asdict(roles))
    triggers.make(connection)
    run("CREATE TABLE later (id int)", "DROP TABLE later")


@pytest.mark.usefixtures("_as_web")
def test_what_is_kept_is_not_changed() -> None:
    tried = [
        statement.format(table)
        for table in KEPT
        for statement in ("UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE")
        for statement in [statement.format(table, column_of(table))]
    ]
    assert refused(tried) == tried


def column_of(table: str) -> str:
    """Any column but the one that is locked by."""
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[1].name


@pytest.mark.usefixtures("_as_web")
def test_nothing_is_made_or_lifted() -> None:
    assert refused(DDL) == list(DDL)


def test_the_right_to_lock_is_none_to_change(roles: Roles) -> None:
    credited()
    run("SET CONSTRAINTS ALL IMMEDIATE", f"SET LOCAL ROLE {roles.web}")
    for statement in ("UPDATE payments_contribution SET id = id", "UPDATE payments_contribution SET id = id + 1"):
        with pytest.raises(IntegrityError), transaction.atomic():
            run(statement)


def cancelled() -> None:
    """An order that is given up."""
    [payment] = ordered(NOVEMBER).payments.all()
    ledger.cancel(payment=payment, actor=payer(), today=TODAY)


def mended() -> None:
    """A line that staff put right, two of them."""
    found = rejected_line(registry(), period=None)
    asked_for = {"action": "mend", "document": "Order 7", "period": (AUGUST + 1).first_day}
    correction = ledger.propose_correction(line=found, actor=staff("A"), **asked_for)
    ledger.confirm_correction(correction=correction, actor=staff("B"))


def uploaded() -> None:
    """A registry that staff bring by the browser."""
    client = root()
    form = {"file": SimpleUploadedFile("18-11.csv", csv_file(line())), "covers_from": "", "covers_until": ""}
    token = client.post(UPLOAD, form).context["upload"].token
    assert client.post(f"{UPLOAD}{token}/", {"post": "Post"}).status_code == 302


def renamed() -> None:
    """What people read of a colleague who has opened their record."""
    colleague = account("colleague")
    form = {"email": "colleague@example.kz", "label": "Desk 7", "is_active": "on"}
    answer = root().post(f"/staff/portal/account/{colleague.pk}/change/", form)
    assert answer.status_code == 302


def told() -> None:
    """A partner is made, given a key, tells of money, and is switched off; staff say what the money is for."""
    client, form = root(), {"name": "Steppe", "kind": "terminals", "dialect": "osmp", "login": "steppe", "is_on": "on"}
    form |= {"addresses": "127.0.0.0/8", "calls_a_minute": "600"}
    assert client.post(f"{PARTNERS}add/", form).status_code == 302
    partner = Partner.objects.get()
    assert client.post(f"{PARTNERS}{partner.pk}/key/").status_code == 200
    taken = ledger.take(partner=partner.actor, deposit=ledger.Deposit("1", 4250, TODAY, Account(None, AISHA, None)))
    assert client.post(f"{PARTNERS}{partner.pk}/revoke/{partner.keys.get().pk}/").status_code == 302
    assert client.post(f"{PARTNERS}{partner.pk}/change/", form | {"is_on": ""}).status_code == 302
    ledger.allocate(taken=Transaction.objects.get(pk=taken.id), period=NOVEMBER, reason="A call", actor=staff("A"))


JOURNEYS = {
    "an account is opened": lambda: open_account(english(), code()),
    "somebody signs in": lambda: (citizen(), sign_in(english()), sign_in(english(), password="wrong")),
    "a payment is ordered, paid and credited": lambda: (paid(ordered(NOVEMBER)), arrives(NOVEMBER)),
    "an order is cancelled": cancelled,
    "a registry is taken": lambda: take(csv_file(line(), line(reference="GCVP-2", paymentperiod=""))),
    "a line is mended": mended,
    "a refund is paid out": paid_out,
    "a request is withdrawn": withdrawn,
    "a request is returned": returned,
    "staff upload a registry": uploaded,
    "staff name a colleague anew": renamed,
    "a partner comes and goes": told,
    "a temporary table": lambda: run("CREATE TEMP TABLE received (id int) ON COMMIT DROP"),
}


@pytest.mark.usefixtures("_as_web")
@pytest.mark.parametrize("journey", JOURNEYS)
def test_the_portal_works_with_these_rights(journey: str, settings, tmp_path) -> None:
    settings.REGISTRY_DIR = tmp_path
    JOURNEYS[journey]()
    assert ids(check_database(None)).isdisjoint({"portal.W105", "portal.W106", "portal.W107"})


def ids(said) -> set[str]:
    """The numbers of what is said."""
    return {warning.id for warning in said}


def test_a_temporary_table_stands_behind_a_real_one(roles: Roles) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setconfig FROM pg_db_role_setting WHERE setrole = %s::regrole", [roles.web])
        assert cursor.fetchone() == (["search_path=public, pg_temp"],)


def test_the_reader_reads_and_sees_no_secret(roles: Roles) -> None:
    run(f"SET LOCAL ROLE {roles.reader}", "SELECT * FROM payments_contribution", "SELECT id, email FROM portal_account")
    assert refused([*HIDDEN, "INSERT INTO payments_rate (id) VALUES (1)"]) == [
        *HIDDEN,
        "INSERT INTO payments_rate (id) VALUES (1)",
    ]


def test_the_owner_is_named() -> None:
    names = Roles(*(f"{connection.settings_dict['NAME']}_{role}" for role in ("owner", "web", "reader")))
    run(*database_roles.statements(connection, names), f"SET LOCAL ROLE {names.owner}")
    assert "portal.W106" in ids(check_database(None))
