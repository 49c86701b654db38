#!/usr/bin/env bash
# scim-sdk-server 1.30.0 (Maven Central, de.captaingoldfish): brackets in a filter mix two values, and one user without an extension ends it in 500.
#
# RFC 7644, section 3.4.2.2: the conditions inside `emails[…]` are about one and the same value. Seen with the library's own filtering ("auto
# filtering") on two users:
#   - `emails[type eq "work" and value eq "…"]` finds somebody whose work address is another one and whose private address is that: with brackets
#     and without the answer is the same, so a search for a work address meets private ones;
#   - a filter on the enterprise extension ends in 500 "internal error" as soon as one user has no such extension, whoever that is: with
#     everybody else having one, no search by department works until that one has it too.
# Output seen (30 s, most of it Maven):
#   emails[type eq "work" and value eq "ada@home.example"] -> 200, 1 of 1
#   emails[type eq "work" and value eq "nobody@example.com"] -> 200, 0 of 1
#   urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Engines" -> 200, 1 of 1
#   urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Engines" -> 500
# The last line is the same search once a second user is there, who has no department.
# Exit: 0 as described, 1 the behaviour changed, others: could not be run. Needs a JDK (17 or newer) and Maven.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>example</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>de.captaingoldfish</groupId><artifactId>scim-sdk-server</artifactId><version>1.30.0</version></dependency>
  </dependencies>
</project>
XML
timeout 400 mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory="$dir/lib" >&2
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
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

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

  static String find(String filter) {
    var answer = ask(HttpMethod.GET, "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null);
    System.out.println(filter + " -> " + answer);
    return answer;
  }

  public static void main(String[] args) {
    endpoint.registerEndpoint(new UserEndpointDefinition(users)).setFeatures(ResourceTypeFeatures.builder().autoFiltering(true).build());
    ask(HttpMethod.POST, "/Users", "{\"schemas\":[\"" + CORE + "\",\"" + ENTERPRISE + "\"],\"userName\":\"ada@example.com\",\"emails\":["
        + "{\"type\":\"work\",\"value\":\"ada@example.com\",\"primary\":true},{\"type\":\"home\",\"value\":\"ada@home.example\"}],\""
        + ENTERPRISE + "\":{\"department\":\"Engines\"}}");
    var seen = new ArrayList<String>();
    seen.add(find("emails[type eq \"work\" and value eq \"ada@home.example\"]"));
    seen.add(find("emails[type eq \"work\" and value eq \"nobody@example.com\"]"));
    seen.add(find(ENTERPRISE + ":department eq \"Engines\""));
    ask(HttpMethod.POST, "/Users", "{\"schemas\":[\"" + CORE + "\"],\"userName\":\"alan@example.com\"}");
    seen.add(find(ENTERPRISE + ":department eq \"Engines\""));
    System.exit(seen.equals(List.of("200, 1 of 1", "200, 0 of 1", "200, 1 of 1", "500")) ? 0 : 1);
  }
}
JAVA
timeout 120 java -cp "$dir/lib/*" Run.java
