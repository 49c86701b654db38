#!/usr/bin/env bash
# scim-core 1.0.0-M1 (Maven Central, org.apache.directory.scimple): it refuses the PATCH by which Okta renames a group.
#
# Okta's SCIM 2.0 reference renames a pushed group by a replace without `path` whose value repeats the group's `id`, and says that this goes out with
# each update of the group's members too. Seen with the library's own DefaultPatchHandler: that PATCH is refused, for `id` is read-only, although
# the id is the one that the group has; without it the rename is done. RFC 7644, section 3.5.2 forbids to modify what is read-only; here nothing of it changes.
# Output:
# > rename as Okta sends it: MutabilityException: Can not update a read-only attribute 'id'
# > rename without the id: {"id":"g1","displayName":"New","members":[{"value":"u1"}]}
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

public class Run {
  static final SchemaRegistry registry = new SchemaRegistry();
  static ObjectMapper json;

  static void group(String name, String operation) throws Exception {
    var group = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"g1\",\"displayName\":\"Old\",\"members\":[{\"value\":\"u1\"}]}";
    String said;
    try {
      var patched = new DefaultPatchHandler(registry)
          .apply(json.readValue(group, ScimGroup.class), List.of(json.readValue(operation, PatchOperation.class)));
      ObjectNode tree = json.valueToTree(patched);
      said = tree.retain(Set.of("id", "displayName", "members")).toString();
    } catch (RuntimeException refused) {
      said = refused.getClass().getSimpleName() + ": " + refused.getMessage();
    }
    System.out.println(name + ": " + said);
  }

  public static void main(String[] args) throws Exception {
    registry.addSchema(ScimGroup.class, List.of());
    json = ObjectMapperFactory.createObjectMapper(registry);
    group("rename as Okta sends it", "{\"op\":\"replace\",\"value\":{\"id\":\"g1\",\"displayName\":\"New\"}}");
    group("rename without the id", "{\"op\":\"replace\",\"value\":{\"displayName\":\"New\"}}");
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
java -cp '.:lib/*' Run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
