"""What the fields of one line of a partner's registry mean: the same in every format."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone

from payments import ledger
from payments.rules.accounts import Account, AccountFault, read_account
from payments.rules.identifiers import LENGTH, SEPARATORS, is_bin, masked, why_not_iin, without_iins
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.fields import tiyn_in
from portal.registry.readers.received import ControlTotals, FileRefused
from portal.registry.reasons import FileReason

MOSCOW = ZoneInfo("Europe/Moscow")
# As in the calls of the bank's door: what could not come in there stands in no registry either.
NUMBER = re.compile(r"[0-9A-Za-z._-]{1,64}")
LARGEST_AMOUNT = 2_000_000_000
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d")
TIMES = ("%H:%M:%S", "%H:%M", "%H%M%S")


class Totals(ControlTotals):
    """What a registry has to state of itself: `is_whole` once it has stated both."""

    is_whole = False

    def check(self, count: int | None = None, tiyn: int | None = None, *, line: int | None = None) -> None:
        """Refuse what was miscounted."""
        super().check(count, tiyn, line=line)
        self.is_whole = count is not None and tiyn is not None


def understood(
    line: int, fields: Mapping[str, str], *, account: Account | None, day: date, paid_on: date | None = None
) -> ledger.PartnerLine:
    """A line by its fields `number`, `date`, `account` and `sum`; one that is nonsense refuses the file.

    Whom it is for may be unreadable: the money has moved all the same. `day` is that of the registry, by the partner's
    clock; `paid_on` the day in Almaty, where they differ.
    """
    if NUMBER.fullmatch(fields["number"]) is None:
        raise FileRefused(PartnerFileReason.BAD_NUMBER, line)
    if day_in(fields["date"], line) != day:
        raise FileRefused(PartnerFileReason.OTHER_DAY, line)
    return ledger.PartnerLine(
        line=line,
        number=fields["number"],
        amount=_tenge(fields["sum"], line),
        paid_on=paid_on or day,
        account=account,
        received={**fields, "account": _shown(fields["account"], account)},
    )


def account_in(text: str, period: str = "") -> Account | None:
    """Whom money is for. A month that is none is left out, so that staff say it; without a person there is nobody."""
    account = read_account(text, period)
    if account is AccountFault.PERIOD:
        account = read_account(SEPARATORS.sub("", text)[:LENGTH])
    return None if isinstance(account, AccountFault) else account


def day_in(text: str, line: int) -> date:
    """A day: `2026-11-22`, `22.11.2026` or `20261122`."""
    return _parsed(text, DAYS, line).date()


def day_in_almaty(day: str, at: str, line: int) -> date:
    """The day in Almaty of a moment by the clock of Moscow."""
    moment = datetime.combine(day_in(day, line), _time(at, line), MOSCOW)
    return moment.astimezone(timezone.get_default_timezone()).date()


def _time(text: str, line: int) -> time:
    return _parsed(text, TIMES, line).time()


def _parsed(text: str, forms: tuple[str, ...], line: int) -> datetime:
    read = _read(text, forms)
    if read is None:
        raise FileRefused(PartnerFileReason.BAD_DAY, line)
    return read


@lru_cache(256)
def _read(text: str, forms: tuple[str, ...]) -> datetime | None:
    """A registry says the same day in every line."""
    for form in forms:
        try:
            read = datetime.strptime(text, form)
        except ValueError:
            continue
        if read.strftime(form) == text:  # 2026112 is no day, though it could be read as one
            return read
    return None


def _tenge(text: str, line: int) -> int:
    tiyn = tiyn_in(text)
    if tiyn is None or tiyn > LARGEST_AMOUNT * 100:
        raise FileRefused(PartnerFileReason.BAD_AMOUNT, line)
    if tiyn <= 0:
        raise FileRefused(FileReason.AMOUNT_NOT_POSITIVE, line)
    if tiyn % 100:
        raise FileRefused(PartnerFileReason.NOT_WHOLE_TENGE, line)
    return tiyn // 100


def _shown(text: str, account: Account | None) -> str:
    """What the payer typed, as it is kept: an IIN stands with its person and nowhere else."""
    if account is not None and account.iin:
        return " ".join(filter(None, [masked(account.iin), account.period.order if account.period else ""]))
    digits = SEPARATORS.sub("", text)
    windows = (digits[place : place + LENGTH] for place in range(len(digits) - LENGTH + 1))
    if account is None and any(why_not_iin(window) is None and not is_bin(window) for window in windows):
        return masked(digits)
    return without_iins(text)
