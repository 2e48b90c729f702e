"""What a server such as gunicorn loads. It refuses to start with settings that are wrong, and says which."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()
call_command("check", deploy=True)
