package org.prytany.digest.repair;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.judging.DigestCheck;
import org.prytany.judging.ReadText;
import org.prytany.reading.Places;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.TextDigest.Piece;
import org.prytany.spi.TextDigest.Sentence;

/**
 * Puts into a sentence what it leans on, where the structure of the text leaves one thing that it
 * can mean: the subject of the sentence before it, or the line that leads into its list. The cost
 * grows with the units of a text.
 */
public final class Repair {

  private static final Logger LOG = System.getLogger(Repair.class.getName());

  /** So many sentences of one text are tried; nobody is shown a tenth of them. */
  private static final int MOST = 200;

  /** What may be a pronoun, or point to a noun; all else leans on nothing that is put in. */
  private static final Pattern POINTS = Pattern.compile("\\A(?:It|This|They|These|Those)\\s");

  /** A line that leads into a list, with an item of it behind it. */
  private static final Pattern FOLLOWING =
      Pattern.compile("\\A\\[[^\\]]*\\bfollowing\\b[^\\]]*:\\]");

  /** What is left of its list at the end of an item. */
  private static final Pattern TRAILING =
      Pattern.compile("\\s*[;,](?:\\s*(?:and|or))?\\s*\\z", Pattern.CASE_INSENSITIVE);

  private final String raw;
  private final ReadText read;
  private final List<Unit> units;
  private final UnaryOperator<String> shortening;
  private final Map<Integer, Integer> before = new HashMap<>();
  private final Map<Integer, Optional<LeadIn>> leads = new HashMap<>();
  private final Naming naming;
  private int tried;
  private int last = -1;
  private Optional<Piece> lastPut = Optional.empty();

  /**
   * @param raw the description
   * @param units all of it
   * @param shortening makes of a sentence what is shown of it
   */
  public Repair(String raw, List<Unit> units, UnaryOperator<String> shortening) {
    this.raw = raw;
    this.read = new ReadText(new Places(raw)::saidWith, Leaning::connectiveEnd);
    this.units = units;
    this.shortening = shortening;
    this.naming = new Naming(units);
    for (int at = 1; at < units.size(); at++) {
      Block block = units.get(at).block();
      if (block.kind() == Block.Kind.LIST_ITEM
          && block.level() == 1
          && units.get(at - 1).block().container() != block.container()) {
        before.putIfAbsent(block.container(), at - 1);
      }
    }
  }

  /**
   * The sentence with what it leans on; empty where it leans on nothing, or on what is not known.
   *
   * @param at asked in the order of the text: a pronoun may mean what the one before it meant
   */
  public Optional<Sentence> of(int at) {
    StillWanted.check();
    if (units.get(at).block().quoted() || tried >= MOST) {
      return Optional.empty();
    }
    Optional<Sentence> fine = Optional.empty();
    try {
      fine = tried(at);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "a sentence stays as it is written", e);
    }
    if (fine.isPresent()) {
      last = at;
      lastPut = fine.map(sentence -> sentence.pieces().getFirst());
    }
    return fine;
  }

  private Optional<Sentence> tried(int at) {
    Unit unit = units.get(at);
    Optional<Piece> meant = last == at - 1 ? lastPut : Optional.empty();
    return pronoun(unit, at, meant)
        .or(() -> leadIn(unit, at))
        .filter(sentence -> standsAlone(sentence.text()))
        .filter(sentence -> DigestCheck.fault(sentence, raw, read).isEmpty());
  }

  private Optional<Sentence> pronoun(Unit unit, int at, Optional<Piece> meant) {
    if (at == 0) {
      return Optional.empty();
    }
    String text = unit.text();
    int from = Leaning.connectiveEnd(text);
    String rest = capital(text.substring(from));
    if (!POINTS.matcher(rest).find()) {
      return Optional.empty();
    }
    tried++;
    boolean same = units.get(at - 1).blockIndex() == unit.blockIndex();
    Optional<Pronoun.Found> near =
        same
            ? Pronoun.of(units.get(at - 1), meant, rest).or(() -> naming.proposal(at, rest))
            : Optional.empty();
    return near.or(() -> naming.noun(at, rest))
        .flatMap(found -> sentence(unit, from + found.from(), found.piece()));
  }

  private Optional<Sentence> leadIn(Unit unit, int at) {
    Block block = unit.block();
    boolean first =
        block.kind() == Block.Kind.LIST_ITEM
            && block.level() == 1
            && (at == 0 || units.get(at - 1).blockIndex() != unit.blockIndex());
    Integer over = first ? before.get(block.container()) : null;
    if (over == null) {
      return Optional.empty();
    }
    int line = over;
    Optional<LeadIn> lead =
        leads.computeIfAbsent(block.container(), list -> LeadIn.of(units.get(line)));
    tried += lead.isPresent() ? 1 : 0;
    return lead.filter(its -> its.goesOn(shortening.apply(unit.text())))
        .flatMap(its -> sentence(unit, 0, its.piece()));
  }

  private Optional<Sentence> sentence(Unit unit, int from, Piece put) {
    String text = unit.text();
    Matcher trailing = TRAILING.matcher(text);
    int to = trailing.find(from) ? trailing.start() : text.length();
    return Words.own(unit, from, to, shortening)
        .map(
            own ->
                Sentence.of(
                    Stream.concat(Stream.of(put), own.stream()).toList(),
                    unit.span(0, text.length())));
  }

  private static boolean standsAlone(String sentence) {
    return switch (Leaning.of(sentence)) {
      case NONE, FRAGMENT -> true;
      case POINTER -> FOLLOWING.matcher(sentence).find();
      default -> false;
    };
  }

  /** Behind a connective a sentence goes on in small letters. */
  private static String capital(String rest) {
    return rest.isEmpty() ? rest : Character.toUpperCase(rest.charAt(0)) + rest.substring(1);
  }
}
