#!/usr/bin/env bash
# scim2-filter-parser 0.7.0 (PyPI): `a or b and c` is read as `(a or b) and c`.
#
# RFC 7644, section 3.4.2.2: "and" binds more tightly than "or". The library's own comments say so too, yet its tree and the SQL that
# it makes group from the left. Seen on SQLite with the SQL as the library made it: a filter that has to find the inactive owner too leaves
# the owner out, silently. With explicit brackets the answer is right, which is the way out for a client.
# Output:
# > userName eq "owner@example.com" or userName sw "a" and active eq true -> ada@example.com
# > userName eq "owner@example.com" or (userName sw "a" and active eq true) -> ada@example.com, owner@example.com
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
python3 -m venv env || exit 2
env/bin/pip install --quiet --disable-pip-version-check scim2-filter-parser==0.7.0 || exit 2
cat >run.py <<'PY'
import sqlite3

from scim2_filter_parser.queries.sql import SQLQuery

base = sqlite3.connect(":memory:")
base.execute("create table users (username text, active text)")
base.executemany("insert into users values (?, ?)", [("owner@example.com", "FALSE"), ("ada@example.com", "TRUE"), ("alan@example.com", "FALSE")])


def find(text):
    query = SQLQuery(text, "users", {("userName", None, None): "users.username", ("active", None, None): "users.active"})
    found = sorted(row[0] for row in base.execute(query.sql.replace("%s", "?"), query.params))
    print(f"{text} -> {', '.join(found)}")


find('userName eq "owner@example.com" or userName sw "a" and active eq true')
find('userName eq "owner@example.com" or (userName sw "a" and active eq true)')
PY
env/bin/python run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
