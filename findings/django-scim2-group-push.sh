#!/usr/bin/env bash
# django-scim2 0.23.0 (PyPI): a PUT of a group renames it and takes no notice of its members; it is answered with 200.
#
# Okta pushes a group to a custom app by PUT, to an app of its catalogue by PATCH (its SCIM 2.0 reference). RFC 7644, section 3.5.1: a PUT replaces
# the resource, members included. Seen, for a group whose only member is Ada:
#   - a PUT that lists Ada and Bob is answered with 200; the new name is stored, Bob is not in the group;
#   - of the PATCH requests in Okta's reference only the one that adds members works: to rename, to take one out by `members[value eq …]` and to
#     replace all of them are answered with 501;
#   - a POST of a group with a member makes the group without the member (201). RFC 7644, section 3.3.
# The package calls itself a partial implementation, which the 501s say and the 200 and 201 do not. An application can put an adapter of its own
# in place of the one that does this. The README names Postgres as the one supported database; the members are left out before any is asked.
# Output:
# > PUT with Ada and Bob: 200, the group is Readers with ada
# > PATCH rename as Okta sends it: 501
# > PATCH remove as Okta sends it: 501
# > PATCH replace members: 501
# > PATCH add members: 200, the group is Readers with ada, bob
# > POST with Ada: 201, the group is Writers with nobody
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 700 bash "$0" inside
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
from django.contrib.auth.models import AbstractUser
from django.db import models
from django_scim.models import AbstractSCIMGroupMixin, AbstractSCIMUserMixin


class Group(AbstractSCIMGroupMixin):
    name = models.CharField(max_length=80)


class User(AbstractSCIMUserMixin, AbstractUser):
    scim_groups = models.ManyToManyField(Group, related_name="user_set")
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
    SCIM_SERVICE_PROVIDER={"NETLOC": "localhost", "AUTHENTICATION_SCHEMES": [], "GROUP_MODEL": "people.models.Group"},
)
django.setup()

from django.core.management import call_command
from django.test import Client
from people.models import Group, User

call_command("migrate", run_syncdb=True, verbosity=0)
client = Client()
client.force_login(User.objects.create(username="okta"))
ada, bob = (User.objects.create(username=name) for name in ("ada", "bob"))
group = Group.objects.create(name="Old")
ada.scim_groups.add(group)


def ask(method, path, body):
    return client.generic(method, f"/scim/v2/{path}", json.dumps(body), content_type="application/scim+json")


def members(*people):
    return [{"value": str(person.id), "display": person.username} for person in people]


def stored(name):
    found = Group.objects.get(name=name)
    people = ", ".join(found.user_set.order_by("id").values_list("username", flat=True))
    return f"the group is {found.name} with {people or 'nobody'}"


def patch(operation):
    body = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [operation]}
    return ask("PATCH", f"Groups/{group.id}", body).status_code


whole = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Readers", "members": members(ada, bob)}
print(f"PUT with Ada and Bob: {ask('PUT', f'Groups/{group.id}', {**whole, 'id': str(group.id)}).status_code}, {stored('Readers')}")
print("PATCH rename as Okta sends it:", patch({"op": "replace", "value": {"id": str(group.id), "displayName": "New"}}))
print("PATCH remove as Okta sends it:", patch({"op": "remove", "path": f'members[value eq "{ada.id}"]'}))
print("PATCH replace members:", patch({"op": "replace", "path": "members", "value": members(ada, bob)}))
print(f"PATCH add members: {patch({'op': 'add', 'path': 'members', 'value': members(bob)})}, {stored('Readers')}")
print(f"POST with Ada: {ask('POST', 'Groups', {**whole, 'displayName': 'Writers', 'members': members(ada)}).status_code}, {stored('Writers')}")
PY
env/bin/python run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
