package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * Sentences that say what an ask costs, what limits or guards it, what speaks against it or what it
 * is for, of a text's own prose. None leans on what is not shown.
 */
final class AskBeside {

  private static final int MOST = 6;
  private static final int FEWEST_WORDS = 7;
  private static final int MOST_WORDS = 36;

  /** What a sentence must come to, so that it is worth the room. */
  private static final int LEAST = 3;

  /** What each kind of words is worth. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(3, Cues.pattern(AskBeside.class, "guards")),
          new Sign(3, Cues.pattern(AskBeside.class, "costs")),
          new Sign(3, Cues.pattern(AskBeside.class, "cautions")),
          new Sign(2, Cues.pattern(AskBeside.class, "reasons")));

  private static final int NEW_FIGURE = 2;

  /** What a sentence has whose meaning stands elsewhere, or that praises. */
  private static final Pattern LEANS = Cues.pattern(AskBeside.class, "leans");

  /** What stands over sentences that are about something else than the ask. */
  private static final Pattern APART = Cues.pattern(AskBeside.class, "apart");

  private static final Pattern VERB = Cues.pattern(AskBeside.class, "verb");
  private static final Pattern BEGINS = Pattern.compile("[\\p{Lu}\\p{Nd}$€]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern FIGURE = Pattern.compile("\\p{Nd}[\\p{Nd},.]{0,30}");

  private final List<Unit> units;
  private final Headings headings;
  private final String named;
  private final Set<String> told;
  private final List<Span> shown;

  private record Sign(int worth, Pattern words) {}

  private record Found(Asked.Passage passage, int worth) {}

  /**
   * @param units of the text, but for what is struck out
   * @param headings over them
   * @param ask what the line says of it
   * @param digest whose sentences are shown anyway
   */
  AskBeside(List<Unit> units, Headings headings, AskSentence.Found ask, TextDigest digest) {
    this.units = units;
    this.headings = headings;
    this.named = AskTitle.named(digest.headline(), units);
    this.told =
        figures(
            Stream.of(
                    Stream.of(ask.quote(), digest.headline()),
                    ask.parts().passages().stream().map(Asked.Passage::words),
                    digest.sentences().stream().map(TextDigest.Sentence::text))
                .flatMap(each -> each));
    this.shown = digest.sentences().stream().map(TextDigest.Sentence::span).toList();
  }

  /** The most telling first; of two that tell as much the earlier. */
  List<Asked.Passage> find() {
    List<Found> found = new ArrayList<>();
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      String words = words(unit);
      Span place = unit.span(0, unit.text().length());
      if (isProse(unit, words) && !isApart(u) && standsAlone(words) && !isShown(place)) {
        int worth = worth(words);
        if (worth >= LEAST) {
          found.add(new Found(new Asked.Passage(words, place), worth));
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingInt(each -> -each.worth()))
        .map(Found::passage)
        .limit(MOST)
        .toList();
  }

  private static String words(Unit unit) {
    return BLANKS.matcher(unit.text().strip()).replaceAll(" ");
  }

  private static boolean isProse(Unit unit, String words) {
    long length = BLANKS.splitAsStream(words).count();
    boolean whole =
        BEGINS.matcher(words).lookingAt() && words.endsWith(".") && VERB.matcher(words).find();
    return switch (unit.block().kind()) {
      case PARAGRAPH, LIST_ITEM ->
          whole && !unit.block().quoted() && length >= FEWEST_WORDS && length <= MOST_WORDS;
      case HEADING, TABLE_ROW, CODE -> false;
    };
  }

  private boolean isApart(int unit) {
    return APART.matcher(headings.nearest(unit)).find() || headings.isDenied(unit);
  }

  private static boolean standsAlone(String words) {
    return Leaning.of(words) == Leaning.NONE
        && Leaning.of(words.substring(0, words.length() - 1)) != Leaning.FRAGMENT
        && AskWords.isOfNow(words)
        && !AskWords.point(words)
        && !LEANS.matcher(words).find();
  }

  private boolean isShown(Span place) {
    return shown.stream()
        .anyMatch(each -> each.start() < place.end() && place.start() < each.end());
  }

  private int worth(String words) {
    int worth =
        SIGNS.stream()
            .filter(sign -> sign.words().matcher(words).find())
            .mapToInt(Sign::worth)
            .max()
            .orElse(0);
    if (worth > 0 && !told.containsAll(figures(Stream.of(words)))) {
      worth += NEW_FIGURE;
    }
    boolean own = AskWords.declare(words) || !named.isEmpty() && AskTitle.isSaid(named, words);
    return worth + (worth > 0 && own ? 1 : 0);
  }

  private static Set<String> figures(Stream<String> texts) {
    return texts
        .flatMap(text -> FIGURE.matcher(text).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
