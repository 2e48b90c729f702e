"""Who may open which address: one row an address, one column a role, the status of a GET in each field.

A page of one's own is not there for anybody else: 404, never 403. To sign in first is 302, what only takes
a form 405.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """What each role gets."""

    nobody: int  # not signed in
    citizen: int
    clerk: int  # staff without any permission
    root: int  # staff with all of them


EVERYBODY = Row(200, 200, 200, 200)
ONE_S_OWN = Row(302, 200, 404, 404)
ONE_S_OWN_IF_THERE = Row(302, 404, 404, 404)
A_STEP_FURTHER = Row(302, 303, 404, 404)  # to where the reader's order stands, or to the plan
ONLY_A_FORM = Row(405, 405, 405, 405)
A_PARTNER_S = Row(401, 401, 401, 401)  # who calls says so by a key, whoever is signed in
STAFF = Row(302, 302, 200, 200)
PERMITTED = Row(302, 302, 403, 200)
PERMITTED_IF_THERE = Row(302, 302, 403, 404)
ONLY_A_STAFF_FORM = Row(302, 302, 405, 405)
NOBODY = Row(302, 302, 403, 403)


def managed(model: str) -> dict[str, Row]:
    """The pages of the admin for one model, asked for a row that is not there, which leads back (302)."""
    return {
        f"/staff/{model}/": PERMITTED,
        f"/staff/{model}/add/": PERMITTED,
        f"/staff/{model}/<path:object_id>/": Row(302, 302, 302, 302),
        f"/staff/{model}/<path:object_id>/change/": Row(302, 302, 403, 302),
        f"/staff/{model}/<path:object_id>/delete/": Row(302, 302, 403, 302),
        f"/staff/{model}/<path:object_id>/history/": Row(302, 302, 302, 302),
    }


def read_only(model: str) -> dict[str, Row]:
    """The same for rows that nobody changes, root included."""
    return managed(model) | {
        f"/staff/{model}/add/": NOBODY,
        f"/staff/{model}/<path:object_id>/delete/": NOBODY,
    }


AUTHORIZATION = {
    "/": Row(200, 200, 404, 404),
    "/access/": ONE_S_OWN,
    "/accessibility/": EVERYBODY,
    "/bank/acquirer/result": ONLY_A_FORM,
    "/bank/kaspi": A_PARTNER_S,
    "/bank/kassa24": A_PARTNER_S,
    "/bank/openapi.json": EVERYBODY,
    "/bank/osmp": A_PARTNER_S,
    "/health/live": EVERYBODY,
    "/health/ready": EVERYBODY,
    "/feedback/": EVERYBODY,
    "/language/": ONLY_A_FORM,
    "/open-account/": EVERYBODY,
    "/pay/<uuid:key>/": ONE_S_OWN_IF_THERE,
    "/pay/<uuid:key>/back/": ONE_S_OWN_IF_THERE,
    "/pay/<uuid:key>/card/": ONLY_A_FORM,
    "/pay/<uuid:key>/slips/": ONE_S_OWN_IF_THERE,
    "/pay/check/": A_STEP_FURTHER,
    "/pay/discard/": ONLY_A_FORM,
    "/pay/months/": A_STEP_FURTHER,
    "/pay/start/": A_STEP_FURTHER,
    "/pay/who/": A_STEP_FURTHER,
    "/payments/": ONE_S_OWN,
    "/payments/<reference:reference>/": ONE_S_OWN_IF_THERE,
    "/payments/<reference:reference>/cancel/": ONE_S_OWN_IF_THERE,
    "/payments/months.ics": ONE_S_OWN,
    "/plan/": EVERYBODY,
    "/privacy/": EVERYBODY,
    "/refunds/": ONE_S_OWN,
    "/refunds/<refund:number>/": ONE_S_OWN_IF_THERE,
    "/refunds/<refund:number>/answer/": ONE_S_OWN_IF_THERE,
    "/refunds/<refund:number>/proofs/<uuid:name>/": ONE_S_OWN_IF_THERE,
    "/refunds/<refund:number>/sheet/<slug:language>/": ONE_S_OWN_IF_THERE,
    "/refunds/<refund:number>/withdraw/": ONE_S_OWN_IF_THERE,
    "/refunds/account/": A_STEP_FURTHER,
    "/refunds/check/": A_STEP_FURTHER,
    "/refunds/discard/": ONLY_A_FORM,
    "/refunds/instead/<slug:code>/": ONE_S_OWN_IF_THERE,
    "/refunds/phone/": A_STEP_FURTHER,
    "/refunds/proof/": A_STEP_FURTHER,
    "/refunds/what/": A_STEP_FURTHER,
    "/refunds/which/": ONE_S_OWN,
    "/sign-in/": EVERYBODY,
    "/sign-out/": ONLY_A_FORM,
    "/statement/": ONE_S_OWN,
    "/statement/<month:month>/": ONE_S_OWN,
    "/statement/<year:year>/": ONE_S_OWN,
    "/statement/print/": ONE_S_OWN,
    "/statement/statement.csv": ONE_S_OWN,
    "/staff/": STAFF,
    "/staff/(?P<app_label>payments|portal|auth)/": Row(302, 302, 404, 200),
    "/staff/(?P<url>.*)": Row(302, 302, 404, 404),
    "/staff/autocomplete/": Row(302, 302, 403, 403),
    "/staff/jsi18n/": STAFF,
    "/staff/login/": Row(200, 200, 302, 302),
    "/staff/logout/": Row(302, 302, 405, 405),
    "/staff/password_change/": STAFF,
    "/staff/password_change/done/": STAFF,
    "/staff/r/<path:content_type_id>/<path:object_id>/": Row(302, 302, 404, 404),
    **managed("auth/group"),
    **managed("payments/partner"),
    **managed("payments/rate"),
    **managed("payments/workdayexception"),
    **managed("portal/account"),
    **read_only("payments/access"),
    **read_only("payments/contribution"),
    **read_only("payments/journalentry"),
    **read_only("payments/linecorrection"),
    **read_only("payments/partnerregistry"),
    **read_only("payments/payeecheck"),
    **read_only("payments/payment"),
    **read_only("payments/payoutanswerfile"),
    **read_only("payments/payoutfile"),
    **read_only("payments/person"),
    **read_only("payments/reconciliationcase"),
    **read_only("payments/refundrequest"),
    **read_only("payments/registryfile"),
    **read_only("payments/registryline"),
    **read_only("payments/suggestion"),
    **read_only("payments/transaction"),
    "/staff/payments/linecorrection/<path:object_id>/confirm/": ONLY_A_STAFF_FORM,
    "/staff/payments/linecorrection/<path:object_id>/withdraw/": ONLY_A_STAFF_FORM,
    "/staff/payments/partner/<path:object_id>/delete/": NOBODY,
    "/staff/payments/partner/<path:object_id>/key/": ONLY_A_STAFF_FORM,
    "/staff/payments/partner/<path:object_id>/revoke/<int:key>/": ONLY_A_STAFF_FORM,
    "/staff/payments/partnerregistry/upload/": PERMITTED,
    "/staff/payments/partnerregistry/upload/<slug:token>/": ONLY_A_STAFF_FORM,
    "/staff/payments/payment/<path:object_id>/return/": PERMITTED_IF_THERE,
    "/staff/payments/payment/search/": PERMITTED,
    "/staff/payments/payoutanswerfile/upload/": PERMITTED,
    "/staff/payments/payoutfile/<path:object_id>/download/": PERMITTED_IF_THERE,
    "/staff/payments/payoutfile/make/": PERMITTED,
    "/staff/payments/person/begin/": ONLY_A_STAFF_FORM,
    "/staff/payments/person/<path:object_id>/change/": PERMITTED_IF_THERE,
    "/staff/payments/person/<path:object_id>/code/": ONLY_A_STAFF_FORM,
    "/staff/payments/person/<path:object_id>/history/": PERMITTED_IF_THERE,
    "/staff/payments/person/<path:object_id>/reason/": PERMITTED_IF_THERE,
    "/staff/payments/reconciliationcase/<path:object_id>/change/": PERMITTED_IF_THERE,
    "/staff/payments/refundrequest/<path:object_id>/change/": PERMITTED_IF_THERE,
    "/staff/payments/refundrequest/<path:object_id>/decide/": PERMITTED_IF_THERE,
    "/staff/payments/refundrequest/<path:object_id>/history/": PERMITTED_IF_THERE,
    "/staff/payments/refundrequest/<path:object_id>/proofs/<uuid:name>/": PERMITTED_IF_THERE,
    "/staff/payments/refundrequest/<path:object_id>/release/": ONLY_A_STAFF_FORM,
    "/staff/payments/refundrequest/<path:object_id>/take/": ONLY_A_STAFF_FORM,
    "/staff/payments/refundrequest/next/": Row(302, 302, 403, 302),
    "/staff/payments/refundrequest/search/": PERMITTED,
    "/staff/payments/registryfile/upload/": PERMITTED,
    "/staff/payments/registryfile/upload/<slug:token>/": ONLY_A_STAFF_FORM,
    "/staff/payments/registryline/<path:object_id>/discard/": PERMITTED_IF_THERE,
    "/staff/payments/registryline/<path:object_id>/mend/": PERMITTED_IF_THERE,
    "/staff/payments/suggestion/<path:object_id>/change/": PERMITTED_IF_THERE,
    "/staff/payments/transaction/<path:object_id>/allocate/": PERMITTED_IF_THERE,
    "/staff/portal/account/<path:object_id>/delete/": NOBODY,
    "/staff/portal/account/<path:object_id>/password/": PERMITTED_IF_THERE,
}
