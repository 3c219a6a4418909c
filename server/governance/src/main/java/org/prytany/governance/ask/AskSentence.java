package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.judging.KeptWords;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** The sentence of a digest that says best what is asked, and can be shown alone. */
final class AskSentence {

  /** A longer sentence is cut where a clause ends, if that takes nothing from what it says. */
  private static final int LONG = 180;

  private static final int SHORTEST = 40;

  /** What ends an item of a list and no sentence. */
  private static final Pattern TRAILING = Pattern.compile("\\s*(?:;|\\s[–—-])\\s*\\z");

  /** What one more sign of an ask is worth, in places of the digester's order. */
  private static final double SIGN = 1.5;

  private static final Pattern CLAUSE_END = Cues.pattern(AskSentence.class, "clause-end");

  /** What asks, in words that begin a line of a list or a sentence. */
  private static final Pattern ORDERS = Cues.pattern(AskSentence.class, "orders");

  private static final Pattern PROPOSES = Cues.pattern(AskSentence.class, "proposes");
  private static final Pattern TO_COME = Cues.pattern(AskSentence.class, "to-come");

  /** What makes an amount one that is told of, and not asked for. */
  private static final Pattern TOLD = Cues.pattern(AskSentence.class, "told");

  private static final Pattern BACKGROUND = Cues.pattern(AskSentence.class, "background");

  private final TextDigest digest;
  private final Set<Span> typed;
  private final Set<Span> amounts;

  /**
   * @param typed where statements stand that are requested
   * @param amounts where amounts stand that are asked for, whatever is to be done with them
   */
  AskSentence(TextDigest digest, Set<Span> typed, Set<Span> amounts) {
    this.digest = digest;
    this.typed = typed;
    this.amounts = amounts;
  }

  /** Its words, cut short where they are many; "" where no sentence can be shown alone. */
  String quote() {
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    int place = 0;
    for (TextDigest.Sentence sentence :
        Stream.concat(digest.asks().stream(), digest.sentences().stream())
            // What was put in stands elsewhere in the text, and this is quoted as one sentence of
            // it.
            .filter(each -> !each.repaired())
            .toList()) {
      String words =
          TRAILING.matcher(Leaning.withoutConnective(sentence.text().strip())).replaceAll("");
      int signs = signs(words, sentence.span());
      double worth = SIGN * signs - place++;
      if (signs > 0 && worth > most && standsAlone(words)) {
        best = words;
        most = worth;
      }
    }
    return shortened(best);
  }

  /** How plainly a sentence asks; 0 where nothing in it does. */
  private int signs(String words, Span span) {
    if (within(span, typed)) {
      return 3;
    }
    if (PROPOSES.matcher(words).find() || ORDERS.matcher(words).find() || Leaning.asks(words)) {
      return BACKGROUND.matcher(words).find() ? 0 : 2;
    }
    boolean comes =
        TO_COME.matcher(words).find() || within(span, amounts) && !TOLD.matcher(words).find();
    return comes && !BACKGROUND.matcher(words).find() ? 1 : 0;
  }

  private static boolean within(Span sentence, Set<Span> statements) {
    return statements.stream()
        .anyMatch(at -> sentence.start() <= at.start() && at.end() <= sentence.end());
  }

  private static boolean standsAlone(String sentence) {
    return switch (Leaning.of(sentence)) {
      case NONE, FRAGMENT ->
          Modality.of(Matter.ANNOUNCEMENT, beginning(sentence)) != Modality.DENIED;
      default -> false;
    };
  }

  /** Its first clause: what is denied further on is no denial of the ask. */
  private static String beginning(String sentence) {
    int comma = sentence.indexOf(", ");
    return comma < 0 ? sentence : sentence.substring(0, comma);
  }

  private static String shortened(String sentence) {
    if (sentence.length() <= LONG) {
      return sentence;
    }
    List<String> shorter = new ArrayList<>();
    Matcher ends = CLAUSE_END.matcher(sentence);
    while (ends.find()) {
      String kept = sentence.substring(0, ends.start());
      if (kept.length() >= SHORTEST
          && kept.length() <= LONG
          && losesNothing(sentence.substring(ends.start()))) {
        shorter.add(kept + " …");
      }
    }
    return shorter.isEmpty() ? sentence : shorter.getLast();
  }

  /** Whether what is left out takes nothing back and hangs nothing on a condition. */
  private static boolean losesNothing(String rest) {
    return !KeptWords.NEGATION.pattern().matcher(rest).find()
        && !KeptWords.CONDITION.pattern().matcher(rest).find();
  }
}
