"""The settings of production, and one address more: a view that does nothing, to measure the others against."""

from portal.settings import *  # noqa: F403 - all of them, and one that differs

ROOT_URLCONF = "tests.bench.served_urls"
