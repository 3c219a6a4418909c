package org.prytany.digest.repair;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.TextDigest.Piece;

/**
 * A pronoun with which a sentence begins, and what it means: the subject of the sentence before it
 * in the same paragraph, where number fits and nothing else could be meant.
 */
final class Pronoun {

  private static final Pattern BEGINS =
      Pattern.compile("\\A(?<pronoun>It|This|They|These)\\s+(?=(?<next>\\p{Ll}+)\\b)");

  private static final Pattern ACT = Cues.pattern(Pronoun.class, "act");
  private static final Pattern FOLLOWS = Cues.pattern(Pronoun.class, "follows");
  private static final Pattern PLEONASTIC = Cues.pattern(Pronoun.class, "pleonastic");
  private static final Pattern COPULA = Cues.pattern(Pronoun.class, "copula");
  private static final Pattern RIVAL = Cues.pattern(Pronoun.class, "rival");
  private static final Pattern RIVALS = Cues.pattern(Pronoun.class, "rivals");

  private Pronoun() {}

  /**
   * What was put in, and where the sentence's own words begin.
   *
   * @param from in the sentence
   */
  record Found(Piece piece, int from) {}

  /**
   * @param before the sentence before it in its paragraph
   * @param put what was put into that one, if it was repaired
   * @param sentence as it is written, from where its pronoun stands
   */
  static Optional<Found> of(Unit before, Optional<Piece> put, String sentence) {
    Matcher begins = BEGINS.matcher(sentence);
    if (!begins.find()) {
      return Optional.empty();
    }
    String said = before.text();
    if (!Words.assertsPlainly(before, said)) {
      return Optional.empty();
    }
    String pronoun = begins.group("pronoun");
    String rest = sentence.substring(begins.end());
    if (put.isPresent()) {
      // "[The vault] is audited. It will …": the topic stays what it was.
      return Subject.of(said.replaceFirst("\\A(?:.{0,40}?, )?(?i:It|They|These|This)\\b", "X"))
          .flatMap(verb -> Subject.of(put.get().text() + " " + verb.verb() + verb.rest()))
          .filter(subject -> means(pronoun, rest, subject))
          .map(subject -> new Found(put.get(), begins.end()));
    }
    return Subject.of(said)
        .filter(subject -> Leaning.of(said.strip()) != Leaning.REFERENCE)
        .filter(subject -> means(pronoun, rest, subject))
        .flatMap(subject -> Words.inserted(before, 0, subject.end()))
        .map(piece -> new Found(piece, begins.end()));
  }

  private static boolean means(String pronoun, String rest, Subject subject) {
    boolean act = ACT.matcher(subject.words()).find();
    boolean whole = COPULA.matcher(subject.verb()).matches();
    return switch (pronoun) {
      case "This" -> act && !subject.plural() && FOLLOWS.matcher(rest).find();
      case "It" ->
          !subject.plural()
              && isFinite(rest)
              && endsAsASentence(rest)
              && !PLEONASTIC.matcher(rest).find()
              && (act || whole || !RIVAL.matcher(subject.rest()).find());
      case "They", "These" ->
          subject.plural()
              && isFinite(rest)
              && endsAsASentence(rest)
              && (whole || !RIVALS.matcher(subject.rest()).find());
      default -> false;
    };
  }

  private static boolean endsAsASentence(String rest) {
    return rest.stripTrailing().endsWith(".");
  }

  /** Whether what stands behind the pronoun is a verb that fits it. */
  static boolean isFinite(String rest) {
    return Subject.of("Something " + rest)
        .or(() -> Subject.of("Things " + rest))
        .filter(its -> its.end() <= "Something".length())
        .isPresent();
  }
}
