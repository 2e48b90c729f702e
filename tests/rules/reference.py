"""The law of rules.md read a second time: slow, plain loops over sets of months and over days, to check the first by.

Nothing here is shared with `payments.rules` but its plain values: facts in, words and dates out.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from payments.rules.facts import Facts, Line, LineState
from payments.rules.law import Law
from payments.rules.months import Month, span

LATEST = date.max


@dataclass
class Known:
    """What holds when these lines, and no others, are credited."""

    facts: Facts
    law: Law
    lines: tuple[Line, ...]
    remembered: dict = field(default_factory=dict)

    def remember(self, rule, *month):
        """Slow is fine, the same question a thousand times is not."""
        key = (rule.__name__, *month)
        if key not in self.remembered:
            self.remembered[key] = rule(*month)
        return self.remembered[key]

    def by_state(self, month):
        return any(s.first <= month and (s.last is None or month <= s.last) for s in self.facts.state_paid)

    def by_employer(self, month):
        return any(line.period == month and not line.payer.is_own for line in self.lines)

    def own(self, month):
        return [line for line in self.lines if line.period == month and line.payer.is_own]

    def by_self(self, month, made_by=date.max):
        """There is a line such that all own lines made up to and on its day reach what that day requires."""
        own = [line for line in self.own(month) if line.paid_on <= made_by]
        for line in own:
            needed = required(self.law, month, line.payer, line.paid_on)
            if needed is not None and sum(o.amount for o in own if o.paid_on <= line.paid_on) >= needed:
                return True
        return False

    def is_covered(self, month):
        return self.by_state(month) or self.by_employer(month) or self.by_self(month)

    def covered(self, month):
        return self.remember(self.is_covered, month)

    def window(self, month):
        last = month if self.law.settings.window == "ending_current" else month - 1
        return all(self.covered(m) for m in span(last - 11, last))

    def paid_ahead_in(self, s):
        """Are the twelve months after `s` covered, by own lines as far as they were made by the end of `s`?"""
        return all(self.by_state(m) or self.by_employer(m) or self.by_self(m, s.last_day) for m in span(s + 1, s + 12))

    def ahead(self, month):
        ready = [s for s in span(month - 12, month) if self.remember(self.paid_ahead_in, s)]
        return any(s < month or self.covered(s) for s in ready)

    def find_basis(self, month):
        """The basis that is not grace."""
        for name, holds in (("state", self.by_state), ("window", self.window), ("ahead", self.ahead)):
            if holds(month):
                return name
        return None

    def firm(self, month):
        return self.remember(self.find_basis, month)

    def grace(self, month):
        for last in (month - n for n in range(1, 7)):
            if self.firm(last):
                return month - last <= self.grace_months(last)
        return False

    def grace_months(self, last):
        sixty = span(last - 59, last)
        no_state = not (self.law.settings.state_breaks_sixty and any(map(self.by_state, sixty)))
        return 6 if last + 1 >= Month.of(2026, 1) and no_state and all(map(self.covered, sixty)) else 3

    def basis(self, month):
        return self.firm(month) or ("grace" if self.grace(month) else None)

    def run(self, first):
        """(paid_until, insured_until, open_ended) of the unbroken run of insured months from the first on."""
        without_end = [s.first for s in self.facts.state_paid if s.last is None]
        paid = insured = None
        month = first
        while basis := self.basis(month):
            if any(first_of <= month for first_of in without_end):
                return None, None, True
            insured = month.last_day
            paid = paid if basis == "grace" else insured
            month = month + 1
        return paid, insured, False


def required(law, month, payer, paid_on):
    """The tenge that an own payment for `month` made on `paid_on` has to reach; None where no rate is known."""
    by_payment = month > Month.containing(paid_on) or law.settings.arrears_rate == "payment_date"
    day = paid_on if by_payment else month.first_day
    rows = [r for r in law.rates.rows if r.payer == payer and r.valid_from.year == day.year and r.valid_from <= day]
    return max(rows, key=lambda r: r.valid_from).amount if rows else None


def as_known(facts, law, day):
    """With the lines credited by a day."""
    credited = [line for line in facts.lines if line.state is LineState.CREDITED and line.credited_on <= day]
    return Known(facts, law, tuple(credited))


def on_the_way(facts, now):
    """Own lines that were sent, and not credited by today, for months that are not covered."""
    return tuple(
        line
        for line in facts.lines
        if line.payer.is_own
        and (line.state == "sent" or (line.state == "credited" and line.credited_on > facts.today))
        and not now.covered(line.period)
    )


class Reference:
    """The answer for one person, field by field."""

    def __init__(self, facts: Facts, law: Law) -> None:
        self.facts, self.law, self.month = facts, law, Month.containing(facts.today)
        self.now = as_known(facts, law, facts.today)
        self.later = Known(facts, law, self.now.lines + on_the_way(facts, self.now))
        self.basis = self.now.basis(self.month)
        self.paid_until, self.insured_until, self.open_ended = self.now.run(self.month)
        self.past = span(self.month - 11, self.month)
        self.year = span(self.month + 1, self.month + 12)
        self.crediting_day = facts.today
        for _ in range(3):
            self.crediting_day += timedelta(days=1)
            while not law.calendar.is_working(self.crediting_day):
                self.crediting_day += timedelta(days=1)

    def required(self, month):
        return required(self.law, month, self.facts.payer, self.facts.today)

    def price(self, month):
        needed = self.required(month)
        return None if needed is None else max(0, needed - sum(line.amount for line in self.now.own(month)))

    def to_pay(self, months):
        return tuple(m for m in months if not self.now.covered(m) and not self.later.covered(m))

    def state(self, month):
        """The first state that fits."""
        now = self.now
        fits = [
            ("covered_by_state", now.by_state(month)),
            ("covered_by_employer", now.by_employer(month)),
            ("ahead" if month > self.month else "paid", now.by_self(month)),
            ("on_its_way", self.later.by_self(month)),
            ("partly_paid", bool(now.own(month))),
            ("current", month == self.month),
            ("gap", month < self.month),
        ]
        return next((state for state, fit in fits if fit), "future")

    def months(self):
        return [
            (m, self.state(m), sum(x.amount for x in self.now.lines if x.period == m), self.required(m))
            for m in self.past + self.year
        ]

    def with_paid(self, months):
        """As it will be on the crediting day when these months are paid today."""
        paid = [self.new_line(m) for m in months]
        return Known(self.facts, self.law, self.later.lines + tuple(paid))

    def new_line(self, month):
        return Line("new", month, self.price(month), self.facts.payer, self.facts.today, LineState.CREDITED)

    def plan(self, name, months):
        then = self.with_paid(months)
        start = self.insured_from(then)
        paid, insured, open_ended = (None, None, False)
        if start is not None:
            paid, insured, open_ended = then.run(Month.containing(start))
        total = sum(map(self.price, months))
        rest = [m for m in self.to_pay(self.year) if m not in months] if self.facts.next_months == "self" else []
        prices = [self.price(m) for m in rest]
        year_total = None if None in prices else total + sum(prices)
        sums = tuple((m, self.price(m)) for m in months)
        return (name, sums, len(months), total, start, paid, insured, open_ended, year_total)

    def insured_from(self, then):
        day = self.facts.today
        while day < self.crediting_day and self.now.basis(Month.containing(day)):
            day += timedelta(days=1)
        if day >= self.crediting_day:
            return self.facts.today
        first = next((m for m in span(self.month, self.month + 24) if then.basis(m)), None)
        return None if first is None else max(self.crediting_day, first.first_day)

    def plans(self):
        table = [("close_gaps", self.past)]
        if self.facts.next_months == "self":
            table += [("year_ahead", self.year), ("now_and_year_ahead", (self.month, *self.year))]
        found = {}
        for name, months in table:
            months = self.to_pay(months)
            if months and None not in map(self.price, months):
                found.setdefault(months, name)
        return [self.plan(name, months) for months, name in found.items()]

    def advice(self):
        if self.basis in ("state", "window", "ahead"):
            return "nothing_to_pay"
        if all(map(self.now.covered, self.year)) and self.facts.goal != "soonest":
            return "nothing_to_pay"
        plans = self.plans()
        coming = (self.month, self.month + 1)
        if not plans or any(self.later.firm(m) and not self.now.firm(m) for m in coming):
            return "wait"
        order = {"least_today": least_today, "least_year": least_year, "soonest": soonest}
        return min(plans, key=order[self.facts.goal])[0]

    def cheapest_for(self, day, months, largest):
        """The smallest total of all sets of up to `largest` of these months that make the day insured, or None."""
        totals = [None]
        payable = [m for m in months if self.price(m) is not None]
        if day >= self.crediting_day:
            for size in range(min(len(payable), largest) + 1):
                for some in combinations(payable, size):
                    if self.with_paid(some).basis(Month.containing(day)):
                        totals.append(sum(map(self.price, some)))
        return min(filter(lambda total: total is not None, totals), default=None)


def least_today(plan):
    return plan[3], -late(plan)


def least_year(plan):
    return plan[8], plan[4] or LATEST, plan[3]


def soonest(plan):
    return plan[4] or LATEST, plan[3], -late(plan)


def late(plan):
    """How late a plan's insurance ends, as a number; without an end is latest."""
    return (LATEST if plan[7] else plan[6] or date.min).toordinal()
