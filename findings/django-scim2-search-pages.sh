#!/usr/bin/env bash
# django-scim2 0.23.0 (PyPI): a search by POST ignores `startIndex` and `count`; the same page by GET is right.
#
# RFC 7644, section 3.4.3: `startIndex` and `count` of a search stand in its body; section 3.4.2.4: a startIndex below 1 is taken for 1. Seen,
# on seven users:
#   - POST /Users/.search asked for a page of three from the fourth answers with all seven from the first; the same page by GET is right;
#   - startIndex=0 is refused with 400.
# Output:
# > POST, startIndex 4, count 3 -> 7 users from 1
# > GET, startIndex 4, count 3 -> 3 users from 4
# > GET, startIndex 0, count 3 -> 400
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
python3 -m venv env || exit 2
env/bin/pip install --quiet --disable-pip-version-check django-scim2==0.23.0 scim2-filter-parser==0.7.0 django==5.2.19 || exit 2
mkdir people
touch people/__init__.py
cat >people/models.py <<'PY'
from django.contrib.auth.models import AbstractUser, Group
from django_scim.models import AbstractSCIMUserMixin


class User(AbstractSCIMUserMixin, AbstractUser):
    @property
    def scim_groups(self):
        return Group.objects.none()
PY
cat >urls.py <<'PY'
from django.urls import include, path

urlpatterns = [path("scim/v2/", include("django_scim.urls"))]
PY
cat >run.py <<'PY'
import json
import logging

import django
from django.conf import settings

logging.disable(logging.CRITICAL)
settings.configure(
    SECRET_KEY="example",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="urls",
    AUTH_USER_MODEL="people.User",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django_scim", "people"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django_scim.middleware.SCIMAuthCheckMiddleware",
    ],
    SCIM_SERVICE_PROVIDER={"NETLOC": "localhost", "AUTHENTICATION_SCHEMES": []},
)
django.setup()

from django.core.management import call_command
from django.test import Client
from people.models import User

call_command("migrate", run_syncdb=True, verbosity=0)
for name in ("ada_l", "adam", "alan", "edith", "grace", "joan", "mary"):
    User.objects.create(username=f"{name}@example.com", email=f"{name}@example.com")
client = Client()
client.force_login(User.objects.first())


def get(**query):
    return client.get("/scim/v2/Users", query)


def page(answer):
    list = json.loads(answer.content)
    return f"{len(list['Resources'])} users from {list['startIndex']}" if answer.status_code == 200 else str(answer.status_code)


search = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "startIndex": 4, "count": 3}
search["filter"] = 'userName co "@example.com"'
posted = client.post("/scim/v2/Users/.search", json.dumps(search), content_type="application/scim+json")
print(f"POST, startIndex 4, count 3 -> {page(posted)}")
print(f"GET, startIndex 4, count 3 -> {page(get(filter=search['filter'], startIndex=4, count=3))}")
print(f"GET, startIndex 0, count 3 -> {page(get(startIndex=0, count=3))}")
PY
env/bin/python run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
