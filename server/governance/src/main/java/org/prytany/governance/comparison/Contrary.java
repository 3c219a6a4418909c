package org.prytany.governance.comparison;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * Words that refuse, put off, limit or warn, near all that explains an effect: in its sentence and
 * those beside it, over it, or beside the account; in a short text anywhere. Of what they say so is
 * not read, so that nobody knows whether the text asks for the effect.
 */
final class Contrary {

  private static final Pattern TURNS = Cues.pattern(Contrary.class, "turns");
  private static final Pattern REFUSES = Cues.pattern(Contrary.class, "refuses");
  private static final Pattern CLAUSE = Cues.pattern(Contrary.class, "clause");
  private static final Pattern EXCUSED = Cues.pattern(Contrary.class, "excused");
  private static final Pattern EXCUSED_BY = Cues.pattern(Contrary.class, "excused-by");
  private static final Pattern EXCUSED_WITH = Cues.pattern(Contrary.class, "excused-with");
  private static final Pattern OF_ITSELF = Cues.pattern(Contrary.class, "of-itself");
  private static final Pattern ASIDE = Cues.pattern(Contrary.class, "aside");

  /** A text of no more sentences is about one thing. */
  private static final int SHORT = 14;

  private static final List<Integer> FIRST = List.of(0);

  /** How far from such a word its excuse may be, in characters. */
  private static final int REACH = 200;

  private static final int BEFORE = 1;
  private static final int BEHIND = 4;

  private final Comparison comparison;
  private final Sentences all;
  private final Requested requested;
  private final BitSet aside = new BitSet();
  private final BitSet turns = new BitSet();
  private final Map<Requested.Places, Optional<Integer>> contrary = new IdentityHashMap<>();

  /** The first sentence that turns away an account. */
  private final Map<Address, Integer> beside = new HashMap<>();

  Contrary(Comparison comparison, Sentences all, Requested requested) {
    this.comparison = comparison;
    this.all = all;
    this.requested = requested;
    for (int said = 0; said < all.count(); said++) {
      int number = said;
      String words = all.get(said).words();
      aside.set(said, all.isOver(said, ASIDE) && !OF_ITSELF.matcher(words).find());
      if (turns(words)) {
        turns.set(said);
        comparison.named(words).forEach(account -> beside.putIfAbsent(account, number));
      }
    }
  }

  /** Whether a word turns away that nothing in its part of the sentence excuses. */
  private static boolean turns(String sentence) {
    if (EXCUSED.matcher(sentence).find()) {
      return false;
    }
    int from = 0;
    Matcher clause = CLAUSE.matcher(sentence);
    boolean further = true;
    while (further) {
      further = clause.find();
      String part = sentence.substring(from, further ? clause.start() : sentence.length());
      Matcher turning = TURNS.matcher(part);
      while (turning.find()) {
        int end = turning.end();
        String before = part.substring(Math.max(0, turning.start() - REACH), turning.start());
        String behind = part.substring(end, Math.min(part.length(), end + REACH));
        if (!EXCUSED_BY.matcher(before).find() && !EXCUSED_WITH.matcher(behind).find()) {
          return true;
        }
      }
      from = further ? clause.end() : from;
    }
    return false;
  }

  /** Looks at what every effect that the text explains is explained by. */
  void run() {
    Set<Integer> told = new HashSet<>();
    for (Map.Entry<Integer, Requested.Places> each : requested.places().entrySet()) {
      Optional<Integer> account = comparison.effects().get(each.getKey()).to().map(beside::get);
      account
          .or(() -> contrary.computeIfAbsent(each.getValue(), this::contrary))
          .filter(told::add)
          .ifPresent(this::tell);
    }
  }

  private void tell(int said) {
    Span span = all.get(said).span();
    comparison
        .finding(Severity.AMBER, FindingCode.REQUEST_TAKEN_BACK, span)
        .say(
            "Beside what it asks for the text has words that may take it back or limit it: %s.",
            comparison.quote(span));
  }

  /** What turns away one place, or is near each place that explains an effect. */
  private Optional<Integer> contrary(Requested.Places places) {
    Optional<Integer> found = places.explaining().stream().filter(this::refused).findFirst();
    if (found.isPresent()) {
      return found;
    }
    List<Integer> own = places.asking().isEmpty() ? places.explaining() : places.asking();
    for (int said : own.isEmpty() && all.count() > 0 && all.count() <= SHORT ? FIRST : own) {
      found = near(said);
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private boolean refused(int said) {
    return turns.get(said) && REFUSES.matcher(all.get(said).words()).find();
  }

  private Optional<Integer> near(int own) {
    boolean isShort = all.count() <= SHORT;
    int from = isShort ? 0 : Math.max(0, own - BEFORE);
    int to = isShort ? all.count() : Math.min(all.count(), own + BEHIND + 1);
    IntStream over = IntStream.empty();
    Optional<Sentences.Over> up = all.get(own).over();
    while (up.isPresent()) {
      over = IntStream.concat(over, IntStream.range(up.get().from(), up.get().to()));
      up = up.get().up();
    }
    return IntStream.concat(over, IntStream.range(from, to))
        .filter(turns::get)
        .filter(said -> said == own || isShort || aside.get(own) || !aside.get(said))
        .boxed()
        .findFirst();
  }
}
