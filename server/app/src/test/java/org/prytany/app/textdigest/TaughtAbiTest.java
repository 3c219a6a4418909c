package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.FindingView;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.governance.digest.DigestService;
import org.prytany.spi.TextDigest;

/** An operator's ABI makes a call legible; it makes it no safer. */
class TaughtAbiTest {

  private static final List<GivenAction> CALL =
      List.of(
          new GivenAction(
              "0x00000000000000000000000000000000000000aa",
              "setSupplyCeiling(uint256)",
              "0",
              List.of("5000"),
              Optional.empty()));

  @TempDir private Path folder;

  private static DigestLineView digest(KnownFunctions functions) {
    TextDigest nothing = new TextDigest("", List.of(), List.of(), List.of(), "nothing/1");
    DigestService service = new StatedDigest(nothing).service();
    return new TextDigester(service, functions)
        .digest("1", "Raise the ceiling", "The supply ceiling becomes 5000.", CALL);
  }

  private static List<String> findings(DigestLineView line) {
    return line.findings().stream()
        .map(finding -> finding.severity() + " " + finding.code())
        .toList();
  }

  @Test
  void aCallThatGotANameIsShownByItAndStaysRed() throws IOException {
    Files.writeString(
        folder.resolve("pool.json"),
        "[{\"type\":\"function\",\"name\":\"setSupplyCeiling\","
            + "\"inputs\":[{\"name\":\"cap\",\"type\":\"uint256\"}]}]");

    DigestLineView unknown = digest(KnownFunctions.bundled());
    DigestLineView named = digest(KnownFunctions.with(OperatorFiles.read(folder)));

    assertThat(unknown.actions().getFirst().line()).startsWith("Unknown call 0x");
    assertThat(named.actions().getFirst().line()).startsWith("setSupplyCeiling(cap = 5,000) of ");
    assertThat(findings(unknown)).contains("RED UNEXPLAINED_CALL");
    assertThat(findings(named)).isEqualTo(findings(unknown));
    assertThat(named.findings())
        .extracting(FindingView::text)
        .anyMatch(text -> text.contains("setSupplyCeiling"));
    assertThat(named.blocked()).isTrue();
  }
}
