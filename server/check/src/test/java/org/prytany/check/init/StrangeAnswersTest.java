package org.prytany.check.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.settings.OperatorFile;

/** Answers, of a person and of a contract, that look like one thing and are another. */
class StrangeAnswersTest {

  /** Selector of name(). */
  private static final String NAME = "0x06fdde03";

  private static LocalChain chain;
  private static String governor;

  @TempDir private Path folder;
  private Beginner beginner;

  @BeforeAll
  static void deploy() {
    chain = LocalChain.start();
    governor = DemoDao.deploy(chain).addresses().governor();
  }

  @AfterAll
  static void end() {
    chain.close();
  }

  @BeforeEach
  void aHouse() throws IOException {
    beginner = new Beginner(folder);
  }

  @Test
  void anAddressThatNobodyCanBeAskedAtIsAskedForAgain() {
    String answers =
        String.join(
            "\n", "https://h:99999/s3cr3t", "http://[::1%25lo]/s3cr3t", chain.rpcUrl(), "", "");
    assertThat(beginner.failureOf(answers)).hasMessageContaining("--governor is missing");
    assertThat(beginner.said())
        .contains("That is no address of an endpoint", "The endpoint serves chain")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aNameOfWhatNobodySeesIsNone() throws BadAnswer {
    for (String unseen :
        List.of("\u3164", "\u115f", "\u2800", "\u00a0", "\u200b", "A\u3164B", "")) {
      assertThatThrownBy(() -> Answers.name(unseen))
          .isInstanceOfSatisfying(
              BadAnswer.class, e -> assertThat(e.why()).contains("characters that can be seen"));
    }
    for (String seen : List.of("Société Générale", "東京 DAO", "Grants 🌱", "A\u00a0B", "1")) {
      assertThat(Answers.name(seen)).isEqualTo(seen);
    }
  }

  @Test
  void whatAGovernorCallsItselfIsCutBetweenCharacters() throws IOException {
    for (int letters : new int[] {49, 50, 59, 60}) {
      String flowers = "a".repeat(letters) + "🌱🌱🌱";
      Beginner its = named(folder.resolve("letters" + letters), flowers);
      assertThat(its.settings().daos().getFirst().dao().name())
          .isEqualTo(letters == 49 ? "a".repeat(49) + "🌱" : "a".repeat(50));
    }
  }

  @Test
  void aGovernorWithANameThatNobodySeesGetsTheUsualOne() throws IOException {
    Beginner its = named(folder.resolve("unseen"), "\u3164\u115f\u2800");
    assertThat(its.settings().daos().getFirst().dao().name()).isEqualTo("My DAO");
    assertThat(its.said()).doesNotContain("\u3164");
  }

  @Test
  void aLineBreakInAnAnswerSetsNothingElse() throws IOException {
    String store = "mongodb://127.0.0.1/\nprytany.dry-run=true";
    assertThat(beginner.silently(chain.rpcUrl(), governor, "--store", store)).isZero();
    assertThat(OperatorFile.read(beginner.file()).values())
        .containsEntry("prytany.store.uri", store)
        .doesNotContainKey("prytany.dry-run");

    Beginner blank = new Beginner(folder.resolve("blank"));
    assertThat(blank.failure(chain.rpcUrl(), governor, "--store", "  mongodb://127.0.0.1/"))
        .hasMessageContaining("cannot be written so that the server reads the same");
    assertThat(blank.target()).doesNotExist();
  }

  /** Begins with a governor that calls itself so. */
  private static Beginner named(Path folder, String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    String text = HexFormat.of().formatHex(bytes) + "00".repeat(Math.floorMod(-bytes.length, 32));
    String answer = "0x%064x%064x%s".formatted(32, bytes.length, text);
    Beginner beginner = new Beginner(folder);
    try (LyingEndpoint endpoint = new LyingEndpoint(chain.rpcUrl())) {
      endpoint.lieAbout(
          LyingEndpoint.calls(governor, NAME),
          LyingEndpoint.When.ALWAYS,
          (request, truth) -> JsonNodeFactory.instance.textNode(answer));
      assertThat(beginner.silently(endpoint.url(), governor)).as(beginner.said()).isZero();
      assertThat(endpoint.lies()).isPositive();
    }
    return beginner;
  }
}
