package org.prytany.governance.ask;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** The sentence of a digest that says best what is asked, and can be shown alone. */
final class AskSentence {

  /** A longer sentence is cut where a clause ends, if that takes nothing from what it says. */
  private static final int LONG = 180;

  private static final int SHORTEST = 40;

  /** The end of a sentence that leads into a list, which is not quoted. */
  private static final Pattern LEAD_IN = Pattern.compile("(?:\\s(?:that|which))?\\s?:\\z");

  /** What a sentence ends with that says nothing without its list. */
  private static final Pattern OPEN = Cues.pattern(AskSentence.class, "open");

  /** What a vote for the proposal is called before what it brings. */
  private static final Pattern OPTION =
      Pattern.compile("\\A(?:for|yes|yae|yea|aye)\\s?:\\s+(?=\\p{Lu})", Pattern.CASE_INSENSITIVE);

  /** What ends an item of a list and no sentence. */
  private static final Pattern TRAILING = Pattern.compile("\\s*(?:;|\\s[–—-])\\s*\\z");

  /** What asks, in words that begin a line of a list or a sentence. */
  private static final Pattern ORDERS = Cues.pattern(AskSentence.class, "orders");

  private static final Pattern PROPOSES = Cues.pattern(AskSentence.class, "proposes");
  private static final Pattern TO_COME = Cues.pattern(AskSentence.class, "to-come");

  /** What makes an amount one that is told of, and not asked for. */
  private static final Pattern TOLD = Cues.pattern(AskSentence.class, "told");

  /** What points elsewhere from within a sentence. */
  private static final Pattern POINTS = Cues.pattern(AskSentence.class, "points");

  private static final Pattern BACKGROUND = Cues.pattern(AskSentence.class, "background");

  private final TextDigest digest;
  private final Set<Span> typed;
  private final Set<Span> amounts;
  private final List<Unit> units;
  private final String title;

  /**
   * @param typed where statements stand that are requested
   * @param amounts where amounts stand that are asked for, whatever is to be done with them
   * @param units all of the text
   */
  AskSentence(TextDigest digest, Set<Span> typed, Set<Span> amounts, List<Unit> units) {
    this.digest = digest;
    this.typed = typed;
    this.amounts = amounts;
    this.units = units;
    this.title = AskTitle.of(digest.headline(), units);
  }

  /**
   * The digester's first that has a sign of asking and can be shown alone; the title where that is
   * but an item of a list, or none; else what asks most plainly in the summary, else the digester's
   * first. Cut short where it is long; "" where nothing asks.
   */
  String quote() {
    List<TextDigest.Sentence> asks =
        digest.asks().stream().filter(AskSentence::isOwn).filter(AskSentence::asksAlone).toList();
    Optional<TextDigest.Sentence> first =
        asks.stream()
            .filter(each -> signs(words(each), each.span()) > 0)
            .filter(each -> !POINTS.matcher(words(each)).find())
            .findFirst();
    if (!title.isEmpty() && first.filter(each -> !isItem(each.span())).isEmpty()) {
      return shortened(title);
    }
    return first
        .map(AskSentence::words)
        .or(this::plainest)
        .or(() -> asks.stream().findFirst().map(AskSentence::words))
        .map(words -> shortened(OPTION.matcher(words).replaceAll("")))
        .orElse("");
  }

  private static boolean asksAlone(TextDigest.Sentence sentence) {
    String words = words(sentence);
    return standsAlone(words) && !BACKGROUND.matcher(words).find();
  }

  /** One of several: the title says them all. */
  private boolean isItem(Span sentence) {
    return units.stream()
        .filter(unit -> unit.block().kind() == Block.Kind.LIST_ITEM)
        .map(unit -> unit.span(0, unit.end() - unit.start()))
        .anyMatch(item -> item.start() <= sentence.start() && sentence.end() <= item.end());
  }

  private Optional<String> plainest() {
    String best = "";
    int most = 0;
    for (TextDigest.Sentence sentence : digest.sentences()) {
      String words = words(sentence);
      int signs = signs(words, sentence.span());
      if (signs > most && isOwn(sentence) && standsAlone(words)) {
        best = words;
        most = signs;
      }
    }
    return most == 0 ? Optional.empty() : Optional.of(best);
  }

  /** What was put in stands elsewhere in the text, and this is quoted as one sentence of it. */
  private static boolean isOwn(TextDigest.Sentence sentence) {
    return !sentence.repaired();
  }

  private static String words(TextDigest.Sentence sentence) {
    String text = Leaning.withoutConnective(sentence.text().strip());
    Matcher lead = LEAD_IN.matcher(text);
    return lead.find() && !OPEN.matcher(text.substring(0, lead.start())).find()
        ? text.substring(0, lead.start()) + AskClause.CUT
        : TRAILING.matcher(text).replaceAll("");
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
    String part = sentence.length() <= LONG ? "" : AskClause.part(sentence, SHORTEST, LONG);
    return part.isEmpty() ? sentence : part;
  }
}
