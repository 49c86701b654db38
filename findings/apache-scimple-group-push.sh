#!/usr/bin/env bash
# scim-core 1.0.0-M1 (Maven Central, org.apache.directory.scimple): it refuses the PATCH by which Okta renames a group.
#
# Okta's SCIM 2.0 reference renames a pushed group by a replace without `path` whose value repeats the group's `id`, and says that this goes out with
# each update of the group's members too. Seen with the library's own DefaultPatchHandler:
#   - that PATCH is refused, for `id` is read-only, although the id is the one that the group has; without it the rename is done;
#   - adding a member who is in the group already (RFC 7644, section 3.5.2.1: nothing should change) lists the member twice;
#   - a replace of `name` that brings a family name alone loses the given name (section 3.5.2.3: what is not named stays).
# Output:
# > rename as Okta sends it: MutabilityException: Can not update a read-only attribute 'id'
# > rename without the id: {"id":"g1","displayName":"New","members":[{"value":"u1"}]}
# > add the same member: {"id":"g1","displayName":"Old","members":[{"value":"u1"},{"value":"u1"}]}
# > replace the family name: {"familyName":"Lovelace"}
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
    <dependency><groupId>org.apache.directory.scimple</groupId><artifactId>scim-core</artifactId><version>1.0.0-M1</version></dependency>
  </dependencies>
</project>
XML
mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory="$dir/lib" >&2 || exit 2
cat >Run.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.apache.directory.scim.core.json.ObjectMapperFactory;
import org.apache.directory.scim.core.repository.DefaultPatchHandler;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimResource;
import org.apache.directory.scim.spec.resources.ScimUser;

public class Run {
  static final SchemaRegistry registry = new SchemaRegistry();
  static ObjectMapper json;

  static <T extends ScimResource> ObjectNode patch(Class<T> type, String resource, String operation) throws Exception {
    T read = json.readValue(resource, type);
    T patched = new DefaultPatchHandler(registry).apply(read, List.of(json.readValue(operation, PatchOperation.class)));
    return json.valueToTree(patched);
  }

  static void group(String name, String operation) throws Exception {
    var group = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"g1\",\"displayName\":\"Old\",\"members\":[{\"value\":\"u1\"}]}";
    String said;
    try {
      said = patch(ScimGroup.class, group, operation).retain(Set.of("id", "displayName", "members")).toString();
    } catch (RuntimeException refused) {
      said = refused.getClass().getSimpleName() + ": " + refused.getMessage();
    }
    System.out.println(name + ": " + said);
  }

  public static void main(String[] args) throws Exception {
    registry.addSchema(ScimUser.class, List.of());
    registry.addSchema(ScimGroup.class, List.of());
    json = ObjectMapperFactory.createObjectMapper(registry);
    group("rename as Okta sends it", "{\"op\":\"replace\",\"value\":{\"id\":\"g1\",\"displayName\":\"New\"}}");
    group("rename without the id", "{\"op\":\"replace\",\"value\":{\"displayName\":\"New\"}}");
    group("add the same member", "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}");
    var user = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"1\",\"userName\":\"ada@example.com\",\"name\":{\"givenName\":\"Ada\",\"familyName\":\"Byron\"}}";
    System.out.println("replace the family name: " + patch(ScimUser.class, user, "{\"op\":\"replace\",\"path\":\"name\",\"value\":{\"familyName\":\"Lovelace\"}}").get("name"));
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
java -cp '.:lib/*' Run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
