"""The door for gunicorn and other web servers: `gunicorn ehcp.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehcp.settings")

application = get_wsgi_application()
