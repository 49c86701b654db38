#!/usr/bin/env bash
# github.com/elimity-com/scim v0.0.0-20260728105928-2641426a1539 (Go): two sorts of valid filter never match anybody.
#
# The library parses a filter, checks it against the schema and offers `PassesFilter` to a handler. Seen, for a user who has both values:
#   - `emails.value eq "ada@example.com"`: "the target is not a complex attribute"; the bracket form `emails[value eq "…"]` matches;
#   - `urn:…:enterprise:2.0:User:department eq "Maths"`: told as an attribute that the resource lacks, though the user was stored as
#     the library itself hands it to `Create`, with the extension's values under its URN.
# Both filters pass the check beforehand, so a handler that leaves out whom `PassesFilter` rejects answers 200 with an empty list, and a
# provisioning client that looks somebody up by email or employee number creates a second account.
# Output seen (105 s and 166 s, most of it fetching and compiling):
#   userName eq "ada@example.com": match
#   emails[value eq "ada@example.com"]: match
#   emails.value eq "ada@example.com": no match
#   urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Maths": no match
# Exit: 0 as described, 1 the behaviour changed, others: could not be run. Needs Go 1.24 or newer.
set -euo pipefail
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
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
	"os"

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
	for index, text := range texts {
		validator, err := filter.NewValidator(text, schema.CoreUserSchema(), enterprise)
		if err != nil || validator.Validate() != nil {
			fmt.Println(text, "refused", err)
			os.Exit(1)
		}
		matched := validator.PassesFilter(user) == nil
		fmt.Printf("%s: %s\n", text, map[bool]string{true: "match", false: "no match"}[matched])
		if matched != (index < 2) {
			os.Exit(1)
		}
	}
}
GO
timeout 400 go mod tidy 2>/dev/null
timeout 600 go run -p 1 .
