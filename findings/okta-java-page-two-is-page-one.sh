#!/usr/bin/env bash
# okta-sdk-api 24.0.0 (Maven Central, Okta's Java SDK): the second page of admins, of custom roles and of resource sets is the first one again.
#
# Okta gives these lists as an object with `_links.next`, whose `after` the next call takes. Seen with the default client: the call for the second
# page sends no request and returns the first page, whose link leads to the second page once more. A loop until there is no next page never ends;
# one over two pages has everybody of the first twice and nobody of the second. The cache, which is on by default, keeps these objects
# under the address without its query (it leaves out what comes as a JSON array and what has "expand" in its address). With the cache off all is right.
# Output:
# > admins: page 1 has [00u1, 00u2] and leads to two; after two: [00u1, 00u2], leads to two; requests: 1
# > custom roles: page 1 has [cr1, cr2] and leads to two; after two: [cr1, cr2], leads to two; requests: 1
# > resource sets: page 1 has [iam1, iam2] and leads to two; after two: [iam1, iam2], leads to two; requests: 1
# > admins, cache off: page 1 has [00u1, 00u2] and leads to two; after two: [00u3], leads to nothing; requests: 2
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
import com.okta.sdk.resource.api.RoleAssignmentAUserApi;
import com.okta.sdk.resource.api.RoleCResourceSetApi;
import com.okta.sdk.resource.api.RoleECustomApi;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

public class Run {
  record Page(List<String> ids, String after) {}

  static int requests;

  static String list(String name, String... ids) {
    var entries = String.join(",", List.of(ids).stream().map(id -> "{\"id\":\"" + id + "\"}").toList());
    return "{\"" + name + "\":[" + entries + "],\"_links\":{";
  }

  static void show(String name, Function<String, Page> list) {
    requests = 0;
    var first = list.apply(null);
    var second = list.apply(first.after());
    System.out.println(name + ": page 1 has " + first.ids() + " and leads to " + first.after() + "; after two: " + second.ids()
        + ", leads to " + (second.after() == null ? "nothing" : second.after()) + "; requests: " + requests);
  }

  static <T> String after(T next, Function<T, String> href) {
    return next == null ? null : href.apply(next).replaceAll(".*after=", "");
  }

  public static void main(String[] args) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", exchange -> {
      requests++;
      var uri = exchange.getRequestURI();
      var last = String.valueOf(uri.getQuery()).contains("after=two");
      var start = switch (uri.getPath()) {
        case "/api/v1/iam/assignees/users" -> last ? list("value", "00u3") : list("value", "00u1", "00u2");
        case "/api/v1/iam/roles" -> last ? list("roles", "cr3") : list("roles", "cr1", "cr2");
        default -> last ? list("resource-sets", "iam3") : list("resource-sets", "iam1", "iam2");
      };
      var next = last ? "" : "\"next\":{\"href\":\"" + url + uri.getPath() + "?after=two\"}";
      var body = (start + next + "}}").getBytes();
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    System.setProperty("okta.testing.disableHttpsCheck", "true");
    var builder = Clients.builder().setOrgUrl(url).setClientCredentials(new TokenClientCredentials("example"));
    var client = builder.build();
    var admins = new RoleAssignmentAUserApi(client);
    show("admins", after -> {
      var page = admins.listUsersWithRoleAssignments(after, 2);
      return new Page(page.getValue().stream().map(user -> user.getId()).toList(), after(page.getLinks().getNext(), next -> next.getHref()));
    });
    var roles = new RoleECustomApi(client);
    show("custom roles", after -> {
      var page = roles.listRoles(after);
      return new Page(page.getRoles().stream().map(role -> role.getId()).toList(), after(page.getLinks().getNext(), next -> next.getHref()));
    });
    var sets = new RoleCResourceSetApi(client);
    show("resource sets", after -> {
      var page = sets.listResourceSets(after);
      return new Page(page.getResourceSets().stream().map(set -> set.getId()).toList(), after(page.getLinks().getNext(), next -> next.getHref()));
    });
    var uncached = new RoleAssignmentAUserApi(builder.setCacheManager(Caches.newDisabledCacheManager()).build());
    show("admins, cache off", after -> {
      var page = uncached.listUsersWithRoleAssignments(after, 2);
      return new Page(page.getValue().stream().map(user -> user.getId()).toList(), after(page.getLinks().getNext(), next -> next.getHref()));
    });
    System.exit(0);
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
env -i PATH="$PATH" HOME="$dir" java -Duser.home="$dir" -cp '.:lib/*' Run | tee seen || exit 2
diff <(sed -n 's/^# > //p' "$self") seen
