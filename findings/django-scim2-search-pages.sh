#!/usr/bin/env bash
# django-scim2 0.23.0 (PyPI): a search by POST never gets past its first page, and `_` in a filter stands for any character.
#
# RFC 7644, section 3.4.3: `startIndex` and `count` of a search stand in its body; section 3.4.2.4: a startIndex below 1 is taken for 1. Seen,
# on seven users in SQLite:
#   - POST /Users/.search asked for the second page of three answers with all seven from the first: a client that pages gets the same people
#     again on each page (here at most 50, the size that is assumed); the same page by GET is right;
#   - startIndex=0 is refused with 400;
#   - `userName sw "ada_"` finds adam too, for the text goes into a LIKE as it is: whoever cleans up by a prefix of a name hits others;
#   - `active eq true` finds nobody while `not (active eq false)` finds all seven: the word TRUE is compared as a text. That is with SQLite.
# Its ServiceProviderConfig says "filter": not supported, and yet filters are answered with 200; Okta filters without asking.
# Output seen (60 s, most of it pip):
#   POST, startIndex 4, count 3 -> 7 users from 1
#   GET, startIndex 4, count 3 -> 3 users from 4
#   GET, startIndex 0, count 3 -> 400
#   userName sw "ada_" -> ada_l@example.com, adam@example.com
#   active eq true -> 0, not (active eq false) -> 7
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
timeout 500 env/bin/pip install --quiet --disable-pip-version-check django-scim2==0.23.0 scim2-filter-parser==0.7.0 django==5.2.19
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
import sys

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


def found(filter):
    return json.loads(get(filter=filter).content)["Resources"]


def page(answer):
    list = json.loads(answer.content)
    return f"{len(list['Resources'])} users from {list['startIndex']}" if answer.status_code == 200 else str(answer.status_code)


search = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "startIndex": 4, "count": 3}
search["filter"] = 'userName co "@example.com"'
posted = client.post("/scim/v2/Users/.search", json.dumps(search), content_type="application/scim+json")
seen = [
    f"POST, startIndex 4, count 3 -> {page(posted)}",
    f"GET, startIndex 4, count 3 -> {page(get(filter=search['filter'], startIndex=4, count=3))}",
    f"GET, startIndex 0, count 3 -> {page(get(startIndex=0, count=3))}",
    'userName sw "ada_" -> ' + ", ".join(sorted(user["userName"] for user in found('userName sw "ada_"'))),
    f"active eq true -> {len(found('active eq true'))}, not (active eq false) -> {len(found('not (active eq false)'))}",
]
print("\n".join(seen))
right = [
    "POST, startIndex 4, count 3 -> 7 users from 1",
    "GET, startIndex 4, count 3 -> 3 users from 4",
    "GET, startIndex 0, count 3 -> 400",
    'userName sw "ada_" -> ada_l@example.com, adam@example.com',
    "active eq true -> 0, not (active eq false) -> 7",
]
sys.exit(0 if seen == right else 1)
PY
timeout 100 env/bin/python run.py
