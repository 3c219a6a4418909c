package org.prytany.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.governance.proposal.Decided;
import org.prytany.rules.Policy;

/** Every fact of a situation that a server tells is read, and each that is absent is not known. */
class SituationReaderTest {

  private static final List<String> TRUE =
      List.of(
          "chain_id == 1",
          "governor == '0x6060606060606060606060606060606060606060'",
          "proposer == '0xb0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0'",
          "seconds_to_deadline == 3600",
          "voting_power == 1e21",
          "payments.size() == 1 && payments[0].symbol == 'USDX' && payments[0].decimals_known",
          "payments.paid('0xc0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0') == 2.5",
          "treasury_share == 0.0025",
          "moves_authority",
          "parameters[0].name == 'votingDelay' && parameters[0].value == '7'",
          "simulation_succeeded",
          "actions.size() == 2 && actions[0].function == 'transfer(address,uint256)'",
          "!actions[1].decoded && actions[1].selector == '0xdeadbeef' && actions[1].value_wei == 1.0",
          "effects[0].kind == 'transfer' && effects[0].base_units == 2500000.0",
          "supports == ['abstain', 'against', 'for']",
          "leaving[0].share == 0.0025 && leaving[0].base_units == 2500000.0",
          "votes_for == 10.0",
          "votes_against == 2.0",
          "votes_abstain == 1.0",
          "quorum == 12.0",
          "proposer_proposals == 5 && proposer_executed == 3",
          "proposer_defeated == 1 && proposer_canceled == 2");

  private static final List<String> OF_THE_TEXT =
      List.of(
          "text.contradicted == 1",
          "text.unmentioned == 2",
          "text.blocked",
          "text.title == 'A grant'",
          "text.verdict == 'differs'",
          "text.findings == ['AMOUNT_CONTRADICTED']");

  @Test
  void every_fact_is_read() throws IOException {
    PastProposal past = situation();
    // Ten for, of thirteen, against a quorum of twelve: whether it is reached depends on who
    // counts.
    assertThat(past.situation().circumstances().quorumReached()).isEmpty();
    for (String when : TRUE) {
      assertThat(matched(when, false, past)).as(when).isEqualTo("it");
    }
    for (String when : OF_THE_TEXT) {
      assertThat(matched(when, true, past)).as(when).isEqualTo("it");
    }
    assertThat(past.house().stop()).contains("Blocked.");
    assertThat(past.house().textRules()).containsExactly("guard");
    assertThat(past.house().agreement().orElseThrow().kind().name()).isEqualTo("DIFFERS");
  }

  @Test
  void no_fact_of_an_empty_proposal_is_known() throws IOException {
    PastProposal empty = SituationReader.read(ApiClient.JSON.readTree("{}"));
    for (String when : TRUE) {
      if (!when.startsWith("supports")) {
        assertThat(policy(when, false).decide(empty.situation(), empty.unknown()).reason())
            .as(when)
            .contains("reads what is not known here: ");
      }
    }
    assertThat(empty.situation().text()).isEmpty();
  }

