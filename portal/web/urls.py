"""The addresses of the citizen's door."""

from django.urls import path, register_converter

from portal.converters import MonthConverter, YearConverter
from portal.web import about, accesses, home, language, plan, sign_in, statement

register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

urlpatterns = [
    path("", home.home, name="home"),
    path("statement/", statement.statement, name="statement"),
    path("statement/<year:year>/", statement.statement, name="statement_year"),
    path("statement/<month:month>/", statement.month, name="statement_month"),
    path("statement/print/", statement.paper, name="statement_print"),
    path("statement/statement.csv", statement.csv_file, name="statement_csv"),
    path("plan/", plan.plan, name="plan"),
    path("access/", accesses.accesses, name="accesses"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("open-account/", sign_in.open_account, name="open_account"),
    path("language/", language.change_language, name="language"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("feedback/", about.feedback, name="feedback"),
]
