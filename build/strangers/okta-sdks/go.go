// Okta's Go SDK v5 against a practice org: a set-up's calls, in a set-up's order, through the SDK's proxy setting.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/okta/okta-sdk-golang/v5/okta"
)

var good int
var bad []string

func step(name string, wants int, resp *okta.APIResponse, err error, ok bool) {
	status := 0
	if resp != nil && resp.Response != nil {
		status = resp.StatusCode
	}
	if wants == 0 && err == nil && ok || wants != 0 && err != nil && status == wants {
		good++
		return
	}
	bad = append(bad, fmt.Sprintf("%s: status %d ok %v %v", name, status, ok, err))
}

func main() {
	org, _ := url.Parse(os.Getenv("ORG_URL"))
	config, err := okta.NewConfiguration(okta.WithOrgUrl("http://practice.okta.com"), okta.WithToken(os.Getenv("TOKEN")),
		okta.WithTestingDisableHttpsCheck(true), okta.WithCache(false),
		okta.WithHttpClientPtr(&http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(org)}}))
	if err != nil {
		panic(err)
	}
	c := okta.NewAPIClient(config)
	ctx := context.Background()
	acs := "https://app.oktopost.com/auth/acs"
	signOn := okta.NewSamlApplicationSettingsSignOnWithDefaults()
	signOn.SetSsoAcsUrl(acs)
	signOn.SetRecipient(acs)
	signOn.SetDestination(acs)
	signOn.SetAudience("urn:oktopost:sp")
	signOn.SetIdpIssuer("http://www.okta.com/${org.externalKey}")
	signOn.SetSubjectNameIdTemplate("${user.userName}")
	signOn.SetResponseSigned(true)
	signOn.SetAssertionSigned(true)
	signOn.SetHonorForceAuthn(true)
	signOn.SetRequestCompressed(false)
	signOn.SetAllowMultipleAcsEndpoints(false)
	signOn.SetSignatureAlgorithm("RSA_SHA256")
	signOn.SetDigestAlgorithm("SHA256")
	settings := okta.NewSamlApplicationSettingsWithDefaults()
	settings.SetSignOn(*signOn)
	app := okta.NewSamlApplicationWithDefaults()
	app.SetLabel("By Go")
	app.SetSignOnMode("SAML_2_0")
	app.SetSettings(*settings)
	body := okta.ListApplications200ResponseInner{SamlApplication: app}
	made, resp, err := c.ApplicationAPI.CreateApplication(ctx).Application(body).Execute()
	step("create app", 0, resp, err, err == nil && made.SamlApplication != nil)
	if err != nil {
		fmt.Println(bad)
		os.Exit(1)
	}
	id := made.SamlApplication.GetId()
	got, resp, err := c.ApplicationAPI.GetApplication(ctx, id).Execute()
	step("get app", 0, resp, err, err == nil && got.SamlApplication.GetLabel() == "By Go")
	list, resp, err := c.ApplicationAPI.ListApplications(ctx).Q("By").Execute()
	step("list apps", 0, resp, err, len(list) == 1)
	got.SamlApplication.SetLabel("By Go 2")
	put, resp, err := c.ApplicationAPI.ReplaceApplication(ctx, id).Application(*got).Execute()
	step("replace app", 0, resp, err, err == nil && put.SamlApplication.GetLabel() == "By Go 2")
	keys, resp, err := c.ApplicationCredentialsAPI.ListApplicationKeys(ctx, id).Execute()
	step("list keys", 0, resp, err, len(keys) == 1)
	key, resp, err := c.ApplicationCredentialsAPI.GenerateApplicationKey(ctx, id).ValidityYears(2).Execute()
	step("generate key", 0, resp, err, err == nil && key.GetKty() == "RSA")
	features, resp, err := c.ApplicationFeaturesAPI.ListFeaturesForApplication(ctx, id).Execute()
	_ = features
	step("features", 400, resp, err, true)
	_, resp, err = c.ApplicationConnectionsAPI.GetDefaultProvisioningConnectionForApplication(ctx, id).Execute()
	step("connection", 0, resp, err, true)
	_, resp, err = c.SchemaAPI.GetApplicationUserSchema(ctx, id).Execute()
	step("app schema", 0, resp, err, true)
	users, resp, err := c.UserAPI.ListUsers(ctx).Limit(200).Execute()
	step("list users", 0, resp, err, len(users) > 10)
	userId := ""
	for _, u := range users {
		profile := u.GetProfile()
		if profile.GetFirstName() == "Bruno" && u.GetStatus() == "ACTIVE" {
			userId = u.GetId()
		}
	}
	_, resp, err = c.UserAPI.GetUser(ctx, userId).Execute()
	step("get user", 0, resp, err, true)
	request := *okta.NewAppUserAssignRequest(userId)
	_, resp, err = c.ApplicationUsersAPI.AssignUserToApplication(ctx, id).AppUser(request).Execute()
	step("assign", 0, resp, err, true)
	_, resp, err = c.ApplicationUsersAPI.AssignUserToApplication(ctx, id).AppUser(request).Execute()
	step("assign twice", 409, resp, err, true)
	appUser, resp, err := c.ApplicationUsersAPI.GetApplicationUser(ctx, id, userId).Execute()
	step("get app user", 0, resp, err, err == nil && appUser.GetScope() == "USER")
	appUsers, resp, err := c.ApplicationUsersAPI.ListApplicationUsers(ctx, id).Expand("user").Execute()
	step("list app users", 0, resp, err, len(appUsers) == 1)
	groups, resp, err := c.GroupAPI.ListGroups(ctx).Execute()
	step("list groups", 0, resp, err, len(groups) > 0)
	groupId := groups[0].GetId()
	_, resp, err = c.ApplicationGroupsAPI.AssignGroupToApplication(ctx, id, groupId).ApplicationGroupAssignment(*okta.NewApplicationGroupAssignment()).Execute()
	step("assign group", 0, resp, err, true)
	assigned, resp, err := c.ApplicationGroupsAPI.ListApplicationGroupAssignments(ctx, id).Execute()
	step("list group assignments", 0, resp, err, len(assigned) == 1)
	resp, err = c.ApplicationGroupsAPI.UnassignApplicationFromGroup(ctx, id, groupId).Execute()
	step("unassign group", 0, resp, err, true)
	mappings, resp, err := c.ProfileMappingAPI.ListProfileMappings(ctx).TargetId(id).Execute()
	step("list mappings", 0, resp, err, len(mappings) >= 1)
	_, resp, err = c.ProfileMappingAPI.GetProfileMapping(ctx, mappings[0].GetId()).Execute()
	step("get mapping", 0, resp, err, true)
	resp, err = c.ApplicationUsersAPI.UnassignUserFromApplication(ctx, id, userId).Execute()
	step("unassign", 0, resp, err, true)
	log, resp, err := c.SystemLogAPI.ListLogEvents(ctx).Filter(`target.id eq "` + id + `"`).Execute()
	step("log", 0, resp, err, len(log) > 0)
	resp, err = c.ApplicationAPI.DeleteApplication(ctx, id).Execute()
	step("delete active", 403, resp, err, true)
	resp, err = c.ApplicationAPI.DeactivateApplication(ctx, id).Execute()
	step("deactivate", 0, resp, err, true)
	resp, err = c.ApplicationAPI.DeleteApplication(ctx, id).Execute()
	step("delete", 0, resp, err, true)
	_, resp, err = c.ApplicationAPI.GetApplication(ctx, id).Execute()
	step("get deleted", 404, resp, err, true)
	fmt.Printf("%d as wanted, %d not\n", good, len(bad))
	for _, line := range bad {
		fmt.Println("  " + line)
	}
}
