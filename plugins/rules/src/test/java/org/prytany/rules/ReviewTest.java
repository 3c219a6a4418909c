package org.prytany.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is wrong with a file is said at once, each with its place and what to do. */
class ReviewTest {

  /** Keeps out what hands out power. */
  private static final String POWER = rule("power", "moves_authority", "escalate");

  @Test
  void every_error_is_told_at_once_each_in_its_place() {
    Review review =
        Policy.review(
            "policy.yaml",
            """
            version: 2
            rules:
              - name: Bad Name
                when: "true"
                then: for
                reason: Because.
              - name: no-outcome
                when: treasury_shar < 0.5
                then: yes
                resaon: Because.
              - name: reads
                when: text.blocked
                then: against
                reason: ""
            """);
    assertThat(review.policy()).isEmpty();
    assertThat(review.errors().map(ReviewTest::shown))
        .containsExactly(
            "1:10 'version' must be 1",
            "3:11 a rule's name has lower-case letters, digits and dashes only",
            "8:11 rule 'no-outcome': undeclared reference to 'treasury_shar'; known facts: "
                + String.join(", ", Facts.TYPES.keySet())
                + ". Did you mean 'treasury_share'?",
            "9:11 rule 'no-outcome': 'then' must be one of "
                + Outcome.words()
                + ", or shares of a vote",
            "10:5 unknown key 'resaon' in a rule; known: name, reason, then, uses-text, when. Did"
                + " you mean 'reason'?",
            "12:11 rule 'reads': the condition reads facts from the proposal's text, which its"
                + " author words as they please; add 'uses-text: true' if that is meant",
            "14:13 rule 'reads': 'reason' must have 1 to 300 characters");
  }

