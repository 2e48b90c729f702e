"""The environment that the tests run in, whatever the shell holds; loaded before Django reads its settings.

DATABASE_URL alone is taken from outside: it says on which database to test.
"""

import os

FROM_OUTSIDE = {"DATABASE_URL"}
OURS = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "SECRET_KEY": "for the tests alone, and long enough for every check of it",
    "DEBUG": "on",  # no https and no collected files; the test runner itself turns DEBUG off again
}
READ_BY_SETTINGS = {
    "SECRET_KEY",
    "DEBUG",
    "DEMO",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "REPLICA_URL",
    "CSRF_TRUSTED_ORIGINS",
    "TRUSTED_PROXY",
    "REGISTRY_DIR",
    "CREDITING_REGISTRIES",
    "ACQUIRER_URL",
    "ACQUIRER_MERCHANT",
    "ACQUIRER_SECRET",
    "LAW_WINDOW",
    "LAW_ARREARS_RATE",
    "LAW_STATE_BREAKS_SIXTY",
    "LAW_GRACE_COUNTS_FROM",
    "REFUND_CHECK_DAYS",
    "REFUND_ANSWER_DAYS",
    "REFUND_REPLY_DAYS",
    "PROOF_DIR",
    "PROOFS_KEPT_DAYS",
    "STATIC_DIR",
}

for name in READ_BY_SETTINGS - FROM_OUTSIDE:
    os.environ.pop(name, None)
os.environ.update(OURS)
