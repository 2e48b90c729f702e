"""Settings: what an operator gives is understood, or named and refused before anybody is answered."""

import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from payments.rules import facts
from portal.checks import check_settings, check_static_files
from tests.environment import READ_BY_SETTINGS
from tests.house.source import ROOT

PRODUCTION = {"SECRET_KEY": "s" * 50, "ALLOWED_HOSTS": "jarna.example,www.jarna.example"}
ACQUIRER = {
    "ACQUIRER_URL": "https://acquirer.example",
    "ACQUIRER_MERCHANT": "500001",
    "ACQUIRER_SECRET": "secret",
}
POSTGRES = "postgres://jarna:secret@db.example:5433/jarna"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch):
    """Read the settings anew, with this environment and nothing of the tests' own."""

    def loaded(**environment: str) -> dict[str, Any]:
        for name in READ_BY_SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "portal/settings.py"))

    return loaded


def test_production_is_the_default(load) -> None:
    settings = load(**PRODUCTION)
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["jarna.example", "www.jarna.example"]
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["DATABASES"]["default"]["NAME"].endswith("var/jarna.sqlite3")
    assert settings["LAW"] == facts.Settings()


def test_no_secret_has_a_default(load) -> None:
    assert load()["SECRET_KEY"] == ""
    assert load(DEBUG="on")["SECRET_KEY"] == ""


def test_the_demo_has_a_secret_and_a_database_of_its_own(load) -> None:
    settings = load(DEMO="on")
    assert len(settings["SECRET_KEY"]) >= 50
    assert settings["SECRET_KEY"] == load(DEMO="on")["SECRET_KEY"]
    assert settings["DATABASES"]["default"]["NAME"].endswith("var/demo.sqlite3")
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost"]
    assert settings["SESSION_COOKIE_SECURE"] is False


def test_a_database_in_the_environment(load) -> None:
    database = load(DATABASE_URL=POSTGRES + "?sslmode=require", **PRODUCTION)["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "jarna")
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"]["sslmode"] == "require"
    assert "statement_timeout" in database["OPTIONS"]["options"]


def test_another_reading_of_the_law(load) -> None:
    law = load(LAW_WINDOW="before_current", LAW_STATE_BREAKS_SIXTY="off", **PRODUCTION)["LAW"]
    assert law == facts.Settings(window=facts.Window.BEFORE_CURRENT, state_breaks_sixty=False)


def test_some_registries_credit_and_the_others_are_compared(load) -> None:
    assert load(**PRODUCTION)["CREDITING_REGISTRIES"] == ("csv", "camt054", "mt102")
    assert load(CREDITING_REGISTRIES="mt102, csv", **PRODUCTION)["CREDITING_REGISTRIES"] == ("mt102", "csv")


def test_an_acquirer_in_the_environment(load) -> None:
    none, set_up = load(**PRODUCTION), load(**PRODUCTION, **ACQUIRER)
    assert {name: none[name] for name in ACQUIRER} == dict.fromkeys(ACQUIRER, "")
    assert {name: set_up[name] for name in ACQUIRER} == ACQUIRER


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DEBUG": "ture"}, "DEBUG is 'ture': it may be on or off"),
        ({"TRUSTED_PROXY": "yes"}, "TRUSTED_PROXY is 'yes'"),
        ({"LAW_WINDOW": "next"}, "LAW_WINDOW is 'next': it may be ending_current or before_current"),
        ({"LAW_ARREARS_RATE": "x"}, "LAW_ARREARS_RATE is 'x'"),
        ({"CREDITING_REGISTRIES": "csv,"}, "CREDITING_REGISTRIES is 'csv,': it may hold csv, camt054, mt102"),
        ({"CREDITING_REGISTRIES": "categories"}, "CREDITING_REGISTRIES is 'categories'"),
        ({"LAW_GRACE_COUNTS_FROM": "x"}, "LAW_GRACE_COUNTS_FROM is 'x'"),
        ({"LAW_STATE_BREAKS_SIXTY": "2"}, "LAW_STATE_BREAKS_SIXTY is '2'"),
        ({"DATABASE_URL": "mysql://db.example/jarna"}, "DATABASE_URL has to start with postgres://"),
        ({"DATABASE_URL": "postgres://jarna:sec/ret@db.example/jarna"}, "DATABASE_URL cannot be read"),
        (
            {"DEMO": "on", "SECRET_KEY": "x"},
            "The demo does not run with production settings: unset SECRET_KEY",
        ),
        ({"DEMO": "on", "ALLOWED_HOSTS": "jarna.example"}, "unset ALLOWED_HOSTS"),
        ({"DEMO": "on", "DATABASE_URL": POSTGRES}, "unset DATABASE_URL"),
    ],
)
def test_nonsense_is_refused_by_name(load, environment: dict[str, str], words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words) as refusal:
        load(**environment)
    assert "sec/ret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("wrong", "ids"),
    [
        ({}, []),
        ({"SECRET_KEY": ""}, ["portal.E001"]),
        ({"SECRET_KEY": "short"}, ["portal.E002"]),
        ({"ALLOWED_HOSTS": []}, ["portal.E003"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["portal.E004"]),
        ({"DEBUG": True, "DEMO": True}, ["portal.E005"]),
        ({"REGISTRY_DIR": ROOT / "nowhere"}, ["portal.E006"]),
        (ACQUIRER, []),
        (ACQUIRER | {"ACQUIRER_SECRET": ""}, ["portal.E008"]),
        ({"ACQUIRER_SECRET": "secret"}, ["portal.E008"]),
        (ACQUIRER | {"ACQUIRER_URL": "http://acquirer.example"}, ["portal.E008"]),
        (ACQUIRER | {"ACQUIRER_URL": "http://acquirer.example", "PRODUCTION": False}, []),
        (ACQUIRER | {"ACQUIRER_URL": "acquirer.example", "PRODUCTION": False}, ["portal.E008"]),
        ({"SECRET_KEY": "", "ALLOWED_HOSTS": []}, ["portal.E001", "portal.E003"]),
    ],
)
def test_what_is_wrong_is_named_at_start(settings, wrong: dict[str, Any], ids: list[str]) -> None:
    right = {"PRODUCTION": True, "SECRET_KEY": "s" * 50, "ALLOWED_HOSTS": ["jarna.example"]}
    for name, value in (right | wrong).items():
        setattr(settings, name, value)
    assert [message.id for message in check_settings(None)] == ids


def test_static_files_that_were_not_collected_are_named(settings, tmp_path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    assert [message.id for message in check_static_files(None)] == ["portal.E007"]


def test_every_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    read = {name for name in READ_BY_SETTINGS if f"| `{name}` |" in readme}
    assert read == READ_BY_SETTINGS
