package org.prytany.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.rules.Policy;
import org.prytany.rules.PolicyException;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.testkit.SampleSituation;

/** The file that the plugin votes by. */
class ConfiguredFileTest {

  private static final String YAML =
      """
      version: 1
      rules:
        - name: before
          when: "true"
          then: for
          reason: Because.
      """;

  @Test
  void without_a_file_everything_is_left_to_a_person() {
    assertThat(
            new PolicyStrategy(Optional.empty(), Optional.empty())
                .decide(SampleSituation.of().situation()))
        .isInstanceOf(VoteDecision.Escalate.class);
  }

  @Test
  void a_file_is_read_once(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("policy.yaml");
    Files.writeString(file, YAML);
    PolicyStrategy strategy = new PolicyStrategy(Optional.of(file.toString()), Optional.empty());
    Files.writeString(file, YAML.replace("before", "after"));
    assertThat(strategy.decide(SampleSituation.of().situation()).rule()).isEqualTo("before");
  }

  @Test
  void a_missing_or_unreadable_file_is_named(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> new PolicyStrategy(Optional.of(missing.toString()), Optional.empty()))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("no policy file at '" + missing + "'; set prytany.policy.file");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0x00});
    assertThatThrownBy(() -> new PolicyStrategy(Optional.of(binary.toString()), Optional.empty()))
        .hasMessageContaining("is not UTF-8");
  }

  /** As a process of the plugins' own is started again, while another file waits. */
  @Test
  void the_servers_copy_is_in_force_and_the_written_file_waits(@TempDir Path folder)
      throws Exception {
    Path copy = Files.writeString(folder.resolve("policy-in-force"), YAML);
    String changed = YAML.replace("before", "after");
    Path written = Files.writeString(folder.resolve("policy.yaml"), changed);
    PolicyStrategy strategy =
        new PolicyStrategy(Optional.of(copy.toString()), Optional.of(written.toString()));

    assertThat(strategy.decide(SampleSituation.of().situation()).rule()).isEqualTo("before");
    assertThat(strategy.changed())
        .contains(new ChangedRules(Policy.sha256(changed), Policy.sha256(YAML), ""));
    strategy.adopt(Policy.sha256(changed));
    assertThat(strategy.decide(SampleSituation.of().situation()).rule()).isEqualTo("after");

    Files.delete(written);
    PolicyStrategy again =
        new PolicyStrategy(Optional.of(copy.toString()), Optional.of(written.toString()));
    assertThat(again.decide(SampleSituation.of().situation()).rule()).isEqualTo("before");
    assertThat(again.changed().orElseThrow().problem()).contains(written.toString());
    Files.delete(copy);
    assertThatThrownBy(
            () -> new PolicyStrategy(Optional.of(copy.toString()), Optional.of(written.toString())))
        .hasMessageContaining("no policy file at '" + written + "'");
  }

  @Test
  void a_changed_file_waits_and_only_what_was_named_is_adopted(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("policy.yaml");
    Files.writeString(file, YAML);
    PolicyStrategy strategy = new PolicyStrategy(Optional.of(file.toString()), Optional.empty());
    String before = strategy.version();
    assertThat(strategy.changed()).isEmpty();
    String named = Policy.sha256(YAML.replace("before", "after"));

    Files.writeString(file, YAML.replace("before", "after"));
    assertThat(strategy.changed()).contains(new ChangedRules(named, Policy.sha256(YAML), ""));
    assertThat(strategy.version()).isEqualTo(before);

    Files.writeString(file, YAML.replace("before", "swapped"));
    assertThatThrownBy(() -> strategy.adopt(named)).hasMessageContaining("changed again");
    Files.writeString(file, "version: 1\n");
    assertThat(strategy.changed().orElseThrow().problem()).contains("has no 'rules'");
    assertThatThrownBy(() -> strategy.adopt(Policy.sha256("version: 1\n")))
        .isInstanceOf(IllegalStateException.class);
    Files.delete(file);
    assertThat(strategy.changed().orElseThrow().problem()).contains("no policy file");
    assertThat(strategy.decide(SampleSituation.of().situation()).rule()).isEqualTo("before");

    Files.writeString(file, YAML.replace("before", "after"));
    strategy.adopt(named);
    assertThat(strategy.decide(SampleSituation.of().situation()).rule()).isEqualTo("after");
    assertThat(strategy.version()).isEqualTo("0.1.0+policy." + named.substring(0, 12));
    assertThat(strategy.changed()).isEmpty();
  }

  @Test
  void the_version_shows_the_policys_hash_and_the_rules_are_shown_as_written() {
    Policy policy = Policy.read("policy.yaml", YAML);
    PolicyStrategy strategy = new PolicyStrategy(policy);
    assertThat(strategy.version()).isEqualTo("0.1.0+policy." + policy.mark());
    assertThat(strategy.rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.written())
                  .isEqualTo("name: before\nwhen: \"true\"\nthen: for\nreason: Because.");
              assertThat(rule).extracting(VoteRule::condition).isEqualTo("true");
              assertThat(rule.caps()).isEmpty();
              assertThat(rule.bounded()).isFalse();
            });
  }
}
