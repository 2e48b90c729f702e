"""The addresses of the citizen's door."""

from django.urls import path, register_converter

from portal.converters import MonthConverter, ReferenceConverter, RefundConverter, YearConverter
from portal.web import about, accesses, home, language, plan, sign_in, statement, tracking
from portal.web.pay import basket, check, months, start, who
from portal.web.refunds import account, answer, overview, phone, proof, proof_file, sheet, what, which
from portal.web.refunds import check as refund_check
from portal.web.refunds import request as refund_request

register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")
register_converter(ReferenceConverter, "reference")
register_converter(RefundConverter, "refund")

urlpatterns = [
    path("", home.home, name="home"),
    path("statement/", statement.statement, name="statement"),
    path("statement/<year:year>/", statement.statement, name="statement_year"),
    path("statement/<month:month>/", statement.month, name="statement_month"),
    path("statement/print/", statement.paper, name="statement_print"),
    path("statement/statement.csv", statement.csv_file, name="statement_csv"),
    path("plan/", plan.plan, name="plan"),
    path("pay/start/", start.start, name="pay_start"),
    path("pay/discard/", start.discard, name="pay_discard"),
    path("pay/who/", who.who, name="pay_who"),
    path("pay/months/", months.months, name="pay_months"),
    path("pay/check/", check.check, name="pay_check"),
    path("pay/<uuid:key>/", basket.basket, name="pay_basket"),
    path("pay/<uuid:key>/slips/", basket.slips, name="pay_slips"),
    path("pay/<uuid:key>/card/", basket.card, name="pay_card"),
    path("pay/<uuid:key>/back/", basket.back, name="pay_back"),
    path("payments/", tracking.payments, name="payments"),
    path("payments/<reference:reference>/", tracking.payment, name="payment"),
    path("payments/<reference:reference>/cancel/", tracking.cancel, name="payment_cancel"),
    path("payments/months.ics", tracking.months_file, name="payments_calendar"),
    path("refunds/", overview.refunds, name="refunds"),
    path("refunds/which/", which.which, name="refund_which"),
    path("refunds/what/", what.what, name="refund_what"),
    path("refunds/instead/<slug:code>/", what.instead, name="refund_instead"),
    path("refunds/proof/", proof.proof, name="refund_proof"),
    path("refunds/account/", account.account, name="refund_account"),
    path("refunds/phone/", phone.phone, name="refund_phone"),
    path("refunds/check/", refund_check.check, name="refund_check"),
    path("refunds/discard/", which.discard, name="refund_discard"),
    path("refunds/<refund:number>/", refund_request.request_page, name="refund"),
    path("refunds/<refund:number>/withdraw/", refund_request.withdraw, name="refund_withdraw"),
    path("refunds/<refund:number>/answer/", answer.answer, name="refund_answer"),
    path("refunds/<refund:number>/sheet/<slug:language>/", sheet.sheet, name="refund_sheet"),
    path("refunds/<refund:number>/proofs/<uuid:name>/", proof_file.proof_file, name="refund_proof_file"),
    path("access/", accesses.accesses, name="accesses"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("open-account/", sign_in.open_account, name="open_account"),
    path("language/", language.change_language, name="language"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("feedback/", about.feedback, name="feedback"),
]
