package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in Java, made from the description of the API by a generator that others use. */
class GeneratedClientTest {

  private static final Path GENERATOR =
      Path.of("target/client-generator/openapi-generator-cli.jar");
  private static final Path DOCUMENT = Path.of("src/main/resources/META-INF/openapi.json");

  @TempDir private static Path folder;

  @BeforeAll
  static void generateAndCompile() throws IOException, InterruptedException {
    assumeTrue(Files.exists(GENERATOR), "the generator of clients is not there: Maven fetches it");
    run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        GENERATOR.toString(),
        "generate",
        "--input-spec",
        DOCUMENT.toString(),
        "--generator-name",
        "java",
        "--library",
        "native",
        "--additional-properties",
        "openApiNullable=false,useJakartaEe=true",
        "--global-property",
        "models,apis,supportingFiles,modelTests=false,apiTests=false,modelDocs=false,apiDocs=false",
        "--output",
        folder.toString());
    compile();
  }

  @Test
  void readsWhatTheServerSends() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/session/nonce",
        exchange -> {
          byte[] body =
              JsonSetup.create()
                  .toJson(new SessionResource.NonceView("abc", "2026-11-29T12:00:00Z"))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()})) {
      Class<?> clientType = loader.loadClass("org.openapitools.client.ApiClient");
      Object client = clientType.getConstructor().newInstance();
      clientType
          .getMethod("updateBaseUri", String.class)
          .invoke(client, "http://127.0.0.1:" + server.getAddress().getPort());
      Class<?> apiType = loader.loadClass("org.openapitools.client.api.DefaultApi");
      Object api = apiType.getConstructor(clientType).newInstance(client);
      Object nonce = apiType.getMethod("apiV1SessionNonceGet").invoke(api);
      Method read = nonce.getClass().getMethod("getNonce");
      assertThat(read.invoke(nonce)).isEqualTo("abc");
    } finally {
      server.stop(0);
    }
  }

  private static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-nowarn",
                "-proc:none",
                "-d",
                folder.resolve("classes").toString(),
                "-classpath",
                System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::toString)
          .forEach(arguments::add);
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("the compiler's status").isZero();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(() -> text(said)).isZero();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