  /** Whoever reads a replay learns of each fact why it is not known, and what to give. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|treasury_share > 0.1|treasury_share (the line leaves out treasuryShare)",
        "{}|quorum_reached|quorum_reached (the line leaves out quorum)",
        "{'quorum': '1'}|quorum_reached|quorum_reached (the line leaves out tally)",
        "{}|proposer_executed > 1|proposer_executed (the line leaves out proposerHistory)",
        "{'taken': 'opening'}|voting_power > 1.0|no policy decided on this, so it was not asked",
        "{'taken': 'decided'}|quorum_reached|quorum_reached (the decision is of a version that did",
        "{'taken': 'decided', 'tally': {'for': '1', 'against': '0', 'abstain': '0'}}|"
            + "quorum_reached|quorum_reached (the governor did not tell it)",
        "{'taken': 'decided'}|proposer_defeated > 1|no rule asked for it when this was decided",
        "{'taken': 'decided', 'house': {'unmeasured': 'Its vault is odd.'}}|treasury_share > 0.1|"
            + "treasury_share (Its vault is odd.)",
        "{'taken': 'decided'}|vote_by['0x00000000000000000000000000000000000a11ce'] == 'for'|"
            + "vote_by (how single accounts had voted is not kept)"
      })
  void why_a_fact_is_not_known_is_told_with_it(String line, String when, String says)
      throws IOException {
    PastProposal past = SituationReader.read(ApiClient.JSON.readTree(line.replace('\'', '"')));
    assertThat(policy(when, false).decide(past.situation(), past.unknown()).reason())
        .contains("reads what is not known here: ")
        .contains(says);
  }

  /**
   * Each of these would otherwise be read as a fact that nobody told: "no" as no, "none" as none.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'movesAuthority': 'yes'}",
        "{'movesAuthority': 0}",
        "{'simulationSucceeded': 'true'}",
        "{'payments': 'none'}",
        "{'payments': {}}",
        "{'leaving': {}}",
        "{'actions': 'none'}",
        "{'effects': {}}",
        "{'parameters': 0}",
        "{'secondsToDeadline': '3600'}",
        "{'secondsToDeadline': 1e30}",
        "{'chainId': 1.5}",
        "{'text': {'contradicted': 0, 'unmentioned': 0}}",
        "{'text': {'contradicted': 0, 'unmentioned': 0, 'blocked': 'no'}}",
        "{'text': {'unmentioned': 0, 'blocked': false}}",
        "{'text': {'contradicted': 0, 'unmentioned': '2', 'blocked': false}}",
        "{'text': 'blocked'}",
        "{'house': 'stop'}",
        "{'treasuryShare': '1.5'}",
        "{'proposerHistory': {'proposals': 1, 'executed': 1, 'defeated': 0}}",
        "{'proposerHistory': {'proposals': -1, 'executed': 0, 'defeated': 0, 'canceled': 0}}",
        "{'movesAuthority': true, 'movesAuthority': false}",
        "{'movesAuthority': false} {'movesAuthority': true}"
      })
  void what_is_not_as_the_api_writes_it_is_refused(String line, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("proposals.jsonl");
    Files.writeString(file, "{}\n" + line.replace('\'', '"') + "\n");
    assertThatThrownBy(() -> PastProposals.of(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("line 2: ");
  }

  /** No rule votes for what nobody can measure, whatever it looks at: as when the server votes. */
  @Test
  void nothing_votes_for_a_share_that_is_not_told() throws IOException {
    Policy always =
        Policy.read(
            "p",
            "version: 1\nrules:\n  - {name: it, when: 'true', then: for, reason: x}\n"
                + "  - {name: no, when: 'true', then: against, reason: x}\n");
    String known = "{\"treasuryShare\": \"0.01\"}";
    assertThat(rehearsed(always, known)).isEqualTo("for");
    assertThat(rehearsed(always, "{}")).isEqualTo("escalate");
    assertThat(rehearsed(always, "{\"treasuryShare\": null}")).isEqualTo("escalate");
  }

  /** What its calls would do changed all the time: then no rule votes for it, nor by its text. */
  @Test
  void what_changed_all_the_time_is_tried_as_it_was_decided() throws IOException {
    String restless =
        "{\"treasuryShare\": \"0.01\", \"decided\": {\"kind\": \"escalate\", \"plugin\": \""
            + Decided.WHATEVER_THE_EFFECTS
            + "\"}, \"text\": {\"contradicted\": 0, \"unmentioned\": 0, \"blocked\": true}}";
    String calm = restless.replace(Decided.WHATEVER_THE_EFFECTS, "policy-cel 1");
    Policy always =
        Policy.read(
            "p", "version: 1\nrules:\n  - {name: it, when: 'true', then: for, reason: x}\n");
    assertThat(rehearsed(always, calm)).isEqualTo("for");
    assertThat(rehearsed(always, restless)).isEqualTo("escalate");
    Policy byText =
        Policy.read(
            "p",
            "version: 1\nrules:\n  - {name: it, when: text.blocked, then: wait, reason: x, uses-text:"
                + " true}\n  - {name: no, when: 'true', then: against, reason: x}\n");
    assertThat(rehearsed(byText, calm)).isEqualTo("wait");
    assertThat(rehearsed(byText, restless)).isEqualTo("against");
  }

  private static String rehearsed(Policy policy, String line) throws IOException {
    return Rehearsal.word(
        new Rehearsal(policy).of(SituationReader.read(ApiClient.JSON.readTree(line))));
  }

  private static String matched(String when, boolean text, PastProposal past) {
    assertThat(past.unknown()).containsOnlyKeys("vote_by", "quorum_reached", "votes_in_parts");
    return policy(when, text).decide(past.situation(), past.unknown()).rule();
  }

  private static Policy policy(String when, boolean text) {
    return Policy.read(
        "p",
        "version: 1\nrules:\n  - name: it\n    when: \""
            + when
            + "\"\n    then: wait\n    reason: x\n    uses-text: "
            + text
            + "\n");
  }

  private static PastProposal situation() throws IOException {
    try (InputStream in = SituationReaderTest.class.getResourceAsStream("situation.json")) {
      return SituationReader.read(ApiClient.JSON.readTree(in));
    }
  }
}
