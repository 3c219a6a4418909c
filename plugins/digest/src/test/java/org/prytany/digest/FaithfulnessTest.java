package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.prytany.spi.TextDigest;

/**
 * Reads every digest of the corpus anew, with none of the plugin's code: each number, address,
 * date, token symbol and name that is shown stands in the place that the sentence points at.
 */
class FaithfulnessTest {

  /**
   * Any word with a digit or a capital letter: numbers, dates, addresses, symbols, names. A slash
   * or a colon joins digits only: between names it may stand between two links.
   */
  private static final Pattern FACT =
      Pattern.compile(
          "[\\p{L}\\p{N}]*[\\p{Lu}\\p{N}][\\p{L}\\p{N}]*"
              + "(?:(?:[.,-]|(?<=\\p{N})[:/](?=\\p{N}))[\\p{L}\\p{N}]+)*");

  private static final Pattern MARKS = Pattern.compile("[*_`~\\\\]");

  @Test
  void everyFactOfEveryDigestStandsInItsSource() throws Exception {
    List<String> unfounded = new ArrayList<>();
    int facts = 0;
    for (Corpus.Digested each : Corpus.digested()) {
      Corpus.Proposal proposal = each.proposal();
      String text = proposal.description();
      TextDigest digest = each.digest();
      facts += check(proposal.id(), digest.headline(), text, unfounded);
      for (TextDigest.Sentence sentence : digest.sentences()) {
        for (TextDigest.Sentence part : Soundness.parts(sentence)) {
          String span = part.span().of(text);
          facts += check(proposal.id(), asWritten(part.text(), span), span, unfounded);
        }
      }
    }

    assertThat(facts).isGreaterThan(1_000);
    assertThat(unfounded).isEmpty();
  }

  @Test
  void anInventedNumberIsFound() {
    List<String> unfounded = new ArrayList<>();
    check("x", "Pay 2,500 USDC to Alice", "Pay **25,000** USDC to Bob", unfounded);

    assertThat(unfounded).containsExactly("x: 2,500", "x: Alice");
  }

  /** "However, the fee" is shown as "The fee": one letter at the beginning may differ. */
  private static String asWritten(String shown, String span) {
    String first = shown.split("\\s", 2)[0];
    String small = Character.toLowerCase(shown.charAt(0)) + shown.substring(1);
    return !standsAlone(first, span) && standsAlone(small.split("\\s", 2)[0], span) ? small : shown;
  }

  @Test
  void aCapitalAtTheBeginningIsNoFactAndAChangedNameIsOne() {
    assertThat(asWritten("The fee falls.", "However, the fee falls.")).isEqualTo("the fee falls.");
    assertThat(asWritten("Alice pays.", "However, Alice pays.")).isEqualTo("Alice pays.");
    List<String> unfounded = new ArrayList<>();
    check("x", asWritten("Carol pays.", "However, Alice pays."), "However, Alice pays.", unfounded);

    assertThat(unfounded).containsExactly("x: Carol");
  }

  private static int check(String id, String shown, String source, List<String> unfounded) {
    List<String> known = facts(source);
    List<String> found = facts(MARKS.matcher(shown).replaceAll(""));
    String plain = MARKS.matcher(entities(source)).replaceAll("");
    for (String fact : found) {
      if (!known.contains(fact) && !standsAlone(fact, plain)) {
        unfounded.add(id + ": " + fact);
      }
    }
    return found.size();
  }

  private static List<String> facts(String text) {
    String plain = MARKS.matcher(entities(text)).replaceAll("");
    return FACT.matcher(plain).results().map(MatchResult::group).toList();
  }

  /** Whether it stands in the text without a letter or digit on either side. */
  private static boolean standsAlone(String fact, String text) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(fact) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .find();
  }

  private static String entities(String text) {
    return text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u00a0")
        .replace("&#39;", "'");
  }
}
