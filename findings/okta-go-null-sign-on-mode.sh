#!/usr/bin/env bash
# github.com/okta/okta-sdk-golang/v5 v5.0.2 (Go): an app whose sign-on mode is null comes back as an empty element, without an error.
#
# Okta's own recorded answers hold such apps (Active Directory). Seen, for a list of two apps of which the first has `"signOnMode": null`: the
# list has two elements and `err` is nil, but the first one's `GetActualInstance()` is nil: id and label are gone, and the list cannot be encoded
# back to JSON. An inventory counts the app and cannot name it.
# On the way there: `WithOrgUrl("http://127.0.0.1:PORT")` drops the port and calls port 80, so a test double or a gateway on another port needs a
# transport that dials the right one, as below.
# Output:
# > dialled 127.0.0.1:80 for an org address with another port
# > err <nil>, 2 apps: <nil> *okta.SamlApplication
# > back to JSON: unexpected end of JSON input
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

require github.com/okta/okta-sdk-golang/v5 v5.0.2
MOD
cat >main.go <<'GO'
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"

	"github.com/okta/okta-sdk-golang/v5/okta"
)

const apps = `[
 {"id":"0oaexample1","name":"active_directory","label":"example.com","status":"ACTIVE","signOnMode":null,"features":[]},
 {"id":"0oaexample2","name":"example_saml","label":"Example","status":"ACTIVE","signOnMode":"SAML_2_0","features":[]}
]`

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("content-type", "application/json")
		_, _ = w.Write([]byte(apps))
	}))
	defer server.Close()
	dialled := ""
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		dialled = address
		return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
	}}
	configuration, err := okta.NewConfiguration(okta.WithOrgUrl(server.URL), okta.WithToken("example"), okta.WithCache(false),
		okta.WithTestingDisableHttpsCheck(true), okta.WithHttpClientPtr(&http.Client{Transport: transport}))
	if err != nil {
		panic(err)
	}
	list, _, err := okta.NewAPIClient(configuration).ApplicationAPI.ListApplications(context.Background()).Execute()
	kinds := ""
	for _, app := range list {
		kinds += fmt.Sprintf(" %T", app.GetActualInstance())
	}
	fmt.Printf("dialled %s for an org address with another port\nerr %v, %d apps:%s\n", dialled, err, len(list), kinds)
	_, err = json.Marshal(list)
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	fmt.Printf("back to JSON: %v\n", err)
}
GO
go mod tidy 2>/dev/null || exit 2
go build -p 1 -o run . || exit 2
env -i PATH="$PATH" HOME="$dir" ./run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
