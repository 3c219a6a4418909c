package org.prytany.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;

/** `prytany policy check`, as a user calls it. */
class CheckCommandTest {

  private static final String GOOD =
      """
      version: 1
      rules:
        - name: hides
          when: text.blocked
          then: against
          uses-text: true
          reason: Text and calls differ.
        - name: pay
          when: simulation_succeeded
          then: for
          reason: It works.
      """;

  @TempDir private Path folder;

  @Test
  void a_file_that_can_be_used_ends_with_0_and_its_warnings() throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), GOOD);
    Called called = Called.with("check", file.toString());
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains(file + ":8:11: warning: rule 'pay': it votes for with no cap")
        .contains("    Add a limit, e.g. treasury_share <= 0.05.")
        .containsPattern("The server can vote by it: 2 rules, policy [0-9a-f]{12}; 2 warnings\\.");
  }

  @Test
  void a_file_that_cannot_be_used_ends_with_1_and_every_place() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("policy.yaml"),
            GOOD.replace("text.blocked", "text.bloked").replace("then: for", "then: four"));
    Called called = Called.with("check", file.toString());
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out())
        .contains(file + ":4:11: error: rule 'hides': undeclared reference to 'text")
        .contains("    Did you mean 'text.blocked'?")
        .contains(file + ":10:11: error: rule 'pay': 'then' must be one of for, against")
        .contains("The server cannot use it: 2 errors");
  }

  @Test
  void a_vote_because_of_the_text_that_a_dao_does_not_let_rules_cast_is_told() throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), GOOD);
    Path config =
        Files.writeString(
            folder.resolve("prytany.properties"),
            "prytany.dao.one.name=One\nprytany.dao.one.text-rules=hides\n"
                + "prytany.dao.two.name=Two\nprytany.dao.two.text-rules=hide\n");
    Called called = Called.with("check", file.toString(), "--config", config.toString());
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .doesNotContain("prytany.dao.one.text-rules")
        .contains(
            ":3:11: warning: rule 'hides': it votes because of the text, and"
                + " prytany.dao.two.text-rules does not name it")
        .contains(
            ":1:1: warning: prytany.dao.two.text-rules names 'hide', and no rule is called so.")
        .contains("    Did you mean 'hides'?");
  }

  @Test
  void a_program_reads_the_same_as_json() throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), GOOD);
    JsonNode answer =
        ApiClient.JSON.readTree(Called.with("check", "--json", file.toString()).out());
    assertThat(answer.path("usable").asBoolean()).isTrue();
    assertThat(answer.path("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(answer.path("complaints").path(0).path("line").asInt()).isEqualTo(8);
    assertThat(answer.path("complaints").path(0).path("grade").asText()).isEqualTo("warning");
    assertThat(answer.path("rules").path(1).path("bounded").asBoolean()).isFalse();
  }

  @Test
  void what_is_not_there_or_no_text_ends_with_2() throws IOException {
    Called missing = Called.with("check", folder.resolve("none.yaml").toString());
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("cannot be read");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
    assertThat(Called.with("check", binary.toString()).err()).contains("is not UTF-8");
  }
}
