package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Leaning;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * What people are shown beside a line that quotes the text: the sentences of the digest without
 * those that the line has and those that point to what is not shown, and in what room there is the
 * next of the digester's asks, then what the text says of costs, limits, dangers and reasons. What
 * is stored and given to programs stays whole.
 */
public final class AskShown {

  /** As many words as a digest may have. */
  private static final int MOST_WORDS = 65;

  /** As many sentences as a digest may have. */
  private static final int MOST = 4;

  /** Words without which a sentence says the same. */
  private static final Set<String> EMPTY_WORDS = Cues.words(AskShown.class, "empty");

  /** As few sentences as people are shown, where the digest has them. */
  private static final int FEWEST = 2;

  /** A sentence of which but one in so many words is new repeats another. */
  private static final int REPEATED = 3;

  /** A shorter word tells nothing. */
  private static final int LONG_WORD = 4;

  /** What points to what is not shown. */
  private static final Pattern DANGLES = Cues.pattern(AskShown.class, "dangles");

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}.,]++|[.,]++(?!\\p{N})");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern FIGURE = Pattern.compile("\\p{Nd}[\\p{Nd},.]{0,30}");
  private static final Pattern EDGES =
      Pattern.compile("\\A(?:for|yes|yae|yea|aye)\\s?:\\s+|[\\s.:;…–—-]++\\z");

  private AskShown() {}

  /**
   * In reading order; all of them where the line says them all, so that nobody is shown none.
   *
   * @param digest of the text
   * @param asked what the line quotes of the text
   */
  public static List<TextDigest.Sentence> of(TextDigest digest, Asked asked) {
    List<String> said = new ArrayList<>();
    said.add(bare(asked.quote()));
    asked.parts().passages().forEach(each -> said.add(bare(each.words())));
    said.add(bare(digest.headline()));
    List<TextDigest.Sentence> chosen = without(said, digest.sentences());
    List<TextDigest.Sentence> shown =
        new ArrayList<>(
            chosen.stream().filter(each -> !dangles(each) || asks(each, digest)).toList());
    Optional<TextDigest.Sentence> next = next(said, shown, digest);
    while (next.isPresent()) {
      shown.add(next.get());
      next = next(said, shown, digest);
    }
    for (Asked.Passage each : asked.beside()) {
      addIfNew(new TextDigest.Sentence(each.words(), each.span()), said, shown);
    }
    if (shown.size() < FEWEST) {
      chosen.stream()
          .filter(each -> !shown.contains(each))
          .limit(FEWEST - shown.size())
          .toList()
          .forEach(shown::add);
    }
    shown.sort(Comparator.comparingInt(each -> each.span().start()));
    return shown.isEmpty() ? digest.sentences() : List.copyOf(shown);
  }

  /** The next ask that fits; of several one with a figure that nobody was told yet comes first. */
  private static Optional<TextDigest.Sentence> next(
      List<String> said, List<TextDigest.Sentence> shown, TextDigest digest) {
    if (shown.size() >= MOST) {
      return Optional.empty();
    }
    Set<String> figures =
        figures(Stream.concat(said.stream(), shown.stream().map(TextDigest.Sentence::text)));
    int room = MOST_WORDS - shown.stream().mapToInt(AskShown::words).sum();
    return without(said, digest.asks()).stream()
        .filter(next -> words(next) <= room && !dangles(next))
        .filter(next -> shown.stream().noneMatch(each -> overlap(each.span(), next.span())))
        .filter(next -> AskWords.askAlone(Leaning.withoutConnective(next.text().strip())))
        .min(Comparator.comparing(next -> figures.containsAll(figures(Stream.of(next.text())))));
  }

  private static void addIfNew(
      TextDigest.Sentence next, List<String> said, List<TextDigest.Sentence> shown) {
    int room = MOST_WORDS - shown.stream().mapToInt(AskShown::words).sum();
    boolean repeats =
        Stream.concat(said.stream(), shown.stream().map(AskShown::own))
            .anyMatch(known -> repeats(known, own(next)));
    if (shown.size() < MOST
        && words(next) <= room
        && !repeats
        && shown.stream().noneMatch(each -> overlap(each.span(), next.span()))) {
      shown.add(next);
    }
  }

  /** Whether most of what tells something in a sentence was said. */
  private static boolean repeats(String known, String words) {
    Set<String> there = Set.copyOf(words(known));
    List<String> telling = words(words);
    return REPEATED * telling.stream().filter(there::contains).count()
        >= (REPEATED - 1) * telling.size();
  }

  private static List<String> words(String text) {
    return BETWEEN
        .splitAsStream(text)
        .filter(word -> word.length() >= LONG_WORD || FIGURE.matcher(word).lookingAt())
        .distinct()
        .toList();
  }

  private static boolean asks(TextDigest.Sentence sentence, TextDigest digest) {
    return digest.asks().stream().anyMatch(ask -> overlap(ask.span(), sentence.span()));
  }

  /** Whether a sentence that was not mended points to what is not shown. */
  private static boolean dangles(TextDigest.Sentence sentence) {
    return !sentence.repaired()
        && (Leaning.of(sentence.text()) == Leaning.POINTER
            || DANGLES.matcher(sentence.text()).find());
  }

  /** A sentence's own words, without what was put in. */
  private static String own(TextDigest.Sentence sentence) {
    return bare(
        sentence.repaired()
            ? sentence.pieces().stream()
                .filter(each -> !each.inserted())
                .map(TextDigest.Piece::text)
                .collect(Collectors.joining(" "))
            : sentence.text());
  }

  private static List<TextDigest.Sentence> without(
      List<String> said, List<TextDigest.Sentence> sentences) {
    return sentences.stream()
        .filter(each -> said.stream().noneMatch(known -> isSame(known, own(each))))
        .toList();
  }

  /** Whether two say the same, but for words that say nothing. */
  private static boolean isSame(String one, String other) {
    return one.equals(other) || !one.isEmpty() && telling(one).equals(telling(other));
  }

  private static List<String> telling(String words) {
    return BLANKS.splitAsStream(words).filter(word -> !EMPTY_WORDS.contains(word)).toList();
  }

  private static Set<String> figures(Stream<String> texts) {
    return texts
        .flatMap(text -> FIGURE.matcher(text).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  private static int words(TextDigest.Sentence sentence) {
    return (int) BLANKS.splitAsStream(sentence.text().strip()).count();
  }

  /** A sentence's words, however it is begun and ended. */
  private static String bare(String sentence) {
    String words = Leaning.withoutConnective(sentence.strip()).toLowerCase(Locale.ROOT);
    return EDGES.matcher(words).replaceAll("");
  }
}
