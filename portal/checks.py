"""Settings that can be understood and are wrong all the same, each named at start with an id of its own."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_LENGTH = 50  # Django's own measure


@register
def check_settings(app_configs: object, **options: object) -> list[CheckMessage]:
    """Look at everything an operator has set."""
    return [*_secret_key(), *_hosts(), *_debug(), *_registry_dir(), *_acquirer()]


def _secret_key() -> Iterator[CheckMessage]:
    hint = 'python -c "import secrets; print(secrets.token_urlsafe(50))" makes one.'
    try:
        if settings.PRODUCTION and len(settings.SECRET_KEY) < SECRET_KEY_LENGTH:
            short = f"SECRET_KEY has less than {SECRET_KEY_LENGTH} characters."
            yield Error(short, hint=hint, id="portal.E002")
    except ImproperlyConfigured:  # Django's own answer to an empty key
        yield Error("SECRET_KEY is not set.", hint=hint, id="portal.E001")


def _hosts() -> Iterator[CheckMessage]:
    if settings.PRODUCTION and not settings.ALLOWED_HOSTS:
        yield Error(
            "ALLOWED_HOSTS is not set, so every request would be refused.",
            hint="Name the host that people type, for example ALLOWED_HOSTS=jarna.example.",
            id="portal.E003",
        )
    if settings.PRODUCTION and "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS allows every host.", hint="Name the hosts one by one.", id="portal.E004")


def _debug() -> Iterator[CheckMessage]:
    if settings.DEBUG and settings.DEMO:
        hint = "The demo shows what people see: unset DEBUG."
        yield Error("DEBUG and DEMO are both on.", hint=hint, id="portal.E005")


def _registry_dir() -> Iterator[CheckMessage]:
    if not settings.REGISTRY_DIR.is_dir():
        yield Error(f"REGISTRY_DIR is not a folder: {settings.REGISTRY_DIR}", id="portal.E006")


def _acquirer() -> Iterator[CheckMessage]:
    given = (settings.ACQUIRER_URL, settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET)
    if any(given) and not all(given):
        yield Error(
            "Of ACQUIRER_URL, ACQUIRER_MERCHANT and ACQUIRER_SECRET some are set and some are not.",
            hint="Set all three, or none: then nobody is offered to pay by card.",
            id="portal.E008",
        )
    safe = ("https://",) if settings.PRODUCTION else ("https://", "http://")
    if settings.ACQUIRER_URL and not settings.ACQUIRER_URL.startswith(safe):
        yield Error(f"ACQUIRER_URL has to start with {safe[0]}", id="portal.E008")


@register(deploy=True)
def check_static_files(app_configs: object, **options: object) -> list[CheckMessage]:
    """Without the list of hashed names no page can name its style sheet."""
    if getattr(staticfiles_storage, "hashed_files", True):
        return []
    hint = "Run: python manage.py collectstatic"
    return [Error("The static files are not collected.", hint=hint, id="portal.E007")]
