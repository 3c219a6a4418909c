package org.prytany.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is well formed and still not what its author means is said before it votes. */
class TrapTest {

  private static final String UPPER = "0x00000000000000000000000000000000000000C0";

  /** A rule that no proposal can fulfil is told, however its condition hides it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "treasury_share > 5",
        "5 < treasury_share",
        "treasury_share > 1.0",
        "!(treasury_share <= 1)",
        "treasury_share < 0",
        "treasury_share <= 0.05 && false",
        "treasury_share <= 0.05 && 1 > 2",
        "treasury_share <= 0.05 && treasury_share > 0.1",
        "treasury_share < 0.05 && treasury_share >= 0.05",
        "treasury_share > 0.5 && (treasury_share < 0.1 || treasury_share == 0.2)",
        "chain_id == 1 && chain_id == 2",
        "payments.size() < 0",
        "payments.paid('0x00000000000000000000000000000000000000c0') <= -5",
        "moves_authority && !moves_authority",
        "votes_for < 0.0",
        "proposer_executed < 0",
        "governor == 'x' && !(governor == 'x')"
      })
  void a_condition_that_is_never_true_is_found(String when) {
    assertThat(warnings(rule("a", when, "escalate")))
        .anySatisfy(each -> assertThat(each).contains("never decide: its condition is never true"));
  }

  /** What some proposal can fulfil is not told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "treasury_share >= 1",
        "treasury_share <= 0.05 && treasury_share >= 0.05",
        "treasury_share > 0.5 || false",
        "chain_id == 1 || chain_id == 2",
        "seconds_to_deadline < 0",
        "chain_id != 1 && chain_id != 2",
        "!(chain_id == 1) && !(chain_id == 2)",
        "payments.exists(p, p.amount > 5.0) && payments.exists(p, p.amount < 1.0)",
        "payments.size() <= 0",
        "moves_authority || !moves_authority"
      })
  void a_condition_that_can_be_true_is_left_alone(String when) {
    assertThat(warnings(rule("a", when, "escalate"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments.size() >= 0",
        "treasury_share <= 5",
        "moves_authority || !moves_authority",
        "1 < 2 || chain_id == 1"
      })
  void nothing_is_reached_behind_what_is_always_true(String when) {
    assertThat(warnings(rule("a", when, "escalate") + rule("b", "chain_id == 1", "wait")))
        .singleElement()
        .asString()
        .contains("rule 'b': this rule can never decide: rule 'a' before it always matches");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "treasury_share > 0.05, treasury_share > 0.1",
        "treasury_share > 0.05 || moves_authority, moves_authority && chain_id == 1",
        "chain_id == 1, chain_id == 1 && moves_authority",
        "treasury_share > 0.05, !(treasury_share <= 0.05)"
      })
  void nothing_is_reached_behind_what_takes_all_of_it(String first, String second) {
    assertThat(warnings(rule("a", first, "escalate") + rule("b", second, "wait")))
        .singleElement()
        .asString()
        .contains("rule 'b': this rule can never decide: the rules before it");
  }

  @Test
  void a_rule_that_is_passed_over_without_text_takes_nothing_away() {
    assertThat(
            warnings(
                rule("a", "chain_id == 1 || text.blocked", "escalate")
                    + "    uses-text: true\n"
                    + rule("b", "chain_id == 1 && moves_authority", "wait")))
        .isEmpty();
  }

  /** A comparison that nothing can fulfil is a word that somebody got wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "governor == '" + UPPER + "' | addresses are lower case",
        "'" + UPPER + "' != proposer | addresses are lower case",
        "payments.all(p, p.token == '" + UPPER + "') | addresses are lower case",
        "payments.exists(p, p.recipient in ['" + UPPER + "']) | addresses are lower case",
        "actions.exists(a, a.target == '0xabc') | '0xabc' is no address",
        "payments.paid('USDC') > 5.0 | 'USDC' is no token's address",
        "effects.exists(e, e.kind == 'role_grant') | Did you mean 'role_granted'?",
        "'For' in supports | Did you mean 'for'?",
        "supports.exists(s, s == 'agianst') | Did you mean 'against'?"
      })
  void a_word_that_no_fact_ever_has_is_found(String when, String told) {
    assertThat(warnings(rule("a", when, "escalate"))).singleElement().asString().contains(told);
  }

  @Test
  void a_verdict_that_there_is_not_is_found() {
    assertThat(warnings(rule("a", "text.verdict != 'agree'", "wait") + "    uses-text: true\n"))
        .singleElement()
        .asString()
        .startsWith("4:28 ")
        .contains("Did you mean 'agrees'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments.all(p, p.token == 'native')",
        "effects.all(e, e.from == '' || e.kind == 'role_granted')",
        "payments.paid('NATIVE') > 5.0 && payments.paid('" + UPPER + "') > 5.0",
        "parameters.exists(p, p.value == '" + UPPER + "')",
        "'for' in supports"
      })
  void a_word_that_a_fact_may_have_is_left_alone(String when) {
    assertThat(warnings(rule("a", when, "escalate"))).isEmpty();
  }

  /** What fails for every proposal would send each to a person, and no later rule be tried. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chain_id == 1 && 1 / 0 > 0",
        "9223372036854775807 + 1 > chain_id",
        "governor.matches('(')",
        "payments.all(p, p.symbol.matches('['))",
        "timestamp('x') < timestamp('y')"
      })
  void what_can_never_be_evaluated_is_an_error(String when) {
    assertThat(errors(rule("a", when, "wait")))
        .singleElement()
        .asString()
        .startsWith("4:")
        .contains("this can never be evaluated");
  }

  @Test
  void a_share_of_whole_numbers_is_told_to_be_cut_off() {
    assertThat(warnings(rule("a", "treasury_share > 5 / 100", "escalate")))
        .singleElement()
        .asString()
        .contains("5 / 100 is 0");
  }

  /** No amount is above it: it limits nothing. */
  @Test
  void no_limit_is_without_end() {
    String token = "0x00000000000000000000000000000000000000c0";
    assertThat(
            warnings(
                rule("power", "moves_authority", "escalate")
                    + rule(
                        "a",
                        "payments.all(p, p.token == '%1$s') && payments.paid('%1$s') <= 1e400"
                            .formatted(token),
                        "for")))
        .singleElement()
        .asString()
        .contains("no cap");
  }

