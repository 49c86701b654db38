import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.*;
import com.okta.sdk.resource.client.*;
import com.okta.sdk.resource.model.*;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Okta's Java SDK against a practice org: a set-up's calls, in a set-up's order. */
public class Run {
  static int good = 0;
  static List<String> bad = new ArrayList<>();

  static <T> T step(String name, Callable<T> call, Predicate<T> check, int wants) {
    T value = null;
    try {
      value = call.call();
      if (wants == 0 && check.test(value)) good++;
      else bad.add(name + ": " + value);
    } catch (ApiException error) {
      if (wants != 0 && error.getCode() == wants) good++;
      else bad.add(name + ": " + error.getCode() + " " + error.getMessage() + " " + error.getResponseBody());
    } catch (Exception error) {
      bad.add(name + ": " + error);
    }
    return value;
  }
  static <T> T step(String name, Callable<T> call, Predicate<T> check) { return step(name, call, check, 0); }
  interface Work { void run() throws Exception; }
  static void done(String name, Work work, int wants) { step(name, () -> { work.run(); return true; }, x -> true, wants); }

  public static void main(String[] args) throws Exception {
    ApiClient client = Clients.builder().setOrgUrl(System.getenv("ORG_URL"))
        .setClientCredentials(new TokenClientCredentials(System.getenv("TOKEN"))).build();
    ApplicationApi apps = new ApplicationApi(client);
    String acs = "https://app.oktopost.com/auth/acs";
    SamlApplicationSettingsSignOn signOn = new SamlApplicationSettingsSignOn();
    signOn.ssoAcsUrl(acs).recipient(acs).destination(acs).audience("urn:oktopost:sp")
        .idpIssuer("http://www.okta.com/${org.externalKey}").subjectNameIdTemplate("${user.userName}")
        .responseSigned(true).assertionSigned(true).honorForceAuthn(true).requestCompressed(false)
        .allowMultipleAcsEndpoints(false).signatureAlgorithm("RSA_SHA256")
        .digestAlgorithm("SHA256");
    SamlApplicationSettings settings = new SamlApplicationSettings();
    settings.signOn(signOn);
    SamlApplication body = new SamlApplication();
    body.settings(settings);
    body.label("By Java");
    body.signOnMode(ApplicationSignOnMode.SAML_2_0);
    Application made = step("create app", () -> apps.createApplication(body, true, null), a -> a.getLabel().equals("By Java"));
    if (made == null) { report(); return; }
    String id = made.getId();
    step("get app", () -> apps.getApplication(id, null), a -> a instanceof SamlApplication);
    step("list apps", () -> apps.listApplications("By", null, null, null, null, null, null), l -> l.size() == 1);
    made.setLabel("By Java 2");
    step("replace app", () -> apps.replaceApplication(id, made), a -> a.getLabel().equals("By Java 2"));
    ApplicationSsoCredentialKeyApi keys = new ApplicationSsoCredentialKeyApi(client);
    step("list keys", () -> keys.listApplicationKeys(id), l -> l.size() == 1);
    JsonWebKey key = step("generate key", () -> keys.generateApplicationKey(id, 2), k -> k.getKty() != null);
    if (key != null) step("get key", () -> keys.getApplicationKey(id, key.getKid()), k -> k.getKid().equals(key.getKid()));
    step("metadata", () -> new ApplicationSsoApi(client).previewSAMLmetadataForApplication(id, key.getKid()), x -> x.contains("EntityDescriptor"));
    step("features", () -> new ApplicationFeaturesApi(client).listFeaturesForApplication(id), x -> true, 400);
    step("connection", () -> new ApplicationConnectionsApi(client).getDefaultProvisioningConnectionForApplication(id), c -> c != null);
    step("app schema", () -> new SchemaApi(client).getApplicationUserSchema(id), s -> s != null);
    UserApi users = new UserApi(client);
    List<User> people = step("list users", () -> users.listUsers(null, null, null, 200, null, null, null, null), l -> l.size() > 10);
    User user = people.stream().filter(u -> "Bruno".equals(u.getProfile().getFirstName()) && u.getStatus() == UserStatus.ACTIVE).findFirst().get();
    step("get user", () -> users.getUser(user.getId(), null, null), u -> u.getId().equals(user.getId()));
    ApplicationUsersApi appUsers = new ApplicationUsersApi(client);
    AppUserAssignRequest request = new AppUserAssignRequest().id(user.getId());
    step("assign", () -> appUsers.assignUserToApplication(id, request), u -> u.getId().equals(user.getId()));
    step("assign twice", () -> appUsers.assignUserToApplication(id, request), u -> true, 409);
    step("get app user", () -> appUsers.getApplicationUser(id, user.getId(), null), u -> u.getScope() == AppUser.ScopeEnum.USER);
    step("list app users", () -> appUsers.listApplicationUsers(id, null, null, null, "user"), l -> l.size() == 1);
    List<Group> groups = step("list groups", () -> new GroupApi(client).listGroups(null, null, null, null, null, null, null, null), l -> l.size() > 0);
    ApplicationGroupsApi appGroups = new ApplicationGroupsApi(client);
    step("assign group", () -> appGroups.assignGroupToApplication(id, groups.get(0).getId(), new ApplicationGroupAssignment()), g -> g != null);
    step("list group assignments", () -> appGroups.listApplicationGroupAssignments(id, null, null, null, null), l -> l.size() == 1);
    done("unassign group", () -> appGroups.unassignApplicationFromGroup(id, groups.get(0).getId()), 0);
    ProfileMappingApi mappings = new ProfileMappingApi(client);
    List<ListProfileMappings> list = step("list mappings", () -> mappings.listProfileMappings(null, null, null, id), l -> l.size() >= 1);
    step("get mapping", () -> mappings.getProfileMapping(list.get(0).getId()), m -> m.getId().equals(list.get(0).getId()));
    done("unassign", () -> appUsers.unassignUserFromApplication(id, user.getId(), null), 0);
    step("log", () -> new SystemLogApi(client).listLogEvents(null, null, null, "target.id eq \"" + id + "\"", null, null, null), l -> l.size() > 0);
    done("delete active", () -> apps.deleteApplication(id), 403);
    done("deactivate", () -> apps.deactivateApplication(id), 0);
    done("delete", () -> apps.deleteApplication(id), 0);
    step("get deleted", () -> apps.getApplication(id, null), a -> true, 404);
    report();
  }
  static void report() {
    System.out.println(good + " as wanted, " + bad.size() + " not");
    bad.forEach(line -> System.out.println("  " + line.substring(0, Math.min(400, line.length()))));
  }
}
