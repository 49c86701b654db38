#!/usr/bin/env bash
# scim2-filter-parser 0.7.0 (PyPI): an attribute that is not in the map, or is in it with another case, leaves the SQL without its condition.
#
# SCIM's attribute names are not case-sensitive (RFC 7643, section 2.1), and a server that cannot filter by an attribute answers 400
# invalidFilter (RFC 7644, section 3.12). Seen: `username eq "…"` against a map that says `userName` gives a query with no WHERE at all,
# so one exact name finds the whole table; `userName eq "…" and title eq "…"` with `title` unmapped drops the second half. No error and
# no warning either way. A provisioning client that asks "is there somebody of this name?" then takes a stranger for its match. The way out:
# look at the attributes of a parsed filter before using the SQL.
# Output seen (13 s, most of it pip):
#   userName eq "ada@example.com" -> 1 of 3
#   username eq "ada@example.com" -> 3 of 3
#   active eq true and title eq "Chair" -> 3 of 3
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
base.executemany("insert into users values (?, 'TRUE')", [("ada@example.com",), ("alan@example.com",), ("grace@example.com",)])


def count(text):
    query = SQLQuery(text, "users", {("userName", None, None): "users.username", ("active", None, None): "users.active"})
    found = len(base.execute(query.sql.replace("%s", "?"), query.params).fetchall())
    print(f"{text} -> {found} of 3")
    return found


counts = [count('userName eq "ada@example.com"'), count('username eq "ada@example.com"'), count('active eq true and title eq "Chair"')]
sys.exit(0 if counts == [1, 3, 3] else 1)
PY
timeout 200 env/bin/python run.py
