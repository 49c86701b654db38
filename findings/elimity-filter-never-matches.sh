#!/usr/bin/env bash
# github.com/elimity-com/scim v0.0.0-20260728105928-2641426a1539 (Go): two sorts of valid filter do not match a user who fits them.
#
# The library parses a filter, checks it against the schema and offers `PassesFilter` to a handler. Seen, for a user who has both values:
#   - `emails.value eq "ada@example.com"`: "the target is not a complex attribute"; the bracket form `emails[value eq "…"]` matches;
#   - `urn:…:enterprise:2.0:User:department eq "Maths"`: no match either, with a message about the attribute, though the values of the extension
#     stand under its URN, as RFC 7643, section 3.3 has it.
# Both filters pass the check beforehand, so a handler that leaves out whom `PassesFilter` rejects answers with an empty list and no error.
# Output:
# > userName eq "ada@example.com": match
# > emails[value eq "ada@example.com"]: match
# > emails.value eq "ada@example.com": the target is not a complex attribute
# > urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Maths": the resource does contain the attribute specified in the filter
# Needs Go 1.24 or newer.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 1500 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; chmod -R u+w "$dir"; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
mkdir "$dir/module" && cd "$dir/module"
export GOPATH="$dir/go" GOCACHE="$dir/cache" GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module example

go 1.24

require github.com/elimity-com/scim v0.0.0-20260728105928-2641426a1539
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/elimity-com/scim/filter"
	"github.com/elimity-com/scim/schema"
)

func main() {
	enterprise := schema.ExtensionEnterpriseUser()
	user := map[string]interface{}{
		"userName":    "ada@example.com",
		"emails":      []interface{}{map[string]interface{}{"value": "ada@example.com", "type": "work", "primary": true}},
		enterprise.ID: map[string]interface{}{"department": "Maths"},
	}
	texts := []string{
		`userName eq "ada@example.com"`,
		`emails[value eq "ada@example.com"]`,
		`emails.value eq "ada@example.com"`,
		enterprise.ID + `:department eq "Maths"`,
	}
	for _, text := range texts {
		validator, err := filter.NewValidator(text, schema.CoreUserSchema(), enterprise)
		if err != nil || validator.Validate() != nil {
			fmt.Println(text, "refused before")
			continue
		}
		said := "match"
		if err := validator.PassesFilter(user); err != nil {
			said = err.Error()
		}
		fmt.Printf("%s: %s\n", text, said)
	}
}
GO
go mod tidy 2>/dev/null || exit 2
go build -p 1 -o run . || exit 2
./run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
