"""The staff's own admin site, and what stands in it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from payments import models
from portal import clock
from portal.models import Account
from portal.staff.accesses import AccessAdmin
from portal.staff.accounts import AccountAdmin, StaffGroupAdmin
from portal.staff.calendar import WorkdayExceptionAdmin
from portal.staff.contributions import ContributionAdmin
from portal.staff.corrections import LineCorrectionAdmin
from portal.staff.journal import JournalAdmin
from portal.staff.lines import RegistryLineAdmin
from portal.staff.notices import notices
from portal.staff.partner_registries import PartnerRegistryAdmin
from portal.staff.partners import PartnerAdmin
from portal.staff.payee_checks import PayeeCheckAdmin
from portal.staff.payment_desk import PaymentAdmin
from portal.staff.payout_answers import PayoutAnswerFileAdmin
from portal.staff.payouts import PayoutFileAdmin
from portal.staff.people import PersonAdmin
from portal.staff.rates import RateAdmin
from portal.staff.reconciliation import ReconciliationCaseAdmin
from portal.staff.refunds.desk import RefundRequestAdmin
from portal.staff.registries import RegistryFileAdmin
from portal.staff.suggestions import SuggestionAdmin
from portal.staff.transactions import TransactionAdmin


class StaffSite(AdminSite):
    """Django's admin under our name, with what waits on its front page."""

    site_header = site_title = _("My MSHI: staff")
    index_title = _("Staff")
    index_template = "admin/front.html"
    site_url = None  # staff have no record of their own to view there

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The front page."""
        waiting = {"notices": list(notices(request.user, clock.today()))}
        return super().index(request, (extra_context or {}) | waiting)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """In the order below, daily work first."""
        order = {model: place for place, (model, _admin) in enumerate(NOUNS)}
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda noun: order[noun["model"]])
        return sorted(apps, key=lambda app: order[app["models"][0]["model"]])


NOUNS = [
    (models.Person, PersonAdmin),
    (models.RefundRequest, RefundRequestAdmin),
    (models.Payment, PaymentAdmin),
    (models.PayoutFile, PayoutFileAdmin),
    (models.PayoutAnswerFile, PayoutAnswerFileAdmin),
    (models.Suggestion, SuggestionAdmin),
    (models.Transaction, TransactionAdmin),
    (models.Partner, PartnerAdmin),
    (models.ReconciliationCase, ReconciliationCaseAdmin),
    (models.PartnerRegistry, PartnerRegistryAdmin),
    (models.RegistryFile, RegistryFileAdmin),
    (models.RegistryLine, RegistryLineAdmin),
    (models.LineCorrection, LineCorrectionAdmin),
    (models.Contribution, ContributionAdmin),
    (models.Rate, RateAdmin),
    (models.WorkdayException, WorkdayExceptionAdmin),
    (models.Access, AccessAdmin),
    (models.JournalEntry, JournalAdmin),
    (models.PayeeCheck, PayeeCheckAdmin),
    (Account, AccountAdmin),
    (Group, StaffGroupAdmin),
]

site = StaffSite()
for noun, noun_admin in NOUNS:
    site.register(noun, noun_admin)
