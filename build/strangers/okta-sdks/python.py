"""Okta's Python SDK against a practice org: a set-up's calls, in a set-up's order. ORG_URL and TOKEN come from the environment."""
import asyncio, os, time
os.environ["OKTA_TESTING_TESTINGDISABLEHTTPSCHECK"] = "true"
import okta.models as m
from okta.client import Client

client = Client({"orgUrl": os.environ["ORG_URL"], "token": os.environ["TOKEN"], "cache": {"enabled": False}})
good, bad = 0, []

async def step(name, call, check=lambda value: True, wants=None):
    """Counts a call as good when it answers what is wanted; `wants` is the HTTP status of a wanted refusal."""
    global good
    try:
        result = await call
        value, error = (result[0], result[-1]) if isinstance(result, tuple) else (result, None)
    except Exception as raised:  # the SDK raises what it cannot read
        value, error = None, raised
    status = getattr(error, "status", None) or getattr(error, "status_code", None)
    if wants is None and error is None and check(value): good += 1
    elif wants is not None and error is not None and (status == wants or str(wants) in str(error)): good += 1
    else: bad.append(f"{name}: {error if error is not None else value!r}"[:400])
    return value

async def main():
    acs = "https://app.oktopost.com/auth/acs"
    email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
    app = m.SamlApplication(label="By Python", sign_on_mode="SAML_2_0",
        visibility=m.ApplicationVisibility(hide=m.ApplicationVisibilityHide(i_os=False, web=False)),
        settings=m.SamlApplicationSettings(sign_on=m.SamlApplicationSettingsSignOn(
            sso_acs_url=acs, recipient=acs, destination=acs, audience="urn:oktopost:sp",
            idp_issuer="http://www.okta.com/${org.externalKey}", subject_name_id_template="${user.userName}",
            subject_name_id_format=email, response_signed=True, assertion_signed=True, signature_algorithm="RSA_SHA256",
            digest_algorithm="SHA256", honor_force_authn=True, request_compressed=False, allow_multiple_acs_endpoints=False,
            authn_context_class_ref="urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport")))
    made = await step("create app", client.create_application(app))
    if made is None: return
    app_id = made.id
    await step("get app", client.get_application(app_id), lambda v: v.label == "By Python")
    await step("list apps", client.list_applications(q="By"), lambda v: len(v) == 1)
    made.label = "By Python 2"
    await step("replace app", client.replace_application(app_id, made), lambda v: v.label == "By Python 2")
    await step("list keys", client.list_application_keys(app_id), lambda v: len(v) == 1)
    key = await step("generate key", client.generate_application_key(app_id, 2), lambda v: v.kty == "RSA")
    if key is not None: await step("get key", client.get_application_key(app_id, key.kid), lambda v: v.kid == key.kid)
    await step("list features", client.list_features_for_application(app_id), wants=400)
    await step("connection", client.get_default_provisioning_connection_for_application(app_id))
    await step("app schema", client.get_application_user_schema(app_id), lambda v: v is not None)
    users = await step("list users", client.list_users(limit=200), lambda v: len(v) > 10) or []
    user = next(u for u in users if u.profile.first_name == "Bruno" and u.status == "ACTIVE")
    await step("get user", client.get_user(user.id), lambda v: v.id == user.id)
    await step("search users", client.list_users(search=f'profile.email eq "{user.profile.email}"'), lambda v: len(v) == 1)
    await step("assign", client.assign_user_to_application(app_id, m.AppUserAssignRequest(id=user.id)), lambda v: v.id == user.id)
    await step("assign twice", client.assign_user_to_application(app_id, m.AppUserAssignRequest(id=user.id)), wants=409)
    await step("get app user", client.get_application_user(app_id, user.id), lambda v: v.scope == "USER")
    await step("list app users", client.list_application_users(app_id, expand="user"), lambda v: len(v) == 1)
    groups = await step("list groups", client.list_groups(), lambda v: len(v) > 0) or []
    if groups: await step("assign group", client.assign_group_to_application(app_id, groups[0].id, m.ApplicationGroupAssignment()))
    await step("list group assignments", client.list_application_group_assignments(app_id), lambda v: len(v) == 1)
    if groups: await step("unassign group", client.unassign_application_from_group(app_id, groups[0].id))
    mappings = await step("list mappings", client.list_profile_mappings(target_id=app_id), lambda v: len(v) >= 1) or []
    if mappings: await step("get mapping", client.get_profile_mapping(mappings[0].id), lambda v: v.id == mappings[0].id)
    await step("unassign", client.unassign_user_from_application(app_id, user.id))
    await step("log", client.list_log_events(filter=f'target.id eq "{app_id}"'), lambda v: len(v) > 0)
    await step("delete active", client.delete_application(app_id), wants=403)
    await step("deactivate", client.deactivate_application(app_id))
    await step("delete", client.delete_application(app_id))
    await step("get deleted", client.get_application(app_id), wants=404)

asyncio.run(main())
print(f"{good} as wanted, {len(bad)} not")
for line in bad: print("  " + line)
