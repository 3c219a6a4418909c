package org.prytany.governance.comparison;

import java.util.List;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.claims.Replacement;
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
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;!?])\\s+");

  private Direction() {}

  /**
   * Whether a claim speaks of the opposite change.
   *
   * @param itsAccount whether the claim names the account: then its own words count, else the whole
   *     sentence, which may list who gains and who loses
   */
  static boolean isReverse(Comparison comparison, int claim, Change effect, boolean itsAccount) {
    if (!(effect instanceof Change.Role role)) {
      return false;
    }
    Span span = comparison.claims().get(claim).span();
    String words = span.of(comparison.text());
    Address account = effect.to().orElse(Address.ZERO);
    for (Replacement replaced : Replacement.in(itsAccount ? sentence(comparison, span) : "")) {
      if (replaced.comes().equals(account) || replaced.goes().equals(account)) {
        return replaced.comes().equals(account) != role.granted();
      }
    }
    boolean saysNeither = !GIVES.matcher(words).find() && !TAKES.matcher(words).find();
    if (saysNeither || !itsAccount) {
      words = sentence(comparison, span);
    }
    boolean gives = GIVES.matcher(words).find();
    boolean takes = TAKES.matcher(words).find();
    return role.granted() ? takes && !gives : gives && !takes;
  }

  /** The sentence in which something begins, within its line. */
  private static String sentence(Comparison comparison, Span span) {
    TextLines lines = comparison.lines();
    int number = lines.at(span.start());
    String line = lines.line(number);
    int at = 0;
    for (String sentence : SENTENCE_END.split(line, -1)) {
      int found = line.indexOf(sentence, at);
      at = found + sentence.length();
      if (lines.start(number) + at > span.start()) {
        return sentence;
      }
    }
    return line;
  }

  /** Whether every sentence that names an account tells what it is not, was or might be. */
  static boolean isDenied(Comparison comparison, Address account) {
    Pattern hex = Pattern.compile(account.hex(), Pattern.CASE_INSENSITIVE);
    List<Modality> said =
        hex.matcher(comparison.text())
            .results()
            .map(
                at -> {
                  int start = comparison.places().sentenceStart(at.start());
                  String sentence =
                      comparison.text().substring(start, comparison.places().sentenceEnd(at.end()));
                  return Modality.of(
                      Matter.POWER, sentence, 0, at.start() - start, at.end() - start);
                })
            .toList();
    return !said.isEmpty() && said.stream().noneMatch(Modality::explains);
  }

  /** Whether the text says that somebody's power ends without a successor. */
  static boolean saysGivenUp(Comparison comparison, Change effect) {
    return !(effect instanceof Change.Owner) || GIVEN_UP.matcher(comparison.text()).find();
  }
}
