package org.prytany.digest.repair;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.TextDigest.Piece;

/**
 * What "this" means by its name: the proposal, where the sentence before proposes something; or a
 * noun that the sentence before has in full ("this contract": "a vesting contract").
 */
final class Naming {

  private static final Pattern PROPOSES = Cues.pattern(Naming.class, "proposes");
  private static final Pattern FOLLOWS = Cues.pattern(Pronoun.class, "follows");
  private static final Pattern PROPOSAL = Pattern.compile("\\b[Tt]his proposal\\b(?![’'])");
  private static final Pattern THIS = Pattern.compile("\\A(?:This|It)\\s+(?=\\p{Ll})");
  private static final Pattern NAMED =
      Pattern.compile(
          "\\A(?<which>This|These|Those)\\s+(?<noun>\\p{Ll}[\\p{Ll}-]+)\\s+(?=\\p{Ll})");
  private static final Pattern VAGUE = Cues.pattern(Naming.class, "vague");
  private static final String BEHIND = Cues.text(Naming.class, "behind");
  private static final Pattern PART = Cues.pattern(Naming.class, "part");

  private final List<Unit> units;
  private int looked = 0;
  private Optional<Piece> proposal = Optional.empty();

  Naming(List<Unit> units) {
    this.units = units;
  }

  /** "We propose … This will …": this proposal will, as an earlier place of the text calls it. */
  Optional<Pronoun.Found> proposal(int at, String sentence) {
    Matcher begins = THIS.matcher(sentence);
    Unit before = units.get(at - 1);
    boolean proposes =
        begins.find()
            && FOLLOWS.matcher(sentence.substring(begins.end())).find()
            && PROPOSES.matcher(before.text()).find()
            && Words.assertsPlainly(before, before.text());
    return proposes
        ? called(at).map(piece -> new Pronoun.Found(piece, begins.end()))
        : Optional.empty();
  }

  private Optional<Piece> called(int before) {
    while (proposal.isEmpty() && looked < before) {
      Unit unit = units.get(looked++);
      Matcher named = PROPOSAL.matcher(unit.text());
      if (named.find()
          && unit.block().cells().isEmpty()
          && Words.assertsPlainly(unit, unit.text())) {
        proposal = Words.inserted(unit, named.start(), named.end());
      }
    }
    return proposal;
  }

  /**
   * "… a vesting contract. This contract will …": looked for in the two sentences before it, and in
   * the heading over it.
   */
  Optional<Pronoun.Found> noun(int at, String sentence) {
    Matcher begins = NAMED.matcher(sentence);
    if (!begins.find()) {
      return Optional.empty();
    }
    String noun = begins.group("noun");
    boolean plural = !begins.group("which").equals("This");
    String rest = sentence.substring(begins.end());
    boolean fits =
        plural == Subject.isPlural(noun)
            && Pronoun.isFinite(rest)
            && rest.stripTrailing().endsWith(".")
            && !VAGUE.matcher(noun).matches();
    for (int before = at - 1; fits && before >= Math.max(0, at - 2); before--) {
      Unit unit = units.get(before);
      if (count(unit.text(), noun) > 0 || unit.block().kind() == Block.Kind.HEADING) {
        return full(unit, noun).map(piece -> new Pronoun.Found(piece, begins.end()));
      }
      fits = unit.block().cells().isEmpty() && unit.block().kind() != Block.Kind.CODE;
    }
    return Optional.empty();
  }

  /** The noun with all that it has before it, where the text names it once there. */
  private static Optional<Piece> full(Unit unit, String noun) {
    String said = unit.text();
    boolean heading = unit.block().kind() == Block.Kind.HEADING;
    String whole =
        heading
            ? "\\A(?<full>(?<parts>(?:[\\p{L}\\d-]+\\s){1,4})" + Pattern.quote(noun) + ")\\Z"
            : "(?<full>\\b(?:[Tt]he|[Aa]n?)\\s(?<parts>(?:[\\p{L}\\d-]+\\s){1,4})"
                + Pattern.quote(noun)
                + ")(?=[.,;:)]|\\Z|\\s(?:"
                + BEHIND
                + ")\\b)";
    Matcher full = Pattern.compile(whole, heading ? Pattern.CASE_INSENSITIVE : 0).matcher(said);
    return count(said, noun) == 1
            && Words.assertsPlainly(unit, said)
            && full.find()
            && said.lastIndexOf('(', full.start()) <= said.lastIndexOf(')', full.start())
            && areParts(full.group("parts"))
        ? Words.inserted(unit, full.start("full"), full.end("full"))
        : Optional.empty();
  }

  private static boolean areParts(String words) {
    boolean first = true;
    for (String word : words.strip().split("\\s+", -1)) {
      boolean verb = !first && word.endsWith("ing");
      if (verb || !PART.matcher(word).matches()) {
        return false;
      }
      first = false;
    }
    return true;
  }

  private static int count(String said, String noun) {
    return (int)
        Pattern.compile("\\b" + Pattern.quote(noun) + "s?\\b", Pattern.CASE_INSENSITIVE)
            .matcher(said)
            .results()
            .count();
  }
}
