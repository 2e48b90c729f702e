"""How gunicorn runs the portal: `gunicorn portal.wsgi --config deploy/gunicorn.conf.py`.

docs/operations.md says why gunicorn.

The number of workers comes from WEB_CONCURRENCY. Each thread keeps one connection to the database, so PostgreSQL's
`max_connections` has to be above workers × threads × 2: during a reload there are two generations for a moment.
"""

import os

# Each version listens in its own folder; the proxy asks the one that /opt/jarna/current leads to.
bind = "unix:var/portal.sock"

workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * (os.cpu_count() or 1))
worker_class = "gthread"
threads = 4
backlog = 2048

timeout = 60  # a worker whose main thread is stuck is killed; a slow request in another thread is not
graceful_timeout = 300  # at a reload, for the longest upload that is being posted
max_requests = 20_000  # a worker is renewed now and then, and not all at once
max_requests_jitter = 2_000

worker_tmp_dir = "/dev/shm"  # noqa: S108 - a heartbeat that no disk can hold up
control_socket_disable = True  # signals do
forwarded_allow_ips = ""  # Django decides whom to believe (TRUSTED_PROXY), gunicorn nobody

# No access log here: the proxy has one, without queries. What gunicorn says is stripped as the portal's lines are.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "portal.logs.WithoutIin",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {"without_query": {"()": "portal.logs.WithoutQuery"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_query"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
