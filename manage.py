#!/usr/bin/env python
"""The command line of the portal: `python manage.py help` lists what it can do."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; settings that make no sense end in one line, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["DEMO"] = "on"
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"{sys.argv[0]}: {problem}")


if __name__ == "__main__":
    main()
