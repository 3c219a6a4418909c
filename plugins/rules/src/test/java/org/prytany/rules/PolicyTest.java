package org.prytany.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.Voting;
import org.prytany.spi.VotingSituation;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;

class PolicyTest {

  private static final Address SOMEBODY = SampleProposal.account(0x11);
  private static final String USDC = SampleProposal.USDC.contract().orElseThrow().hex();

  @Test
  void the_first_rule_that_matches_decides() {
    Policy policy =
        policy(
            rule("first", "treasury_share < 0.1", "for", ""),
            rule("second", "true", "against", ""));
    assertThat(policy.decide(SampleSituation.of().treasuryShare("0.05").situation()))
        .isEqualTo(
            new VoteDecision.Cast(
                Support.FOR, "first", "Because first. (policy " + policy.mark() + ")"));
    assertThat(policy.decide(SampleSituation.of().treasuryShare("0.5").situation()))
        .isInstanceOfSatisfying(
            VoteDecision.Cast.class,
            cast -> {
              assertThat(cast.support()).isEqualTo(Support.AGAINST);
              assertThat(cast.rule()).isEqualTo("second");
            });
  }

  @ParameterizedTest
  @CsvSource({"abstain,Cast", "refrain,Refrain", "escalate,Escalate", "wait,NotYet"})
  void every_outcome_has_its_decision(String word, String decision) {
    assertThat(policy(rule("only", "true", word, "")).decide(SampleSituation.of().situation()))
        .extracting(made -> made.getClass().getSimpleName())
        .isEqualTo(decision);
  }

  @Test
  void a_vote_is_parted_as_the_rule_says() {
    assertThat(
            policy(rule("only", "true", "{for: 60 %, against: 39.5%, abstain: 0.50 %}", ""))
                .decide(SampleSituation.of().situation()))
        .isInstanceOfSatisfying(
            VoteDecision.Split.class,
            split -> assertThat(split.shares()).isEqualTo(new Shares(6_000, 3_950, 50)));
  }

  @Test
  void a_vote_is_not_parted_where_the_governor_does_not_count_it() {
    Policy policy = policy(rule("only", "true", "{for: 60 %, abstain: 40 %}", ""));
    VotingSituation whole =
        SampleSituation.of()
            .circumstances(
                new Circumstances(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(false)))
            .situation();
    assertThat(policy.decide(whole)).isInstanceOf(VoteDecision.Escalate.class);
    assertThat(policy.decide(SampleSituation.of().supports(EnumSet.of(Support.FOR)).situation()))
        .isInstanceOf(VoteDecision.Escalate.class);
  }

  private static VotingSituation proposedBefore(Optional<Circumstances.History> history) {
    return SampleSituation.of()
        .circumstances(
            new Circumstances(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                history))
        .situation();
  }

  @Test
  void a_rule_reads_what_became_of_the_proposers_earlier_proposals() {
    Policy policy =
        policy(
            rule("newcomer", "proposer_proposals == 0", "escalate", ""),
            rule("canceled", "proposer_canceled > 0", "against", ""),
            rule("known", "proposer_executed >= 3 && proposer_defeated < 2", "for", ""));
    assertThat(policy.decide(proposedBefore(Optional.of(new Circumstances.History(0, 0, 0, 0)))))
        .isInstanceOf(VoteDecision.Escalate.class);
    assertThat(policy.decide(proposedBefore(Optional.of(new Circumstances.History(6, 3, 1, 1)))))
        .extracting(VoteDecision::rule)
        .isEqualTo("canceled");
    assertThat(policy.decide(proposedBefore(Optional.of(new Circumstances.History(6, 3, 1, 0)))))
        .extracting(VoteDecision::rule)
        .isEqualTo("known");
  }

  @Test
  void a_history_is_asked_for_only_where_a_rule_reads_it() {
    Policy other = policy(rule("mine", "proposer == '0xb0b' || quorum > 1.0", "against", ""));
    assertThat(other.asksForHistory()).isFalse();
    for (String fact : List.of("proposals", "executed", "defeated", "canceled")) {
      String when = "moves_authority && proposer_" + fact + " > 1";
      assertThat(
              policy(rule("first", "moves_authority", "against", ""), rule("it", when, "for", ""))
                  .asksForHistory())
          .isTrue();
    }
  }

