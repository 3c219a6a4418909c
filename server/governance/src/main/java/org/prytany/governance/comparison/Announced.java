package org.prytany.governance.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Place;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * What a text announces by the name of a contract, where it gives no address. New code may be
 * announced so ("Validators: 1.2.0 ⇒ 1.3.0") only where nobody can be misled about its address: the
 * text names no address that the calls do not have as well. For the contracts that hold the
 * treasury or decide, the sentence has to give the versions.
 */
record Announced(Comparison comparison) {

  private static final Pattern NEW_CODE = Cues.pattern(Announced.class, "new-code");
  private static final Pattern VERSIONS = Cues.pattern(Announced.class, "versions");
  private static final Pattern WORD_BREAK = Cues.pattern(Announced.class, "word-break");
  private static final Pattern TO_VERSION = Cues.pattern(Announced.class, "to-version");

  /** What may stand between a contract's name and its version. */
  private static final String BEFORE_VERSION =
      "(?:\\.sol)?[^\\p{L}\\d]{0,20}(?:(?:contract|proxy|from|version|v)[^\\p{L}\\d]{0,20}){0,3}"
          + "(?:\\d+\\.\\d|new\\b|n/a\\b|→|⇒|-{1,2}>|={1,2}>)";

  private static final Pattern WITHOUT_PROXY = Pattern.compile("[ _-]?[Pp]roxy$");
  private static final int SHORTEST_NAME = 4;

  /** So many words of a longer name are enough to know it by. */
  private static final int WORDS_THAT_TELL = 3;

  /** Whether a line of the text announces new code for the contract by its name. */
  boolean upgrade(Change.Code effect) {
    String name = calledName(effect);
    boolean own = comparison.isOwn(effect.contract());
    boolean inOwnPlace =
        !own
            && (isNameOf(comparison.dao().treasury(), name)
                || isNameOf(comparison.dao().governor(), name));
    if (inOwnPlace || comparison.namesUncalled()) {
      return false;
    }
    return announces(name, own)
        || shorter(name).filter(shorter -> announces(shorter, true)).isPresent();
  }

  /**
   * @param versions whether only a sentence counts that gives the versions: the code that decides
   *     over the treasury is not replaced by the way
   */
  private boolean announces(String name, boolean versions) {
    return comparison
        .lines()
        .sentences()
        .filter(sentence -> !versions || givesVersions(sentence))
        .anyMatch(sentence -> announces(sentence, name));
  }

  private static boolean givesVersions(String sentence) {
    return VERSIONS.matcher(sentence).find() || TO_VERSION.matcher(sentence).find();
  }

  /**
   * A name without its last word, where enough is left to know it by and nothing else is called so:
   * texts say "UniswapFeeHandler" for "UniswapFeeHandlerSeller".
   */
  private Optional<String> shorter(String name) {
    String plain = WITHOUT_PROXY.matcher(name.strip()).replaceAll("");
    List<String> words = List.of(WORD_BREAK.split(plain, -1));
    if (words.size() < WORDS_THAT_TELL + 1) {
      return Optional.empty();
    }
    String last = words.getLast();
    String shorter = plain.substring(0, plain.length() - last.length()).replaceAll("[\\s_-]+$", "");
    Pattern same = Pattern.compile(words(shorter).orElse("(?!)"), Pattern.CASE_INSENSITIVE);
    boolean taken =
        comparison.dao().labels().values().stream().anyMatch(label -> same.matcher(label).matches())
            || comparison.effects(Change.Code.class).values().stream()
                .map(Change.Code::place)
                .anyMatch(p -> p instanceof Place.Entry of && same.matcher(of.name()).matches());
    return taken ? Optional.empty() : Optional.of(shorter);
  }

  /**
   * Whether a sentence announces new code under that name. Where it gives versions, the name stands
   * right before one: other names there are talked about. Names that may be everyday words ("the
   * accounts") count only as they are written.
   */
  private static boolean announces(String sentence, String name) {
    Optional<String> words = words(name);
    if (words.isEmpty() || !NEW_CODE.matcher(sentence).find() || takesBack(sentence)) {
      return false;
    }
    if (givesVersions(sentence)) {
      return Pattern.compile(words.get() + BEFORE_VERSION, Pattern.CASE_INSENSITIVE)
          .matcher(sentence)
          .find();
    }
    boolean everyday = !words.get().contains("?\\Q");
    return Pattern.compile(words.get(), everyday ? 0 : Pattern.CASE_INSENSITIVE)
        .matcher(sentence)
        .find();
  }

  /** Whether a line says what is not done, or was done before. */
  static boolean takesBack(String line) {
    return !Modality.of(Matter.ANNOUNCEMENT, line).explains();
  }

  private boolean isNameOf(Address account, String name) {
    return labelOf(account).filter(pattern -> pattern.matcher(name).matches()).isPresent();
  }

  /** A contract by its label, or a place in a registry; other places of trust need an address. */
  private String calledName(Change.Code effect) {
    return switch (effect.place()) {
      case Place.Itself itself -> comparison.dao().labels().getOrDefault(effect.contract(), "");
      case Place.Entry entry -> entry.name();
      case Place.Facet _, Place.Named _ -> "";
    };
  }

  /** A place in a registry is called by its own name: "registry entry Validators". */
  private Optional<Pattern> called(Change.Code effect) {
    String place = effect.place().words();
    return effect.place() instanceof Place.Itself
        ? labelOf(effect.contract())
        : name(place.substring(place.lastIndexOf(' ') + 1));
  }

  private Optional<Pattern> labelOf(Address account) {
    return name(comparison.dao().labels().getOrDefault(account, ""));
  }

  /** Where the only line starts that announces new code for a contract by its name. */
  OptionalInt line(Address contract) {
    Optional<Pattern> name = labelOf(contract);
    TextLines lines = comparison.lines();
    int[] found =
        IntStream.range(0, name.isEmpty() ? 0 : lines.count())
            .filter(line -> NEW_CODE.matcher(lines.line(line)).find())
            .filter(line -> name.get().matcher(lines.line(line)).find())
            .limit(2)
            .toArray();
    return found.length == 1 ? OptionalInt.of(lines.start(found[0])) : OptionalInt.empty();
  }

  /**
   * Whether a line that announces new code names no contract whose code is replaced: "Validators:
   * 1.2.0 ⇒ 1.3.0", and no call does it.
   */
  boolean isUnmet(Claim.Authority claim) {
    String words = claim.span().of(comparison.text());
    return VERSIONS.matcher(words).find()
        && comparison.effects(Change.Code.class).values().stream()
            .map(this::called)
            .noneMatch(name -> name.isEmpty() || name.get().matcher(words).find());
  }

  /**
   * A pattern for a contract's name as texts write it: "GoldTokenProxy" is "gold token" as well.
   */
  private static Optional<Pattern> name(String label) {
    return words(label).map(words -> Pattern.compile(words, Pattern.CASE_INSENSITIVE));
  }

  private static Optional<String> words(String label) {
    String plain = WITHOUT_PROXY.matcher(label.strip()).replaceAll("");
    if (plain.replaceAll("[^\\p{L}\\d]", "").length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    StringBuilder pattern = new StringBuilder();
    for (String word : WORD_BREAK.split(plain, -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[\\s_-]?").append(Pattern.quote(word));
    }
    return Optional.of("(?<![\\p{L}\\d])" + pattern + "(?:[\\s_-]?proxy)?(?![\\p{L}\\d])");
  }
}