  /**
   * A reason stands in a ballot, on a page and in a terminal: what is not seen has no place in it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pay \\u202Eback",
        "\\u200b",
        "red \\e[31m",
        "a\\u2066b",
        "\\ud800",
        "a\\u00adb",
        "a\\uE000b"
      })
  void a_reason_with_what_is_not_seen_is_an_error(String reason) {
    assertThat(
            errors(
                "  - name: a\n    when: chain_id == 1\n    then: wait\n    reason: \""
                    + reason
                    + "\"\n"))
        .singleElement()
        .asString()
        .startsWith("6:13 rule 'a': 'reason' has a character that is not seen: U+");
  }

  @Test
  void an_alias_is_told_where_it_stands() {
    assertThat(
            errors(
                "  - &r\n    name: a\n    when: chain_id == 1\n    then: wait\n    reason: x\n"
                    + "  - *r\n"))
        .singleElement()
        .asString()
        .startsWith("8:5 ")
        .contains("'*r' repeats keys or a list");
  }

  @Test
  void an_empty_condition_is_told_where_it_should_stand() {
    assertThat(errors(rule("a", "", "wait")))
        .containsExactly("4:5 rule 'a': 'when' is empty. Write a condition, e.g. chain_id == 1.");
  }

  @Test
  void near_names_are_those_that_can_stand_there() {
    assertThat(errors(rule("a", "payments.payd('x') > 1.0", "wait")).getFirst())
        .endsWith("Did you mean 'paid'?");
    assertThat(errors(rule("a", "chain_id == 1", "escalte")).getFirst())
        .endsWith("Did you mean 'escalate'?");
    assertThat(errors(rule("a", "chain_id == 1", "FOR")).getFirst())
        .endsWith("Did you mean 'for'?");
  }

  private static List<String> warnings(String rules) {
    Review review = Policy.review("p", "version: 1\nrules:\n" + rules);
    assertThat(review.errors()).isEmpty();
    return review.warnings().map(TrapTest::shown).toList();
  }

  private static List<String> errors(String rules) {
    return Policy.review("p", "version: 1\nrules:\n" + rules)
        .errors()
        .map(TrapTest::shown)
        .toList();
  }

  private static String shown(Complaint complaint) {
    return complaint.place().line() + ":" + complaint.place().column() + " " + complaint.words();
  }

  private static String rule(String name, String when, String then) {
    return "  - name: "
        + name
        + "\n    when: "
        + (when.isEmpty() ? "" : "\"" + when + "\"")
        + "\n    then: "
        + then
        + "\n    reason: x\n";
  }
}
