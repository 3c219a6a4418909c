package org.prytany.governance.ask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;

/** How plainly words ask, and whether they can be quoted alone. */
final class AskWords {

  /** Behind a word that proposes, so many characters can deny it. */
  private static final int NEXT_WORDS = 24;

  /** What ends a clause. */
  private static final String CLAUSE = ", ";

  /** What asks, in words that begin a line of a list or a sentence. */
  private static final Pattern ORDERS = Cues.pattern(AskWords.class, "orders");

  private static final Pattern PROPOSES = Cues.pattern(AskWords.class, "proposes");

  /** What says of the proposal itself what it does, or who proposes. */
  private static final Pattern DECLARES = Cues.pattern(AskWords.class, "declares");

  private static final Pattern TO_COME = Cues.pattern(AskWords.class, "to-come");

  /** What would come of it, and is no act of it. */
  private static final Pattern BRINGS = Cues.pattern(AskWords.class, "brings");

  private static final Pattern HISTORY = Cues.pattern(AskWords.class, "history");

  /** What is only reckoned. */
  private static final Pattern WOULD = Pattern.compile("\\bwould\\b");

  /** What makes an amount one that is told of, and not asked for. */
  private static final Pattern TOLD = Cues.pattern(AskWords.class, "told");

  /** What points elsewhere from within a sentence. */
  private static final Pattern POINTS = Cues.pattern(AskWords.class, "points");

  private static final Pattern BACKGROUND = Cues.pattern(AskWords.class, "background");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  private AskWords() {}

  /** Whether a line orders something. */
  static boolean order(String words) {
    return ORDERS.matcher(words).find();
  }

  /** Whether a sentence says what is proposed, and not how that comes about. */
  static boolean declare(String words) {
    return DECLARES.matcher(words).find();
  }

  /**
   * Whether a sentence says what a thing is or what good would come of it, whatever verb it has.
   */
  static boolean explain(String words) {
    return (BRINGS.matcher(words).find() || Leaning.tellsLittle(words)) && !declare(words);
  }

  static boolean point(String words) {
    return POINTS.matcher(words).find();
  }

  /** Whether a sentence asks by its own words, and says that alone. */
  static boolean askAlone(String words) {
    return standAlone(words, false)
        && !point(words)
        && (propose(words) || TO_COME.matcher(words).find() && !WOULD.matcher(words).find());
  }

  /**
   * How plainly a sentence asks, from 0 to 2; 0 where nothing in it does.
   *
   * @param amount whether it has an amount that is asked for
   */
  static int signs(String words, boolean amount) {
    if (BACKGROUND.matcher(words).find() || explain(words)) {
      return 0;
    }
    boolean comes = TO_COME.matcher(words).find() || amount && !TOLD.matcher(words).find();
    return propose(words) ? 2 : comes ? 1 : 0;
  }

  /**
   * @param led whether what a sentence points to is shown with it
   */
  static boolean standAlone(String sentence, boolean led) {
    if (!isOfNow(sentence)) {
      return false;
    }
    return switch (Leaning.of(sentence)) {
      case NONE, FRAGMENT -> !isDenied(sentence);
      case POINTER -> (led || isOrderOfAValue(sentence)) && !isDenied(sentence);
      default -> false;
    };
  }

  /** Whether a sentence is no case, note or other vote, and tells of nothing decided before. */
  static boolean isOfNow(String sentence) {
    return !BACKGROUND.matcher(sentence).find() && !tellsOfBefore(sentence);
  }

  /** Whether a sentence tells what was decided once, and says of no proposal what it does. */
  private static boolean tellsOfBefore(String words) {
    return HISTORY.matcher(words).find() && !declare(words) && !TO_COME.matcher(words).find();
  }

  private static boolean propose(String words) {
    return PROPOSES.matcher(words).find() || order(words) || Leaning.asks(words);
  }

  /** What points to an address or a list that is not there says what is to be done all the same. */
  private static boolean isOrderOfAValue(String sentence) {
    return order(sentence) && DIGIT.matcher(sentence).find();
  }

  /**
   * Whether the clause that proposes is denied, up to some words behind that; of what proposes
   * nothing by its words, the first clause. What is denied elsewhere is no denial of the ask.
   */
  private static boolean isDenied(String sentence) {
    Matcher proposes = PROPOSES.matcher(sentence);
    boolean found = proposes.find();
    int start = found ? sentence.lastIndexOf(CLAUSE, proposes.start()) + 1 : 0;
    int comma = sentence.indexOf(CLAUSE, start);
    int end = comma < 0 ? sentence.length() : comma;
    if (found) {
      end = Math.min(end, proposes.end() + NEXT_WORDS);
    }
    return Modality.of(Matter.ANNOUNCEMENT, sentence.substring(start, Math.max(start, end)))
        == Modality.DENIED;
  }
}
