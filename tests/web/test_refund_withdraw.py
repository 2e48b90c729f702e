"""A request can be taken back until its review begins."""

import pytest

from payments.models import OpenRefund
from tests.payments.refunds import approved, asked, paid_out, proposed, refused, requested, taken
from tests.web.asking import address_of, page_of, withdrawn
from tests.web.citizens import text_of


def test_until_then_there_is_a_button(asker):
    request = requested()
    assert f'action="{address_of(request)}withdraw/"' in page_of(asker, request).text
    answer = asker.post(f"{address_of(request)}withdraw/")
    assert (answer.status_code, answer.url) == (302, address_of(request))
    assert "You withdrew the request" in text_of(page_of(asker, request))
    assert not OpenRefund.objects.exists()


@pytest.mark.parametrize("made", [taken, asked, proposed, approved, refused, paid_out, withdrawn])
def test_afterwards_there_is_none(asker, made):
    request = made()
    assert "withdraw/" not in page_of(asker, request).text


@pytest.mark.parametrize("made", [taken, asked, proposed, approved, refused, paid_out])
def test_who_is_too_late_reads_why_and_nothing_changes(asker, made):
    request = made()
    before = list(request.steps.values_list("pk", flat=True))
    answer = asker.post(f"{address_of(request)}withdraw/")
    assert answer.status_code == 409
    assert "The request can no longer be withdrawn" in answer.text
    assert list(request.steps.values_list("pk", flat=True)) == before


def test_pressed_twice_it_is_withdrawn_once(asker):
    request = withdrawn()
    assert asker.post(f"{address_of(request)}withdraw/").status_code == 302
    assert request.steps.filter(state="withdrawn").count() == 1


def test_asked_for_without_the_form_it_leads_back(asker):
    request = requested()
    assert asker.get(f"{address_of(request)}withdraw/").url == address_of(request)
    assert "withdrawn" not in page_of(asker, request).text
