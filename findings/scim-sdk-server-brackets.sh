#!/usr/bin/env bash
# scim-sdk-server 1.30.0 (Maven Central, de.captaingoldfish): the conditions in the brackets of a filter may be met by two different values.
#
# RFC 7644, section 3.4.2.2: the conditions inside `emails[…]` are about one and the same value. Seen with the library's own filtering ("auto
# filtering"): `emails[type eq "work" and value eq "…"]` finds somebody whose work address is another one and whose private address is that.
# Output:
# > emails[type eq "work" and value eq "ada@home.example"] -> 200, 1 of 1
# > emails[type eq "home" and value eq "ada@home.example"] -> 200, 1 of 1
# > emails[type eq "work" and value eq "nobody@example.com"] -> 200, 0 of 1
# Right are: 0; 1; 0.
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
    <dependency><groupId>de.captaingoldfish</groupId><artifactId>scim-sdk-server</artifactId><version>1.30.0</version></dependency>
  </dependencies>
</project>
XML
mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory="$dir/lib" >&2 || exit 2
cat >Run.java <<'JAVA'
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Run {
  static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

  static class Users extends ResourceHandler<User> {
    final List<User> all = new ArrayList<>();

    @Override
    public User createResource(User user, Context context) {
      user.setId(String.valueOf(all.size() + 1));
      user.getMeta().get().setCreated(Instant.now());
      user.getMeta().get().setLastModified(Instant.now());
      all.add(user);
      return user;
    }

    @Override
    public User getResource(String id, List<SchemaAttribute> with, List<SchemaAttribute> without, Context context) {
      return all.get(Integer.parseInt(id) - 1);
    }

    @Override
    public PartialListResponse<User> listResources(long start, int count, FilterNode filter, SchemaAttribute by, SortOrder order,
        List<SchemaAttribute> with, List<SchemaAttribute> without, Context context) {
      return PartialListResponse.<User>builder().resources(new ArrayList<>(all)).totalResults(all.size()).build();
    }

    @Override
    public User updateResource(User user, Context context) {
      return user;
    }

    @Override
    public void deleteResource(String id, Context context) {}
  }

  static final Users users = new Users();
  static final ResourceEndpoint endpoint = new ResourceEndpoint(
      ServiceProvider.builder().filterConfig(FilterConfig.builder().supported(true).maxResults(100).build()).build());

  static String ask(HttpMethod method, String path, String body) {
    var answer = endpoint.handleRequest("https://localhost/scim/v2" + path, method, body,
        new HashMap<>(Map.of("Content-Type", "application/scim+json")), new Context(null));
    var total = answer.get("totalResults");
    return answer.getHttpStatus() + (total == null ? "" : ", " + total.asInt() + " of " + users.all.size());
  }

  static void find(String filter) {
    System.out.println(filter + " -> " + ask(HttpMethod.GET, "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null));
  }

  public static void main(String[] args) {
    endpoint.registerEndpoint(new UserEndpointDefinition(users)).setFeatures(ResourceTypeFeatures.builder().autoFiltering(true).build());
    ask(HttpMethod.POST, "/Users", "{\"schemas\":[\"" + CORE + "\"],\"userName\":\"ada@example.com\",\"emails\":["
        + "{\"type\":\"work\",\"value\":\"ada@example.com\",\"primary\":true},{\"type\":\"home\",\"value\":\"ada@home.example\"}]}");
    find("emails[type eq \"work\" and value eq \"ada@home.example\"]");
    find("emails[type eq \"home\" and value eq \"ada@home.example\"]");
    find("emails[type eq \"work\" and value eq \"nobody@example.com\"]");
    System.exit(0);
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
java -cp '.:lib/*' Run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
