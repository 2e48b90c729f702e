"""What an import has done, or would do: counts, and the first of the lines that were rejected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from payments.models import RegistryLine
from payments.rules.identifiers import oddities
from portal.registry.readers.detection import Format
from portal.registry.reasons import LineReason

SHOWN = 100


@dataclass(slots=True)
class Report:
    """One file. `taken_before` is when the same bytes were posted: then nothing has changed now.

    `rejected` are the first rejected lines by number; `reasons` counts all of them, each by its first reason.
    `odd` counts the lines whose IIN holds no possible birth date.
    """

    name: str
    format: Format
    lines: int
    total: int
    covers: tuple[date, date] | None = None
    known_until: date | None = None
    taken_before: datetime | None = None
    posted: int = 0
    known: int = 0
    odd: int = 0
    reasons: Counter[LineReason] = field(default_factory=Counter)
    rejected: list[tuple[int, LineReason]] = field(default_factory=list)

    def count(self, rows: Iterable[RegistryLine]) -> None:
        """Add some lines, each of them posted, known before or rejected."""
        for row in rows:
            self.posted += row.outcome == RegistryLine.Outcome.POSTED
            self.known += row.outcome == RegistryLine.Outcome.KNOWN
            self.odd += row.person is not None and bool(oddities(row.person.iin))
            if row.reason is not None:
                self.reasons[LineReason(row.reason)] += 1
                if len(self.rejected) < SHOWN:
                    self.rejected.append((row.number, LineReason(row.reason)))

    @property
    def rejected_count(self) -> int:
        """How many lines went to staff."""
        return self.reasons.total()
