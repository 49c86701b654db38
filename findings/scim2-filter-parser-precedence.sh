#!/usr/bin/env bash
# scim2-filter-parser 0.7.0 (PyPI): `a or b and c` is read as `(a or b) and c`.
#
# RFC 7644, section 3.4.2.2: "and" binds more tightly than "or". The library's own comments say so too, yet its tree and the SQL that
# it makes group from the left. Seen on SQLite with the SQL as the library made it: a filter that has to find the
# inactive owner finds nobody, silently. With explicit brackets the answer is right, which is the way out for a client.
# Output seen (12 s, most of it pip):
#   userName eq "owner@example.com" or userName sw "a" and active eq true -> ada@example.com
#   userName eq "owner@example.com" or (userName sw "a" and active eq true) -> ada@example.com, owner@example.com
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
timeout 500 env/bin/pip install --quiet --disable-pip-version-check scim2-filter-parser==0.7.0
cat >run.py <<'PY'
import sqlite3, sys

from scim2_filter_parser.queries.sql import SQLQuery

base = sqlite3.connect(":memory:")
base.execute("create table users (username text, active text)")
base.executemany("insert into users values (?, ?)", [("owner@example.com", "FALSE"), ("ada@example.com", "TRUE"), ("alan@example.com", "FALSE")])


def find(text):
    query = SQLQuery(text, "users", {("userName", None, None): "users.username", ("active", None, None): "users.active"})
    found = sorted(row[0] for row in base.execute(query.sql.replace("%s", "?"), query.params))
    print(f"{text} -> {', '.join(found)}")
    return found


bare = find('userName eq "owner@example.com" or userName sw "a" and active eq true')
grouped = find('userName eq "owner@example.com" or (userName sw "a" and active eq true)')
sys.exit(0 if (bare, grouped) == (["ada@example.com"], ["ada@example.com", "owner@example.com"]) else 1)
PY
timeout 200 env/bin/python run.py
