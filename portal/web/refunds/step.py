"""What the steps share: the draft with its line as it stands today, their order, and forms that are too old."""

from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from payments import history
from payments.history import CreditedLine
from payments.models import Person, ProofFile
from payments.rules.refund_reasons import (
    MonthFacts,
    Obstacle,
    Proof,
    RefundReason,
    claimable,
    is_borne_out,
    month_facts,
    obstacles,
    proof_needed,
)
from payments.rules.refunds import why_not_refundable
from payments.rules.situation import Situation
from portal import clock
from portal.models import Account, RefundDraft
from portal.web.access import View, form_of_person
from portal.web.pay.drafts import made
from portal.web.pay.step import see_other
from portal.web.refunds import drafts

WHICH, WHAT, PROOF = "refund_which", "refund_what", "refund_proof"
ACCOUNT, PHONE, CHECK = "refund_account", "refund_phone", "refund_check"
PAGES = (WHICH, WHAT, PROOF, ACCOUNT, PHONE, CHECK)
USUAL_PAGES = tuple(page for page in PAGES if page != PROOF)
THEN_CHECK = "?then=check"
MOST_WORDS = 1000  # of a description or an answer


@dataclass
class Begun:
    """A draft with its line as it stands today.

    `now` is where the person stands in whose record the line is: None if that is somebody else.
    """

    draft: RefundDraft
    account: Account
    line: CreditedLine
    now: Situation | None
    month: MonthFacts

    @property
    def reason(self) -> RefundReason | None:
        """What is wrong, once it is said."""
        return RefundReason(self.draft.reason) if self.draft.reason else None

    @property
    def amount(self) -> int:
        """How much the reason claims."""
        return claimable(self.reason, self.line.paid, self.month) if self.reason else self.line.paid.left

    @property
    def proof(self) -> Proof | None:
        """What has to be attached."""
        if self.reason is None:
            return None
        shown = is_borne_out(self.reason, self.line.paid, self.month)
        return proof_needed(self.reason, shown)

    @cached_property
    def proofs(self) -> list[ProofFile]:
        """What is attached so far."""
        return list(drafts.proofs(self.draft, self.account))

    def obstacles(self, *, consents: bool) -> tuple[Obstacle, ...]:
        """What the Fund would refuse."""
        claim = drafts.claim(self.draft, consents=consents, proofs=len(self.proofs))
        return obstacles(claim, self.line.paid, self.month)

    def pages(self) -> tuple[str, ...]:
        """The pages that this request takes: most need no proof, and until the reason is known it is not counted.

        What is attached goes with the request, so that it is shown while it is there, needed or not.
        """
        return PAGES if self.proof or self.proofs else USUAL_PAGES

    def is_unanswered(self, page: str) -> bool:
        """Is something still to be said on this page?"""
        return {
            WHAT: self.reason is None,
            PROOF: self.proof is not None and not self.proofs,
            ACCOUNT: not self.draft.way,
            PHONE: not self.draft.phone,
        }.get(page, False)


def of_draft(view: View) -> View:
    """A step of a request: the view gets what is begun, and whether the form that was sent is older than it."""

    @form_of_person
    @wraps(view)
    def step(request: HttpRequest, person: Person) -> HttpResponse:
        begun = as_begun(request.user, person)
        try:
            if begun is None or (request.method == "POST" and not made(begun.draft, request.POST)):
                raise drafts.Outdated
            return view(request, begun, is_outdated=False)
        except drafts.Outdated:
            return _as_it_stands(request, person, view)

    return step


def as_begun(account: Account, person: Person) -> Begun | None:
    """The draft of an account with all that is known of it; None if there is none, or its line cannot be claimed."""
    draft, today = drafts.of(account), clock.today()
    line = history.line_for_refund(draft.contribution_id, person, today) if draft else None
    if line is None or why_not_refundable(line.paid, today):
        return None
    if not line.paid.is_own_record:
        return Begun(draft, account, line, None, history.month_facts_of(line, today, settings.LAW))
    now = history.situation_of(line, today, settings.LAW)
    return Begun(draft, account, line, now, month_facts(now, line.paid))


def go_on(request: HttpRequest, begun: Begun, page: str) -> HttpResponse:
    """To the next page; whoever came from the check page goes back there, past what is still unanswered."""
    pages = begun.pages()
    following = pages[pages.index(page) + 1 :]
    if not is_from_check(request):
        return see_other(request, following[0])
    following = [one for one in following if one == CHECK or begun.is_unanswered(one)]
    return see_other(request, following[0], query="" if following[0] == CHECK else THEN_CHECK)


def is_from_check(request: HttpRequest) -> bool:
    """Did somebody come from the check page to change one answer?"""
    return request.GET.get("then") == "check"


def page(request: HttpRequest, begun: Begun, name: str, *, is_outdated: bool) -> dict[str, Any]:
    """What each page shows: the draft it is made of, where one is, and the way back."""
    pages = begun.pages()
    before = CHECK if is_from_check(request) else pages[pages.index(name) - 1]
    return {"made_of": begun.draft, "is_outdated": is_outdated, "back": before, **count(pages, name)}


def count(pages: tuple[str, ...], name: str) -> dict[str, Any]:
    """Which step of how many it is, and a dash for each of them."""
    at = pages.index(name)
    looks = ["is-done"] * at + ["is-now"] + [""] * (len(pages) - at - 1)
    return {"step": at + 1, "steps": len(pages), "dashes": looks}


def _as_it_stands(request: HttpRequest, person: Person, view: View) -> HttpResponse:
    """What was sent with this form; or the draft as it is by now; or, if there is none, the page to begin on."""
    sent = drafts.request_of(request.user, request.POST)
    if sent is not None:
        return see_other(request, "refund", number=sent.number)
    begun = as_begun(request.user, person)
    return view(request, begun, is_outdated=True) if begun else see_other(request, WHICH)
