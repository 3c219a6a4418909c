package org.prytany.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prytany.governance.anchor.Anchor;

/** The page by which others check the log says what is done here. */
class DocumentedFormatTest {

  @Test
  void theExampleOfThePageHasTheHashesAndTheAnchorThatAreMadeHere() throws IOException {
    String page = Files.readString(Path.of("../../docs/audit-log.md"));
    AuditEntry first =
        AuditEntry.sealed(
            1,
            Instant.parse("2026-11-27T16:00:00Z"),
            "server",
            "server.started",
            "node-1",
            new TreeMap<>(Map.of("java", "25", "version", "0.1.0")),
            AuditEntry.GENESIS);
    AuditEntry second =
        AuditEntry.sealed(
            2,
            Instant.parse("2026-11-27T16:00:01.250Z"),
            "0x" + "5".repeat(40),
            "treasurer.reject",
            "1:0x" + "2".repeat(40) + ":7",
            new TreeMap<>(Map.of("reason", "Σ: not agreed")),
            first.hash());

    assertThat(page)
        .contains("\"hash\":\"" + first.hash() + "\"")
        .contains("\"hash\":\"" + second.hash() + "\"")
        .contains(new Anchor(AuditHead.of(second)).data())
        .contains("`" + AsItStands.NOTHING.and(first).and(second).hash() + "`");
  }
}
