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

  /** What asks, in words that begin a line of a list or a sentence. */
  private static final Pattern ORDERS = Cues.pattern(AskWords.class, "orders");

  private static final Pattern PROPOSES = Cues.pattern(AskWords.class, "proposes");

  /** What says of the proposal itself what it does, or who proposes. */
  private static final Pattern DECLARES = Cues.pattern(AskWords.class, "declares");

  private static final Pattern TO_COME = Cues.pattern(AskWords.class, "to-come");

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
    if (BACKGROUND.matcher(words).find()) {
      return 0;
    }
    boolean comes = TO_COME.matcher(words).find() || amount && !TOLD.matcher(words).find();
    return propose(words) ? 2 : comes ? 1 : 0;
  }

  /**
   * @param led whether what a sentence points to is shown with it
   */
  static boolean standAlone(String sentence, boolean led) {
    if (BACKGROUND.matcher(sentence).find()) {
      return false;
    }
    return switch (Leaning.of(sentence)) {
      case NONE, FRAGMENT -> !isDenied(sentence);
      case POINTER -> (led || isOrderOfAValue(sentence)) && !isDenied(sentence);
      default -> false;
    };
  }

  private static boolean propose(String words) {
    return PROPOSES.matcher(words).find() || order(words) || Leaning.asks(words);
  }

  /** What points to an address or a list that is not there says what is to be done all the same. */
  private static boolean isOrderOfAValue(String sentence) {
    return order(sentence) && DIGIT.matcher(sentence).find();
  }

  /**
   * Whether its first clause is denied, up to the word that proposes: what is denied further on is
   * no denial of the ask.
   */
  private static boolean isDenied(String sentence) {
    int comma = sentence.indexOf(", ");
    int end = comma < 0 ? sentence.length() : comma;
    Matcher proposes = PROPOSES.matcher(sentence);
    if (proposes.find()) {
      end = Math.min(end, proposes.end() + NEXT_WORDS);
    }
    return Modality.of(Matter.ANNOUNCEMENT, sentence.substring(0, end)) == Modality.DENIED;
  }
}
