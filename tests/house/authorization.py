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
ONLY_A_FORM = Row(405, 405, 405, 405)
STAFF = Row(302, 302, 200, 200)
PERMITTED = Row(302, 302, 403, 200)


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


AUTHORIZATION = {
    "/": Row(200, 200, 404, 404),
    "/access/": ONE_S_OWN,
    "/accessibility/": EVERYBODY,
    "/feedback/": EVERYBODY,
    "/language/": ONLY_A_FORM,
    "/open-account/": EVERYBODY,
    "/plan/": EVERYBODY,
    "/privacy/": EVERYBODY,
    "/sign-in/": EVERYBODY,
    "/sign-out/": ONLY_A_FORM,
    "/statement/": ONE_S_OWN,
    "/statement/<month:month>/": ONE_S_OWN,
    "/statement/<year:year>/": ONE_S_OWN,
    "/statement/print/": ONE_S_OWN,
    "/statement/statement.csv": ONE_S_OWN,
    "/staff/": STAFF,
    "/staff/(?P<app_label>auth)/": Row(302, 302, 404, 200),
    "/staff/(?P<url>.*)": Row(302, 302, 404, 404),
    "/staff/autocomplete/": Row(302, 302, 403, 403),
    "/staff/jsi18n/": STAFF,
    "/staff/login/": Row(200, 200, 302, 302),
    "/staff/logout/": Row(302, 302, 405, 405),
    "/staff/password_change/": STAFF,
    "/staff/password_change/done/": STAFF,
    "/staff/r/<path:content_type_id>/<path:object_id>/": Row(302, 302, 404, 404),
    **managed("auth/group"),
}
