#!/usr/bin/env bash
# scim2-sdk-common 5.0.0 (Maven Central, com.unboundid.product.scim2): the full name of a core attribute is taken for one of an extension.
#
# RFC 7644, sections 3.10 and 3.5.2 let a client write `urn:ietf:params:scim:schemas:core:2.0:User:title` for `title`, and some write core attributes so.
# Seen with the SDK's generic resource, on a user whose title is "Countess":
#   - the filter `urn:…:core:2.0:User:userName eq "ada@example.com"` is false where `userName eq …` is true;
#   - a PATCH that replaces `urn:…:core:2.0:User:title` leaves the title as it was and adds a member named by the core schema's URN
#     beside it, which holds the new one. No error.
# Output:
# > filter by short name: true, by full name: false
# > title after the patch: Countess, beside it: {"title":"Doctor"}
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
    <dependency><groupId>com.unboundid.product.scim2</groupId><artifactId>scim2-sdk-common</artifactId><version>5.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory="$dir/lib" >&2 || exit 2
cat >Run.java <<'JAVA'
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;

public class Run {
  public static void main(String[] args) throws Exception {
    var json = JsonUtils.createObjectMapper();
    var core = "urn:ietf:params:scim:schemas:core:2.0:User";
    var text = "{\"schemas\":[\"" + core + "\"],\"id\":\"1\",\"userName\":\"ada@example.com\",\"title\":\"Countess\"}";
    boolean brief = FilterEvaluator.evaluate(Filter.fromString("userName eq \"ada@example.com\""), json.readTree(text));
    boolean full = FilterEvaluator.evaluate(Filter.fromString(core + ":userName eq \"ada@example.com\""), json.readTree(text));
    var user = json.readValue(text, GenericScimResource.class);
    json.readValue("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\",\"path\":\"" + core
        + ":title\",\"value\":\"Doctor\"}]}", PatchRequest.class).apply(user);
    var title = user.getObjectNode().path("title").asText();
    var beside = user.getObjectNode().path(core).toString();
    System.out.println("filter by short name: " + brief + ", by full name: " + full);
    System.out.println("title after the patch: " + title + ", beside it: " + beside);
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
java -cp '.:lib/*' Run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