  /** Nobody looked: that is no account without proposals. */
  @Test
  void a_history_that_nobody_looked_at_is_not_none() {
    Policy policy = policy(rule("newcomer", "proposer_proposals == 0", "abstain", ""));
    assertThat(policy.decide(proposedBefore(Optional.empty())))
        .isInstanceOfSatisfying(
            VoteDecision.Escalate.class,
            escalate -> assertThat(escalate.reason()).contains("proposer_proposals"));
  }

  private static VotingSituation voted(Voting.CastVote... votes) {
    return voted(List.of(SOMEBODY), votes);
  }

  private static VotingSituation voted(List<Address> asked, Voting.CastVote... votes) {
    return SampleSituation.of()
        .circumstances(
            new Circumstances(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new Voting("dao", Optional.empty(), Instant.MAX, List.of(votes), asked))))
        .situation();
  }

  @Test
  void a_rule_sees_how_an_account_voted_and_names_it_to_the_host() {
    String account = SOMEBODY.hex();
    Policy policy =
        policy(
            rule("early", "vote_by['" + account + "'] == ''", "wait", ""),
            rule("split", "vote_by['" + account + "'] == 'several'", "abstain", ""),
            rule("as-they-do", "vote_by['" + account + "'] == 'against'", "against", ""));
    assertThat(policy.followed()).containsExactly(SOMEBODY);
    assertThat(policy.decide(voted())).isInstanceOf(VoteDecision.NotYet.class);
    assertThat(
            policy.decide(
                voted(new Voting.CastVote(SOMEBODY, Optional.of(Support.AGAINST), BigInteger.ONE))))
        .extracting(VoteDecision::rule)
        .isEqualTo("as-they-do");
    assertThat(
            policy.decide(voted(new Voting.CastVote(SOMEBODY, Optional.empty(), BigInteger.ONE))))
        .extracting(VoteDecision::rule)
        .isEqualTo("split");
    assertThat(policy.decide(SampleSituation.of().situation()))
        .isInstanceOfSatisfying(
            VoteDecision.Escalate.class,
            escalated -> assertThat(escalated.reason()).contains("not known here: vote_by"));
  }

  @Test
  void a_vote_that_nobody_asked_for_is_not_known_and_is_not_taken_for_none() {
    String account = SOMEBODY.hex();
    for (String condition : List.of("!= 'against'", "== ''")) {
      Policy policy = policy(rule("unless", "vote_by['" + account + "'] " + condition, "for", ""));
      assertThat(policy.decide(voted())).isInstanceOf(VoteDecision.Cast.class);
      assertThat(policy.decide(voted(List.of())))
          .isInstanceOfSatisfying(
              VoteDecision.Escalate.class,
              escalated ->
                  assertThat(escalated.reason())
                      .contains("not known here: the vote of " + account));
    }
  }

  @Test
  void without_a_matching_rule_a_person_decides() {
    VoteDecision decision =
        policy(rule("never", "false", "for", "")).decide(SampleSituation.of().situation());
    assertThat(decision).isInstanceOf(VoteDecision.Escalate.class);
    assertThat(decision.rule()).isEqualTo("no-rule");
  }

  @Test
  void a_rule_that_cannot_be_evaluated_stops_the_line_instead_of_being_passed_over() {
    VoteDecision decision =
        policy(
                rule("first-payee", "payments[0].recipient == 'x'", "against", ""),
                rule("rest", "true", "for", ""))
            .decide(SampleSituation.of().situation());
    assertThat(decision).isInstanceOf(VoteDecision.Escalate.class);
    assertThat(decision.rule()).isEqualTo("first-payee");
    assertThat(decision.reason()).contains("could not be evaluated").contains("Index out of");
  }

  @Test
  void many_small_payments_are_counted_together() {
    Policy policy = policy(rule("limit", "payments.paid('" + USDC + "') <= 25000", "for", ""));
    SampleSituation within = SampleSituation.of();
    SampleSituation beyond = SampleSituation.of();
    for (int i = 0; i < 10; i++) {
      within.pays(SampleProposal.USDC, "2500", SOMEBODY);
      beyond.pays(SampleProposal.USDC, "2500.000001", SOMEBODY);
    }
    within.pays(Token.NATIVE, "9", SOMEBODY);
    assertThat(policy.decide(within.situation())).isInstanceOf(VoteDecision.Cast.class);
    assertThat(policy.decide(beyond.situation())).isInstanceOf(VoteDecision.Escalate.class);
  }

  @Test
  void a_limit_is_never_passed_by_rounding() {
    Policy policy = policy(rule("limit", "payments.all(p, p.amount <= 25000)", "for", ""));
    assertThat(
            policy.decide(
                SampleSituation.of()
                    .pays(Token.NATIVE, "25000.000000000000000001", SOMEBODY)
                    .situation()))
        .isInstanceOf(VoteDecision.Escalate.class);
    Policy power = policy(rule("power", "voting_power >= 1e21", "for", ""));
    assertThat(
            power.decide(
                SampleSituation.of()
                    .votingPower(BigInteger.TEN.pow(21).subtract(BigInteger.ONE))
                    .situation()))
        .isInstanceOf(VoteDecision.Escalate.class);
  }

  @Test
  void a_rule_over_all_actions_sees_undecoded_ones() {
    Policy policy =
        policy(
            rule("unknown", "actions.exists(a, !a.decoded)", "against", ""),
            rule("rest", "true", "for", ""));
    assertThat(
            policy
                .decide(
                    SampleSituation.of()
                        .proposal(SampleProposal.of().calls(SOMEBODY, "0xdeadbeef").snapshot())
                        .situation())
                .rule())
        .isEqualTo("unknown");
    assertThat(policy.decide(SampleSituation.of().situation()).rule()).isEqualTo("rest");
  }

  @Test
  void a_vote_that_the_governor_does_not_count_goes_to_a_person() {
    VoteDecision decision =
        policy(rule("only", "true", "abstain", ""))
            .decide(
                SampleSituation.of()
                    .supports(EnumSet.of(Support.FOR, Support.AGAINST))
                    .situation());
    assertThat(decision).isInstanceOf(VoteDecision.Escalate.class);
    assertThat(decision.reason()).contains("votes abstain, which this governor does not count");
  }

  @Test
  void a_rule_that_reads_the_text_votes_only_where_the_host_gives_text_facts() {
    Policy policy =
        policy(
            rule("hidden", "text.blocked", "against", "    uses-text: true\n"),
            rule("rest", "true", "escalate", ""));
    SampleSituation blocked = SampleSituation.of().text(1, 0, true, "Harmless");
    assertThat(policy.decide(blocked.situation()).rule()).isEqualTo("hidden");
    assertThat(policy.decide(blocked.withoutText().situation()).rule()).isEqualTo("rest");
  }

  @Test
  void a_rule_that_reads_the_text_without_saying_so_is_refused() {
    for (String when :
        List.of(
            "text.blocked", "moves_authority || text.contradicted > 0", "'x' in [text.title]")) {
      assertRefused(
          List.of(rule("sly", "true", "wait", ""), rule("text-reader", when, "against", "")),
          "policy.yaml, line 8: rule 'text-reader': the condition reads facts from the proposal's"
              + " text");
    }
  }

  @Test
  void unknown_facts_and_wrong_types_are_refused_with_rule_and_line() {
    assertCondition(
        "paymnets.size() > 0", "undeclared reference to 'paymnets'; known facts: chain");
    assertCondition("payments.all(p, p.amuont < 5)", "undefined field 'amuont'");
    assertCondition("treasury_share", "must be true or false, but it is of type double");
    assertCondition("governor > 5", "found no matching overload");
    assertCondition("treasury_share <", "extraneous input '<EOF>'|mismatched input '<EOF>'");
    assertCondition("text == 'x'", "undeclared reference to 'text'");
    assertCondition("system('rm')", "undeclared reference to 'system'");
  }

  @Test
  void an_error_in_a_condition_of_many_lines_names_its_own_line() {
    assertRefusedYaml(
        """
        version: 1
        rules:
          - name: long
            when: |-
              treasury_share < 0.5 &&
              nonsense
            then: for
            reason: Because.
        """,
        "policy.yaml, line 6: rule 'long': undeclared reference to 'nonsense'");
  }

  @Test
  void a_file_that_is_no_policy_is_refused_with_its_line() {
    assertRefusedYaml("", "line 1: the file is empty");
    assertRefusedYaml("just text", "line 1: the policy must have keys: rules, version");
    assertRefusedYaml("version: 2\nrules: []\n", "line 1: 'version' must be 1");
    assertRefusedYaml("version: 1\nrules: []\n", "line 2: 'rules' must be a list with at least");
    assertRefusedYaml("version: 1\nrulez: []\n", "line 2: unknown key 'rulez' in the policy");
    assertRefusedYaml("version: 1\nrules: [\n", "this is not YAML");
    assertRefusedYaml("version: 1\nversion: 1\nrules: []\n", "twice|duplicate key");
    assertRefused(
        List.of(rule("a", "true", "yes", "")),
        "line 5: rule 'a': 'then' must be one of for, against, abstain, refrain, escalate, wait");
    assertRefused(
        List.of(rule("a", "true", "for", ""), rule("a", "true", "for", "")),
        "line 7: there are two rules named 'a'");
    assertRefused(List.of(rule("A b", "true", "for", "")), "line 3: a rule's name has lower-case");
    assertRefused(
        List.of(rule("a", "true", "for", "    uses-text: yes please\n")),
        "'uses-text' must be true or false");
    assertRefusedYaml(
        "version: 1\nrules:\n  - name: a\n    then: for\n    reason: x\n",
        "line 3: rule 'a' has no 'when'");
  }

  @Test
  void yaml_that_attacks_its_reader_is_harmless() {
    assertRefusedYaml(
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nversion: 1\n", "repeats keys or a list");
    assertRefusedYaml(
        "version: 1\nrules: !!javax.script.ScriptEngineManager [x]\n", "must have keys");
    assertRefusedYaml("#" + "x".repeat(1_100_000), "longer than a policy can be");
  }

  @Test
  void the_version_and_every_reason_show_the_policys_hash() {
    Policy one = policy(rule("a", "true", "escalate", ""));
    Policy other = policy(rule("b", "true", "escalate", ""));
    assertThat(one.mark()).hasSize(12).isNotEqualTo(other.mark());
    assertThat(one.decide(SampleSituation.of().situation()).reason()).contains(one.mark());
  }

  private static void assertCondition(String when, String complaint) {
    assertThatThrownBy(() -> policy(rule("ok", "true", "wait", ""), rule("bad", when, "for", "")))
        .as(when)
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("policy.yaml, line 8: rule 'bad': ")
        .hasMessageMatching("(?s).*(" + complaint.replace("(", "\\(") + ").*");
  }

  private static void assertRefused(List<String> rules, String complaint) {
    assertThatThrownBy(() -> policy(rules.toArray(String[]::new)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(complaint);
  }

  private static void assertRefusedYaml(String yaml, String complaint) {
    assertThatThrownBy(() -> Policy.read("policy.yaml", yaml))
        .isInstanceOf(PolicyException.class)
        .hasMessageMatching("(?s).*(" + complaint + ").*");
  }

  private static Policy policy(String... rules) {
    return Policy.read("policy.yaml", yaml(rules));
  }

  private static String yaml(String... rules) {
    return "version: 1\nrules:\n" + String.join("", rules);
  }

  private static String rule(String name, String when, String then, String more) {
    return "  - name: "
        + name
        + "\n    when: "
        + "\""
        + when
        + "\"\n    then: "
        + then
        + "\n    reason: Because "
        + name
        + ".\n"
        + more;
  }
}
