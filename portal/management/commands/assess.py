"""`manage.py assess`: facts as JSON on standard input, answers on standard output (rules.md 5). Needs no database."""

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from payments.rules import figures
from payments.rules.assess import assess
from payments.rules.contract_in import BadInput, read_facts
from payments.rules.contract_out import answer_as_json
from payments.rules.json_stream import Found, objects
from payments.rules.law import Law
from payments.rules.workdays import WorkCalendar


class Command(BaseCommand):
    """Answer every object of the input in its order; exit with 2 if one of them was wrong."""

    help = "Reads one JSON object, or one a line, and answers whether the person is insured, why and what to pay."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all, answer all."""
        law = Law(figures.rates(), WorkCalendar(figures.workday_exceptions()), settings.LAW)
        failed = False
        for found in objects(read_standard_input()):
            answer, fault = self.answer(found, law)
            failed = failed or bool(fault)
            if fault:
                self.stderr.write(f"line {found.line}: {fault}")
            if not fault or found.is_one_line:
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=None if found.is_one_line else 1))
        if failed:
            sys.exit(2)

    def answer(self, found: Found, law: Law) -> tuple[dict[str, Any], str]:
        """The answer to one object and, where it was wrong, what was wrong with it."""
        if found.fault:
            return {"error": found.fault}, found.fault
        try:
            return answer_as_json(assess(read_facts(found.value), law)), ""
        except BadInput as fault:
            return {"error": str(fault)}, str(fault)


def read_standard_input() -> str:
    """All of standard input; what is not UTF-8 becomes characters that no field accepts."""
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="surrogateescape")
