"""Citizens, reviewers, exporters, answers and bank returns in any order: what holds after every step."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from payments import ledger
from payments.ledger import PayoutReply
from payments.ledger.refund_steps import refund_state
from payments.models import (
    Actor,
    Contribution,
    JournalEntry,
    Payout,
    PayoutAnswer,
    RefundRequest,
    RefundStep,
)
from tests.payments.orders import payer
from tests.payments.refund_invariants import holds
from tests.payments.refunds import IIK, NOW, TERMS, TODAY, proof, requested
from tests.payments.samples import AISHA, AUGUST, BOLAT, credited, reversed_line, staff

pytestmark = pytest.mark.django_db

# Which of the things there are: taken modulo how many there are.
WHICH = st.integers(0, 11)
REVIEWERS = ("first", "another first", "second", "another second", "somebody else")
WHO = st.integers(0, len(REVIEWERS))
ACTS = ("ask", "resume", "approve", "refuse", "look", "let go", "confirm", "confirm", "send back")


class Refunds(RuleBasedStateMachine):
    """Everybody does what they may, and what they may not; what is refused leaves nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.database = transaction.atomic()
        self.database.__enter__()
        self.days, self.written = 0, (0, 0)
        self.replies: list[PayoutReply] = []
        self.citizens = (payer(AISHA), payer(BOLAT))
        self.staff = (*map(staff, REVIEWERS), self.citizens[0])
        self.lines = (
            credited(amount=51000),
            credited(amount=8500, reference="GCVP-2", period=AUGUST - 1),
            credited(iin=BOLAT, sender_iin=AISHA),
            credited(iin=BOLAT, reference="GCVP-2"),
        )
        requested(self.lines[0], reason="lump_sum", amount=46750)
        requested(self.lines[2], by=self.citizens[0])

    def teardown(self) -> None:
        """The next run begins with nothing."""
        transaction.set_rollback(True)
        self.database.__exit__(None, None, None)

    @property
    def today(self) -> date:
        """It moves on."""
        return TODAY + timedelta(days=self.days)

    def done(self, act: Callable[[], object]) -> bool:
        """Was it done? What is refused changes nothing."""
        before = JournalEntry.objects.count(), RefundStep.objects.count()
        try:
            act()
        except ledger.Refused:
            assert (JournalEntry.objects.count(), RefundStep.objects.count()) == before
            return False
        return True

    def request(self, which: int) -> RefundRequest:
        """One of those that were sent, as a door finds it."""
        rows = list(RefundRequest.objects.order_by("-pk"))
        return rows[which % len(rows)]

    @rule(days=st.integers(1, 20))
    def time_goes_by(self, days: int) -> None:
        """Holds end, and so do the terms of questions."""
        self.days += days

    @rule(which=WHICH, by=WHICH, reason=st.sampled_from(["wrong_period", "lump_sum", "duplicate"]), whole=st.booleans())
    def send(self, which: int, by: int, reason: str, whole: bool) -> None:
        """Somebody claims a line, perhaps not theirs, perhaps too much of it."""
        line = self.lines[which % len(self.lines)]
        amount = line.left() if whole else max(line.left() - 4250, 0)
        wish = {"reason": reason, "amount": amount, "today": self.today}
        self.done(lambda: requested(line, by=self.citizens[by % 2], **wish))

    @initialize(one=st.integers(0, 5), other=st.integers(0, 5))
    def two_have_come_so_far(self, one: int, other: int) -> None:
        """Of the two that are there from the beginning."""
        self.all_goes_well(0, one)
        self.all_goes_well(1, other)

    @rule(which=WHICH, steps=st.integers(1, 6))
    def all_goes_well(self, which: int, steps: int) -> None:
        """For a while, so that what does not go well meets requests of every state."""
        for _step in range(steps):
            self.usual_step(which)

    def usual_step(self, which: int) -> None:
        """Whoever's turn it is."""
        request = self.request(which)
        match refund_state(request):
            case "sent" | "checking":
                self.press(request, self.staff[which % 2], "approve")
            case "asked":
                self.answer(which=which, by=self.citizens.index(request.requested_by), iik=IIK, has_proof=False)
            case "with_fund":
                self.first_presses_the_second_button(request, "send back" if which % 2 else "confirm")
                self.press(request, self.staff[2 + which % 2], "confirm")
            case "approved":
                self.export()
            case "paying_out":
                self.hear(which=0, outcome="returned" if which % 3 == 0 else "paid")

    @rule(which=WHICH, by=WHICH)
    def withdraw(self, which: int, by: int) -> None:
        """Somebody takes a request back, perhaps not theirs."""
        request = self.request(which)
        self.done(lambda: ledger.withdraw_refund(request=request, actor=self.citizens[by % 2], today=self.today))

    @rule(which=WHICH, by=WHICH, iik=st.sampled_from([None, "", IIK]), has_proof=st.booleans())
    def answer(self, which: int, by: int, iik: str | None, has_proof: bool) -> None:
        """Somebody answers, with another account, with a file, or with nothing."""
        request, actor = self.request(which), self.citizens[by % 2]
        if has_proof:
            self.done(lambda: proof(request.key, actor))
        wish = {"text": "", "iik": iik, "today": self.today}
        self.done(lambda: ledger.answer_refund(request=request, actor=actor, **wish))

    @rule(which=WHICH, who=WHO, act=st.sampled_from(ACTS))
    def desk(self, which: int, who: int, act: str) -> None:
        """Whoever it is takes the case if they can, and does something with it."""
        self.press(self.request(which), self.staff[who], act)

    def first_presses_the_second_button(self, request: RefundRequest, act: str) -> None:
        """Whoever made the first decision, and then lets the case go."""
        first_by = request.decisions.latest("pk").first_by
        self.press(request, first_by, act)
        self.press(request, first_by, "let go")

    def press(self, request: RefundRequest, by: Actor, act: str) -> None:
        """Take it and do it, or try it untaken."""
        moment = {"now": NOW + timedelta(days=self.days), "today": self.today}
        case = {"request": request, "actor": by}
        texts = {"text_kk": "Иә.", "text_ru": "Да."}
        acts: dict[str, Callable[[], object]] = {
            "look": lambda: ledger.view_refund(**case),
            "let go": lambda: ledger.release_refund(**case),
            "ask": lambda: ledger.ask_applicant(**case, question="Which month?", **moment),
            "resume": lambda: ledger.resume_review(**case, **moment, settings=TERMS),
            "approve": lambda: ledger.propose_decision(**case, verdict="approve", ground="", **texts, **moment),
            "refuse": lambda: ledger.propose_decision(**case, verdict="refuse", ground="no_grounds", **texts, **moment),
            "confirm": lambda: ledger.confirm_decision(**case, **moment),
            "send back": lambda: ledger.send_back(**case, note="No.", **moment),
        }
        self.done(lambda: ledger.take_refund(**case, **moment))
        if self.done(acts[act]) and refund_state(request) == "approved":
            assert request.contribution.left() >= request.amount

    @rule()
    def export(self) -> None:
        """Somebody makes a file of what is approved."""
        self.done(lambda: ledger.make_payout_file(actor=staff("exporter"), today=self.today))

    @precondition(lambda self: Payout.objects.exists())
    @rule(which=WHICH, outcome=st.sampled_from(["paid", "paid", "returned"]))
    def hear(self, which: int, outcome: str) -> None:
        """The State Corporation answers about a payout, perhaps otherwise than before."""
        payouts = list(Payout.objects.order_by("-pk"))
        payout = payouts[which % len(payouts)]
        reason = "" if outcome == "paid" else "The account is closed"
        is_new = not hasattr(payout, "answer")
        assert self.tell(PayoutReply(payout.number, payout.amount, outcome, self.today, reason)) or not is_new

    @precondition(lambda self: self.replies)
    @rule(which=WHICH)
    def hear_again(self, which: int) -> None:
        """What was said is said once more."""
        before = PayoutAnswer.objects.count()
        assert self.tell(self.replies[which % len(self.replies)])
        assert PayoutAnswer.objects.count() == before

    def tell(self, reply: PayoutReply) -> bool:
        """An answer of one line, whose bytes are what it says."""
        said = {"name": "a.csv", "sha256": sha256(repr(reply).encode()).hexdigest(), "replies": [reply]}
        is_taken = self.done(lambda: ledger.answer_payouts(actor=staff("exporter"), today=self.today, **said))
        if is_taken:
            self.replies.append(reply)
        return is_taken

    @rule(which=WHICH, closes=st.booleans())
    def bank_returns(self, which: int, closes: bool) -> None:
        """The bank returns a line itself; what follows may come later."""
        self.return_line(self.request(which), closes)

    @precondition(lambda self: Payout.objects.filter(answer=None).exists())
    @rule(closes=st.booleans())
    def bank_returns_what_is_under_way(self, closes: bool) -> None:
        """So that the answer finds nothing left."""
        self.return_line(Payout.objects.filter(answer=None).latest("pk").decision.request, closes)

    def return_line(self, request: RefundRequest, closes: bool) -> None:
        """By a registry, after which a door closes what it has to, or fails to."""
        self.done(lambda: reversed_line(request.contribution))
        if closes:
            ledger.close_returned_refunds(actor=Actor.system(), today=self.today)

    @invariant()
    def all_still_holds(self) -> None:
        """Asked wherever something was written: the journal has a line of it, or the ledger."""
        written = JournalEntry.objects.count(), Contribution.objects.count()
        if written != self.written:
            self.written = written
            holds(self.today)


def test_in_any_order() -> None:
    # A long case at once is worth more than a short one after minutes.
    small = settings(max_examples=6, stateful_step_count=40, phases=[Phase.generate])
    run_state_machine_as_test(Refunds, settings=small)


@pytest.mark.slow
def test_in_any_order_for_long() -> None:
    run_state_machine_as_test(Refunds, settings=settings(max_examples=60, stateful_step_count=50))