  /** The mistyped name, written in every way that YAML has; "@" is where it has to be found. */
  static Stream<String> places() {
    return Stream.of(
        "when: @paymnets.size() > 0",
        "when: 'governor == \"x\" && @paymnets.size() > 0'",
        "when: 'governor == \"it''s\" && @paymnets.size() > 0'",
        "when: \"governor == \\\"\\u0061\\x62\\\" && @paymnets.size() > 0\"",
        "when: |\n      treasury_share < 0.5 &&\n        @paymnets.size() > 0",
        "when: >-\n      treasury_share < 0.5 &&\n\n      chain_id == 1 && @paymnets.size() > 0",
        "when: treasury_share < 0.5 &&\n      chain_id == 1 &&\n      @paymnets.size() > 0",
        "when: \"treasury_share < 0.5 && \\\n      chain_id == 1 && @paymnets.size() > 0\"",
        "when: \"treasury_share < 0.5 &&\\n\\x20\\t\\ \\u0020 @paymnets.size() > 0\"",
        "when: \"treasury_share < 0.5 &&\\n\n      @paymnets.size() > 0\"",
        "when: governor == '𝒳𝒴' && @paymnets.size() > 0");
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_name_is_found_where_it_stands_however_the_condition_is_written(String when) {
    String marked =
        "version: 1\nrules:\n  - name: a\n    " + when + "\n    then: wait\n    reason: x\n";
    int at = marked.indexOf('@');
    String before = marked.substring(0, at);
    int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
    int start = before.lastIndexOf('\n') + 1;
    int column = before.codePointCount(start, at) + 1;
    assertThat(Policy.review("policy.yaml", marked.replace("@", "")).errors())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.place()).isEqualTo(new Complaint.Place(line, column));
              assertThat(complaint.next()).isEqualTo("Did you mean 'payments'?");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{@fro: 60 %, against: 40 %} | into for, against and abstain only",
        "{for: @60, against: 40 %} | a per cent sign",
        "{for: 60 %, against: @40.123 %} | at most two places",
        "{for: 60 %, against: @-40 %} | from 0.01 to 100",
        "{for: 100 %, against: @0 %} | from 0.01 to 100",
        "@{for: 60 %, against: 30 %} | 100 % together",
        "@{for: 100 %} | all votes go in one direction",
        "@{} | 100 % together",
        "{for: 60 %, @for: 40 %} | is there twice"
      })
  void shares_that_make_no_vote_are_refused_where_they_stand(String then, String why) {
    String start = "version: 1\nrules:\n  - name: a\n    when: chain_id == 1\n    then: ";
    assertThat(
            Policy.review("policy.yaml", start + then.replace("@", "") + "\n    reason: x\n")
                .errors())
        .anySatisfy(
            complaint -> {
              assertThat(complaint.place())
                  .isEqualTo(new Complaint.Place(5, "    then: ".length() + then.indexOf('@') + 1));
              assertThat(complaint.what()).contains(why);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@vote_by.exists(a, vote_by[a] == 'for') | with an account alone",
        "vote_by[@proposer] == 'for' | written out",
        "vote_by[@'0xAB00000000000000000000000000000000000000'] == 'for' | written out",
        "vote_by[@'somebody.eth'] == 'for' | written out"
      })
  void an_account_whose_vote_is_asked_for_is_written_out(String when, String why) {
    String start = "version: 1\nrules:\n  - name: a\n    when: ";
    String yaml = start + when.replace("@", "") + "\n    then: wait\n    reason: x\n";
    assertThat(Policy.review("policy.yaml", yaml).errors())
        .anySatisfy(
            complaint -> {
              assertThat(complaint.place())
                  .isEqualTo(new Complaint.Place(4, "    when: ".length() + when.indexOf('@') + 1));
              assertThat(complaint.what()).contains(why);
            });
  }

  @Test
  void no_more_accounts_are_asked_for_than_the_host_asks() {
    StringBuilder yaml = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < 21; i++) {
      yaml.append("  - name: r%d\n    when: vote_by['0x%040x'] == 'for'\n".formatted(i, i + 1))
          .append("    then: wait\n    reason: x\n");
    }
    assertThat(Policy.review("policy.yaml", yaml.toString()).errors())
        .anySatisfy(complaint -> assertThat(complaint.what()).contains("21 accounts, and 20"));
  }

  @Test
  void a_word_that_nobody_votes_is_warned_of() {
    String yaml =
        "version: 1\nrules:\n  - name: a\n    then: wait\n    reason: x\n    when: vote_by['0x"
            + "0".repeat(40)
            + "'] == 'yes'\n";
    assertThat(Policy.review("policy.yaml", yaml).warnings())
        .anySatisfy(complaint -> assertThat(complaint.what()).contains("never 'yes'"));
  }

  @Test
  void a_part_for_it_without_a_cap_is_warned_of_like_a_vote_for_it() {
    String yaml =
        "version: 1\nrules:\n  - name: a\n    when: chain_id == 1\n"
            + "    then: {for: 1 %, against: 99 %}\n    reason: x\n";
    assertThat(Policy.review("policy.yaml", yaml).warnings())
        .anySatisfy(complaint -> assertThat(complaint.what()).contains("no cap"));
  }

  @Test
  void a_mistyped_fact_of_the_text_or_field_is_recognised() {
    assertThat(next("text.titel == 'x'")).isEqualTo("Did you mean 'text.title'?");
    assertThat(next("payments.all(p, p.amuont < 5.0)")).isEqualTo("Did you mean 'amount'?");
    assertThat(next("zebra > 1")).isEqualTo("Use one of the known facts.");
  }

  @Test
  void a_rule_that_nothing_reaches_is_told() {
    assertThat(
            warnings(
                rule("never", "1 > 2", "wait"),
                rule("one", "moves_authority", "wait"),
                rule("twin", "moves_authority", "escalate"),
                rule("all", "true", "escalate"),
                rule("late", "simulation_succeeded", "against")))
        .containsExactly(
            "never: this rule can never decide: its condition is never true",
            "twin: this rule can never decide: rule 'one' before it has the same condition",
            "late: this rule can never decide: rule 'all' before it always matches");
  }

  /** A rule that is passed over while the text is withheld does not end the policy. */
  @Test
  void a_rule_over_the_text_does_not_cover_those_behind_it() {
    assertThat(
            warnings(
                rule("opted-in", "true", "escalate") + "    uses-text: true\n",
                rule("rest", "moves_authority", "wait")))
        .containsExactly(
            "opted-in: it says 'uses-text' and reads no fact from the text: it is passed over"
                + " whenever those are withheld");
  }

  static Stream<String> bounded() {
    return Stream.of(
        "treasury_share < 0.05",
        "0.05 >= treasury_share",
        "!(treasury_share > 0.05)",
        "payments.size() == 0",
        "size(payments) < 1",
        "payments.size() <= 0",
        "!(payments.size() > 0)",
        "!(payments.size() >= 1)",
        "1 > payments.size()",
        "chain_id == 1 && (treasury_share <= 0.1 || treasury_share <= 0.2)",
        "!(treasury_share > 0.05 || moves_authority)",
        "payments.paid('0xA') <= 50 && payments.all(p, p.token == '0xa')",
        "payments.paid('0xa') <= 5 && payments.paid('0xb') < 5.0 && payments.all(p, p.token =="
            + " '0xa' || '0xb' == p.token)");
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void a_vote_for_with_a_cap_on_all_that_leaves_is_not_warned_of(String when) {
    assertThat(warnings(POWER, rule("pay", when, "for"))).as(when).isEmpty();
  }

  static Stream<String> unbounded() {
    return Stream.of(
        "true",
        "treasury_share > 0.05",
        "treasury_share <= 1.0",
        "treasury_share == 1.0",
        "!(treasury_share < 0.05)",
        "treasury_share < 0.05 || chain_id == 1",
        "treasury_share < voting_power",
        "payments.size() > 0",
        "!(payments.size() == 0)",
        "payments.size() < 3",
        "payments.size() == 1",
        "payments.size() <= 1",
        "!(payments.size() > 1)",
        "2 > payments.size()",
        "payments.exists(p, p.amount < 5.0)",
        "voting_power <= 5.0",
        "simulation_succeeded");
  }

  @ParameterizedTest
  @MethodSource("unbounded")
  void a_vote_for_without_a_cap_says_so(String when) {
    assertThat(warnings(POWER, rule("pay", when, "for")))
        .as(when)
        .containsExactly(
            "pay: it votes for with no cap: neither its condition nor a rule before it limits the"
                + " amount or the share that leaves the treasury");
  }

  /** Whatever comes to a rule, all before it let pass. */
  @Test
  void a_rule_before_it_can_be_its_cap_unless_it_may_be_passed_over() {
    String large = rule("large", "moves_authority || treasury_share > 0.25", "escalate");
    String pay = rule("pay", "simulation_succeeded", "for");
    assertThat(warnings(large, pay)).isEmpty();
    assertThat(warnings(pay, large)).hasSize(2);
    assertThat(warnings(rule("large", "moves_authority && treasury_share > 0.25", "wait"), pay))
        .hasSize(2);
    assertThat(
            warnings(
                POWER,
                rule("large", "text.blocked || treasury_share > 0.25", "wait")
                    + "    uses-text: true\n",
                pay))
        .hasSize(1);
    assertThat(Policy.read("p", "version: 1\nrules:\n" + large + pay).rules().getLast().caps())
        .containsExactly("not treasury_share > 0.25 (rule 'large' before)");
  }

  @Test
  void a_cap_that_can_be_got_round_says_how() {
    assertThat(warnings(POWER, rule("pay", "payments.paid('0xa') <= 50", "for")))
        .containsExactly("pay: its cap is on one token, and payments in any other have none");
    assertThat(warnings(POWER, rule("pay", "payments.all(p, p.amount <= 50.0)", "for")))
        .containsExactly(
            "pay: its cap is on each payment, not on all of them together: a hundred payments pass"
                + " it a hundred times");
    assertThat(warnings(rule("pay", "true", "against"))).isEmpty();
    assertThat(
            warnings(
                POWER,
                rule(
                    "pay",
                    "payments.paid('0xa') <= 50 && payments.all(p, p.token == '0xb')",
                    "for")))
        .containsExactly("pay: its cap is on one token, and payments in any other have none");
  }

  /** An allowance is no payment, and takes all there is. */
  @Test
  void a_cap_on_payments_is_none_on_power() {
    assertThat(warnings(rule("pay", "treasury_share < 0.05", "for")))
        .containsExactly(
            "pay: it votes for allowances, roles and calls that cannot be read as well, and no cap"
                + " on payments holds for those");
    assertThat(warnings(rule("pay", "treasury_share < 0.05 && !moves_authority", "for"))).isEmpty();
    assertThat(warnings(rule("pay", "treasury_share < 0.05 && moves_authority", "for"))).hasSize(1);
  }

  @Test
  void a_rule_is_shown_with_its_lines_and_its_caps() {
    Policy policy =
        Policy.read(
            "p",
            """
            version: 1
            rules:
              # about money
              - name: pay
                when: >-
                  payments.all(p, p.token == '0xa') &&
                  payments.paid('0xa') <= 50
                then: for
                reason: It is little.

              - {name: rest, when: "true", then: escalate, reason: Else.}
            """);
    assertThat(policy.rules().getFirst().written())
        .isEqualTo(
            """
            name: pay
            when: >-
              payments.all(p, p.token == '0xa') &&
              payments.paid('0xa') <= 50
            then: for
            reason: It is little.""");
    assertThat(policy.rules().getFirst().caps()).containsExactly("payments.paid(\"0xa\") <= 50");
    assertThat(policy.rules().getLast().written())
        .isEqualTo("{name: rest, when: \"true\", then: escalate, reason: Else.}");
  }

  private static String next(String when) {
    return Policy.review("p", "version: 1\nrules:\n" + rule("a", when, "wait"))
        .errors()
        .findFirst()
        .orElseThrow()
        .next();
  }

  /** Where these tests write '0xa', a file has a whole address. */
  private static List<String> warnings(String... rules) {
    String whole =
        String.join("", rules).replaceAll("'0x([aAbB])'", "'0x" + "0".repeat(39) + "$1'");
    Review review = Policy.review("p", "version: 1\nrules:\n" + whole);
    assertThat(review.errors().map(ReviewTest::shown)).isEmpty();
    return review
        .warnings()
        .map(found -> found.rule().orElseThrow() + ": " + found.what())
        .toList();
  }

  private static String shown(Complaint complaint) {
    return complaint.place().line() + ":" + complaint.place().column() + " " + complaint.words();
  }

  private static String rule(String name, String when, String then) {
    return "  - name: "
        + name
        + "\n    when: \""
        + when
        + "\"\n    then: "
        + then
        + "\n    reason: Because.\n";
  }
}
