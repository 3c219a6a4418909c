package org.prytany.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks snapshot.js, which the people of Snapshot wrote, what it makes of votes and proposals. */
final class SnapshotJs {

  /** A key of test chains; everybody knows it. */
  static final String KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

  static final String ADDRESS = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

  private SnapshotJs() {}

  static JsonNode ask(JsonNode request) throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(Path.of("../../contracts/node_modules/@snapshot-labs/snapshot.js")),
        "contracts/node_modules is not filled: run npm ci in contracts");
    Process node =
        new ProcessBuilder("node", Path.of("src/test/oracle/snapshot.cjs").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(request.toString().getBytes(StandardCharsets.UTF_8));
    }
    String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as("node's exit code").isZero();
    return HubHttp.json().readTree(answer);
  }
}
