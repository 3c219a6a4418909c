package org.prytany.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** What each process of plugins gets as the policy in force. */
class PolicyInForceTest {

  @TempDir private Path folder;
  private Path written;
  private PolicyInForce policy;

  @BeforeEach
  void write() throws IOException {
    written = Files.writeString(folder.resolve("policy.yaml"), "signed");
    policy = new PolicyInForce(Optional.of(written));
  }

  @Test
  void anEndOfTheProcessBringsNothingIntoForce() throws Exception {
    assertThat(laid()).isEqualTo("signed");

    Files.writeString(written, "nobody signed this");
    assertThat(laid()).isEqualTo("signed");

    Files.delete(written);
    assertThat(laid()).isEqualTo("signed");
    assertThat(policy.laid(folder)).containsEntry(PolicyInForce.WRITTEN, written.toString());
  }

  @Test
  void whatAPluginWroteIntoTheCopyIsGoneAtTheNextStart() throws Exception {
    Files.writeString(Path.of(policy.laid(folder).get(PolicyInForce.FILE)), "a plugin's");

    assertThat(laid()).isEqualTo("signed");
  }

  @Test
  void whatASignatureNamedIsInForceAfterwards() throws Exception {
    Files.writeString(written, "signed too");

    policy.change(sha256("signed too"), () -> {});

    Files.writeString(written, "nobody signed this");
    assertThat(laid()).isEqualTo("signed too");
  }

  @Test
  void whatTheProcessDidNotTakeIsNotInForce() throws Exception {
    Files.writeString(written, "signed too");

    assertThatThrownBy(
            () ->
                policy.change(
                    sha256("signed too"),
                    () -> {
                      throw new PrytanyException(FailureCode.PLUGIN_UNAVAILABLE, "it ended");
                    }))
        .hasMessage("it ended");

    assertThat(laid()).isEqualTo("signed");
  }

  @Test
  void anotherFileThanTheSignatureNamesIsNotOffered() throws Exception {
    Files.writeString(written, "changed again");
    StringBuilder asked = new StringBuilder();

    assertThatThrownBy(() -> policy.change(sha256("signed too"), () -> asked.append("asked")))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining("changed again; the old rules stay");

    assertThat(asked).isEmpty();
    assertThat(laid()).isEqualTo("signed");
  }

  @Test
  void withoutAFileAtTheStartALaterOneIsNotInForce() throws Exception {
    Path none = folder.resolve("none.yaml");
    PolicyInForce without = new PolicyInForce(Optional.of(none));
    Files.writeString(none, "nobody signed this");

    assertThat(Path.of(without.laid(folder).get(PolicyInForce.FILE))).doesNotExist();
    assertThat(new PolicyInForce(Optional.empty()).laid(folder)).isEmpty();
  }

  @Test
  void aFolderThatIsGoneIsRemovedAndMadeAgain() throws Exception {
    Path run = folder.resolve("a/run");
    Files.createDirectories(Folders.own(run).resolve("apps"));
    Folders.remove(run);
    assertThat(run).doesNotExist();
    Folders.remove(run);

    assertThat(Folders.own(run)).isDirectory();
    assertThatThrownBy(() -> Folders.own(written.resolve("below")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the folder " + written.resolve("below") + " cannot be made");
  }

  private String laid() throws IOException {
    return Files.readString(Path.of(policy.laid(folder).get(PolicyInForce.FILE)));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
