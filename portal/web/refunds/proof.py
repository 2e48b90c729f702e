"""Step 3, where the record does not show the mistake by itself: the document that does, or what is attached already."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from payments import ledger
from payments.ledger import MOST_PROOFS
from portal.proofs import store
from portal.proofs.faults import ProofRefused
from portal.proofs.upload import with_proofs
from portal.statement import refund_preview
from portal.web.pay.drafts import read_key
from portal.web.pay.step import see_other
from portal.web.refunds import drafts
from portal.web.refunds.step import PROOF, THEN_CHECK, WHAT, Begun, go_on, is_from_check, of_draft, page
from portal.words import proofs as proof_words
from portal.words import refunds as words

FIELD = "file"


@with_proofs
@of_draft
def proof(request: HttpRequest, begun: Begun, *, is_outdated: bool) -> HttpResponse:
    """Attach files, remove them, go on; where nothing has to be proved, and nothing is attached, there is none."""
    if begun.proof is None and not begun.proofs:
        return go_on_without(request, begun)
    if request.method != "POST" or is_outdated:
        return show(request, begun, [], status=409 if is_outdated else 200)
    if "remove" in request.POST:
        return remove(request, begun)
    faults = attach(request, begun.draft.key) if begun.proof else []
    if not faults and not begun.proofs:
        faults = [nothing_chosen()]
    if faults:
        return show(request, begun, faults, status=422)
    return go_on(request, begun, PROOF) if "continue" in request.POST else again(request)


def go_on_without(request: HttpRequest, begun: Begun) -> HttpResponse:
    """To the page that follows the reason, or to the reason while there is none."""
    return go_on(request, begun, WHAT) if begun.reason else see_other(request, WHAT)


def attach(request: HttpRequest, key: UUID) -> list[str]:
    """Keep what was sent along, each file by itself; what is wrong, in words."""
    faults = []
    for uploaded in request.FILES.getlist(FIELD):
        try:
            store.keep(key, request.user.actor, uploaded)
        except ProofRefused as refused:
            faults.append(proof_words.fault(refused.fault))
        except ledger.Refused as refused:
            faults.append(proof_words.unkeepable(refused.reason))
    return faults


def nothing_chosen() -> str:
    """What to say to whoever attaches nothing."""
    return _("Choose a file, and attach it.")


def remove(request: HttpRequest, begun: Begun) -> HttpResponse:
    """Let go of one of the files."""
    name = read_key(request.POST["remove"])
    store.remove(get_object_or_404(drafts.proofs(begun.draft, request.user), name=name), request.user.actor)
    return again(request)


def again(request: HttpRequest) -> HttpResponse:
    """The same page, with the files as they are by now."""
    return see_other(request, PROOF, query=THEN_CHECK if is_from_check(request) else "")


def show(request: HttpRequest, begun: Begun, faults: list[str], *, status: int) -> HttpResponse:
    """What is asked for, why, and what is attached so far."""
    context: dict[str, Any] = page(request, begun, PROOF, is_outdated=status == 409) | {
        "what": words.proof(begun.proof),
        "why": words.proof_why(begun.proof),
        "files": refund_preview.files(begun.proofs),
        "hint": proof_words.hint(),
        "has_room": begun.proof is not None and len(begun.proofs) < MOST_PROOFS,
        "faults": faults,
        "errors": [{"text": fault, "href": f"#id_{FIELD}"} for fault in faults],
    }
    return render(request, "web/refunds/proof.html", context, status=status)
