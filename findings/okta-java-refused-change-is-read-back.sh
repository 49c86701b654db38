#!/usr/bin/env bash
# okta-sdk-api 24.0.0 (Maven Central, Okta's Java SDK): a change that Okta refused is what the next read shows.
#
# `getApplication` hands out the very object that the client keeps in its cache, which is on by default. Seen: an app is read, its label set, and
# `replaceApplication` answered with 400; whoever then reads the app, to see how things stand, gets the label that Okta never took, and no request
# is sent: it looks as if the rename had been done. After an update that Okta took, a user cannot be read: the answer to the update is kept as a
# `User`, and `getUser` wants another class (issue 1618 of okta/okta-sdk-java, closed). With the cache off all is right.
# Output:
# > rename to New: 400
# > read again: New, with 0 requests; Okta has Old
# > user read, updated (Ada), read again: ClassCastException
# > cache off, rename to New: 400
# > cache off, read again: Old, with 1 requests; Okta has Old
# > cache off, user read, updated (Ada), read again: Ada
# Needs a JDK (17 or newer) and Maven.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 700 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>example</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.okta.sdk</groupId><artifactId>okta-sdk-api</artifactId><version>24.0.0</version></dependency>
    <dependency><groupId>com.okta.sdk</groupId><artifactId>okta-sdk-impl</artifactId><version>24.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory="$dir/lib" >&2 || exit 2
cat >Run.java <<'JAVA'
import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.cache.Caches;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.ApplicationApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.UpdateUserRequest;
import com.okta.sdk.resource.model.UserGetSingleton;
import com.okta.sdk.resource.model.UserProfile;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

public class Run {
  static int requests;

  static void show(String name, ApiClient client) throws Exception {
    var apps = new ApplicationApi(client);
    var app = apps.getApplication("0oaexample", null);
    app.setLabel("New");
    String said;
    try {
      said = "accepted " + apps.replaceApplication("0oaexample", app).getLabel();
    } catch (ApiException refused) {
      said = String.valueOf(refused.getCode());
    }
    System.out.println(name + "rename to New: " + said);
    requests = 0;
    var again = apps.getApplication("0oaexample", null);
    System.out.println(name + "read again: " + again.getLabel() + ", with " + requests + " requests; Okta has Old");

    var users = new UserApi(client);
    users.getUser("00uexample", null, null);
    var updated = users.updateUser("00uexample", new UpdateUserRequest().profile(new UserProfile().firstName("Ada")), null);
    try {
      UserGetSingleton user = users.getUser("00uexample", null, null);
      said = user.getProfile().getFirstName();
    } catch (ClassCastException failed) {
      said = failed.getClass().getSimpleName();
    }
    System.out.println(name + "user read, updated (" + updated.getProfile().getFirstName() + "), read again: " + said);
  }

  public static void main(String[] args) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      requests++;
      var refused = exchange.getRequestMethod().equals("PUT");
      var of = exchange.getRequestURI().getPath().startsWith("/api/v1/apps/")
          ? "{\"id\":\"0oaexample\",\"name\":\"example\",\"label\":\"Old\",\"status\":\"ACTIVE\",\"signOnMode\":\"SAML_2_0\"}"
          : "{\"id\":\"00uexample\",\"status\":\"ACTIVE\",\"profile\":{\"login\":\"ada@example.com\",\"firstName\":\"Ada\"}}";
      var body = (refused ? "{\"errorCode\":\"E0000001\",\"errorSummary\":\"Api validation failed: label\"}" : of).getBytes();
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    System.setProperty("okta.testing.disableHttpsCheck", "true");
    var builder = Clients.builder().setOrgUrl("http://127.0.0.1:" + server.getAddress().getPort()).setClientCredentials(new TokenClientCredentials("example"));
    show("", builder.build());
    show("cache off, ", builder.setCacheManager(Caches.newDisabledCacheManager()).build());
    System.exit(0);
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
env -i PATH="$PATH" HOME="$dir" java -Duser.home="$dir" -cp '.:lib/*' Run | tee seen || exit 2
diff <(sed -n 's/^# > //p' "$self") seen
