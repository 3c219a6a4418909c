package org.prytany.governance.comparison;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.SentenceBounds;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/** Whether words give a power or take it: both are changes, and only one of them is meant. */
final class Direction {

  private static final Pattern GIVES = Cues.pattern(Direction.class, "gives");
  private static final Pattern TAKES = Cues.pattern(Direction.class, "takes");
  private static final Pattern GIVEN_UP = Cues.pattern(Direction.class, "given-up");

  private static final Pattern ACCOUNT =
      Pattern.compile("0x[0-9a-f]{40}", Pattern.CASE_INSENSITIVE);

  private static final SentenceBounds SENTENCE =
      new SentenceBounds(Pattern.compile("(?<=[.;!?])\\s+|\\n"), 2_000);

  /** What words say of giving and taking. */
  private record Said(boolean gives, boolean takes) {

    static Said of(String words) {
      return new Said(GIVES.matcher(words).find(), TAKES.matcher(words).find());
    }

    boolean isReverse(Change.Role role) {
      return role.granted() ? takes && !gives : gives && !takes;
    }
  }

  private final Comparison comparison;
  private final Map<Integer, Said> claims = new HashMap<>();

  private final Map<Integer, Said> sentences = new HashMap<>();
  private Optional<Map<Address, Boolean>> explained = Optional.empty();

  Direction(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * Whether a claim speaks of the opposite change.
   *
   * @param itsAccount whether the claim names the account: then its own words count, else the whole
   *     sentence, which may list who gains and who loses
   */
  boolean isReverse(int claim, Change effect, boolean itsAccount) {
    if (!(effect instanceof Change.Role role)) {
      return false;
    }
    Said sentence = sentences.computeIfAbsent(claim, this::sentence);
    Said words = words(claim);
    boolean saysNeither = !words.gives() && !words.takes();
    return (saysNeither || !itsAccount ? sentence : words).isReverse(role);
  }

  private Said words(int claim) {
    return claims.computeIfAbsent(
        claim, c -> Said.of(comparison.claims().get(c).span().of(comparison.text())));
  }

  /** The sentence in which a claim begins, within its line. */
  private Said sentence(int claim) {
    String text = comparison.text();
    int start = comparison.claims().get(claim).span().start();
    return Said.of(text.substring(SENTENCE.start(text, start), SENTENCE.end(text, start)));
  }

  /** Whether every sentence that names an account tells what it is not, was or might be. */
  boolean isDenied(Address account) {
    if (explained.isEmpty()) {
      explained = Optional.of(explained());
    }
    return !explained.get().getOrDefault(account, true);
  }

  /** Whether the text says that somebody's power ends without a successor. */
  static boolean saysGivenUp(Comparison comparison, Change effect) {
    return !(effect instanceof Change.Owner) || GIVEN_UP.matcher(comparison.text()).find();
  }

  /** Of each account in the text, whether any of its sentences may explain what it gets. */
  private Map<Address, Boolean> explained() {
    Map<Address, Boolean> found = new HashMap<>();
    Matcher named = ACCOUNT.matcher(comparison.text());
    while (named.find()) {
      Address account = new Address(named.group().toLowerCase(Locale.ROOT));
      if (!found.getOrDefault(account, false)) {
        found.put(account, explains(new Span(named.start(), named.end())));
      }
    }
    return found;
  }

  private boolean explains(Span account) {
    Span sentence = comparison.places().sentence(account);
    int start = sentence.start();
    return Modality.of(
            Matter.POWER,
            sentence.of(comparison.text()),
            0,
            account.start() - start,
            account.end() - start)
        .explains();
  }
}
