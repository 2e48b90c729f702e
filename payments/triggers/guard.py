"""What a trigger is made of: a table, an event, and what is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """What the database refuses on one table: an event, where a condition holds of the rows OLD and NEW.

    `first` locks what the condition counts, where the database has row locks. `only` names the rows that are looked at
    at all: PostgreSQL asks it before it calls anything, so that the many rows of an import cost nothing.
    """

    name: str
    table: str
    event: str
    refusal: str
    when: str = "TRUE"
    first: str = ""
    only: str = "TRUE"

    @property
    def is_truncate(self) -> bool:
        """SQLite has no TRUNCATE."""
        return self.event == "TRUNCATE"


def never(table: str, *events: str, refusal: str, when: str = "TRUE") -> tuple[Guard, ...]:
    """A guard for each event."""
    return tuple(Guard(f"{table}_no_{event.lower()}", table, event, refusal, when) for event in events)
