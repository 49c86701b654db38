#!/usr/bin/env bash
# github.com/okta/okta-sdk-golang/v6 v6.0.3 (Go, Okta's SDK): after a 429 a request is sent again without its query.
#
# Okta answers 429 when a rate limit is reached; the SDK waits and asks again by itself. Seen, signed in with a private key (the way of a service
# app): the second try has the path alone. So a search for one department is answered with everybody, a page after the first is the first one
# again, and a person who was to be made without being activated (`activate=false`) is activated, for that is Okta's default. No error: the caller
# gets an ordinary answer. With an API token (SSWS) the query is kept. Each try is signed anew since 6.0.2 (pull request 562 of
# okta/okta-sdk-golang). The README names two tries as the default; 6.0.3 makes none unless it is told to, so the script tells it.
# Output:
# > PrivateKey, search: GET /api/v1/users?limit=200&search=profile.department eq "Maths" -> 429
# > PrivateKey, search: GET /api/v1/users -> 200
# > PrivateKey, later page: GET /api/v1/apps/0oaexample/users?after=two -> 429
# > PrivateKey, later page: GET /api/v1/apps/0oaexample/users -> 200
# > PrivateKey, create: POST /api/v1/users?activate=false -> 429
# > PrivateKey, create: POST /api/v1/users -> 200
# > SSWS, search: GET /api/v1/users?limit=200&search=profile.department eq "Maths" -> 429
# > SSWS, search: GET /api/v1/users?limit=200&search=profile.department eq "Maths" -> 200
# Needs Go 1.25 or newer.
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

go 1.25

require github.com/okta/okta-sdk-golang/v6 v6.0.3
MOD
cat >main.go <<'GO'
package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"time"

	"github.com/okta/okta-sdk-golang/v6/okta"
)

var name string
var tries int

func answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path == "/oauth2/v1/token" {
		fmt.Fprint(w, `{"token_type":"Bearer","access_token":"example","expires_in":3600,"scope":"okta.users.manage"}`)
		return
	}
	tries++
	status, body := http.StatusOK, "[]"
	if tries == 1 {
		status, body = http.StatusTooManyRequests, `{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests."}`
		w.Header().Set("X-Rate-Limit-Limit", "600")
		w.Header().Set("X-Rate-Limit-Remaining", "0")
		w.Header().Set("X-Rate-Limit-Reset", strconv.FormatInt(time.Now().Unix(), 10))
	} else if r.Method == http.MethodPost {
		body = `{"id":"00uexample","status":"STAGED","profile":{"login":"ada@example.com"}}`
	}
	asked, _ := url.QueryUnescape(r.URL.RequestURI())
	fmt.Printf("%s: %s %s -> %d\n", name, r.Method, asked, status)
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

func ask(what string, call func() error) {
	name, tries = what, 0
	if err := call(); err != nil {
		fmt.Printf("%s: %v\n", what, err)
	}
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(answer))
	defer server.Close()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		log.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	common := []okta.ConfigSetter{okta.WithOrgUrl(server.URL), okta.WithTestingDisableHttpsCheck(true), okta.WithRateLimitMaxRetries(2), okta.WithRateLimitMaxBackOff(30)}
	modes := map[string][]okta.ConfigSetter{
		"PrivateKey": {okta.WithAuthorizationMode("PrivateKey"), okta.WithClientId("0oaservice"), okta.WithScopes([]string{"okta.users.manage"}),
			okta.WithPrivateKey(string(text)), okta.WithPrivateKeyId("example")},
		"SSWS": {okta.WithToken("example")},
	}
	ctx := context.Background()
	client := func(mode string) *okta.APIClient {
		config, err := okta.NewConfiguration(append(common, modes[mode]...)...)
		if err != nil {
			log.Fatal(err)
		}
		config.Host = server.Listener.Addr().String() // WithOrgUrl takes the address without its port
		return okta.NewAPIClient(config)
	}
	search := func(c *okta.APIClient) func() error {
		return func() error {
			_, _, err := c.UserAPI.ListUsers(ctx).Search(`profile.department eq "Maths"`).Limit(200).Execute()
			return err
		}
	}
	c := client("PrivateKey")
	ask("PrivateKey, search", search(c))
	ask("PrivateKey, later page", func() error {
		_, _, err := c.ApplicationUsersAPI.ListApplicationUsers(ctx, "0oaexample").After("two").Execute()
		return err
	})
	ask("PrivateKey, create", func() error {
		body := okta.NewCreateUserRequest(*okta.NewUserProfile())
		_, _, err := c.UserAPI.CreateUser(ctx).Activate(false).Body(*body).Execute()
		return err
	})
	ask("SSWS, search", search(client("SSWS")))
}
GO
go mod tidy 2>/dev/null || exit 2
go build -p 1 -o run . || exit 2
env -i HOME="$dir" ./run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
