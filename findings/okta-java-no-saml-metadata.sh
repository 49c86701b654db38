#!/usr/bin/env bash
# okta-sdk-impl 24.0.0 (Maven Central, Okta's Java SDK): the SAML metadata of an app cannot be had.
#
# `GET /api/v1/apps/{id}/sso/saml/metadata` answers with XML, as Okta's description says, and `previewSAMLmetadataForApplication` returns a
# String. Seen, for a whole answer with 200 and a metadata document: whatever its content type of the three below, the call ends with an exception,
# about decoding (the message goes to standard error); the SDK asks for `application/json` alone.
# Output:
# > application/xml: ApiException
# > text/xml: ApiException
# > text/plain: IllegalArgumentException
# > asked with Accept: application/json
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
    <dependency><groupId>com.okta.sdk</groupId><artifactId>okta-sdk-impl</artifactId><version>24.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory="$dir/lib" >&2 || exit 2
cat >Run.java <<'JAVA'
import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.ApplicationSsoApi;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

public class Run {
  static String type;
  static String accept;

  public static void main(String[] args) throws Exception {
    byte[] metadata = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><md:EntityDescriptor entityID=\"http://idp.example/1\" "
        + "xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>").getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      accept = exchange.getRequestHeaders().getFirst("Accept");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, metadata.length);
      exchange.getResponseBody().write(metadata);
      exchange.close();
    });
    server.start();
    var client = Clients.builder().setOrgUrl("http://127.0.0.1:" + server.getAddress().getPort())
        .setClientCredentials(new TokenClientCredentials("example")).build();
    for (String each : new String[] {"application/xml", "text/xml", "text/plain"}) {
      type = each;
      String seen;
      try {
        seen = "a String of " + new ApplicationSsoApi(client).previewSAMLmetadataForApplication("0oaexample1", "example").length();
      } catch (Exception error) {
        seen = error.getClass().getSimpleName();
        System.err.println(String.valueOf(error.getMessage()).lines().findFirst().orElse(""));
      }
      System.out.println(each + ": " + seen);
    }
    System.out.println("asked with Accept: " + accept);
    System.exit(0);
  }
}
JAVA
javac -cp 'lib/*' -d . Run.java || exit 2
env -i PATH="$PATH" HOME="$dir" java -Dokta.testing.disableHttpsCheck=true -cp '.:lib/*' Run | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
