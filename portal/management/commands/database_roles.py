"""`manage.py database_roles [--apply]`: the SQL that gives PostgreSQL its three roles and each what it may do."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from portal.database_roles import RIGHTS, Roles, statements, undecided


class Command(BaseCommand):
    """By a superuser the first time, by the owner after each migration: a new table is nobody's until then."""

    help = "Prints, or runs, the SQL that makes the roles owner, web and reader, and says what each may do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Run it, and under which names."""
        parser.add_argument("--apply", action="store_true", help="run the statements, in one transaction")
        for role in ("owner", "web", "reader"):
            parser.add_argument(f"--{role}", default=getattr(Roles(), role), metavar="NAME")

    def handle(self, *args: Any, apply: bool, owner: str, web: str, reader: str, **options: Any) -> None:
        """Refuse what cannot be decided, then print or run."""
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles.")
        if missing := undecided(connection):
            raise CommandError(f"portal/database_roles.py does not say who may do what with: {', '.join(missing)}.")
        wanted = list(statements(connection, Roles(owner, web, reader)))
        if apply:
            self._run(wanted)
        else:
            self.stdout.write("".join(f"{statement};\n" for statement in wanted), ending="")

    def _run(self, wanted: list[str]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in wanted:
                cursor.execute(statement)
        self.stdout.write(f"Rights are set on {len(RIGHTS)} tables.")
