package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.judging.KeptWords;
import org.prytany.reading.cue.Cues;

/**
 * Shortens a sentence that asks to a part of it, word for word: behind "we propose to", and up to
 * where a clause ends. Nothing is left out that denies, or that hangs the ask on something.
 */
public final class AskClause {

  /** What marks that something was left out at the end. */
  static final String CUT = " …";

  private static final Pattern END = Cues.pattern(AskClause.class, "end");
  private static final Pattern OPEN = Cues.pattern(AskClause.class, "open");
  private static final Pattern BEGIN = Cues.pattern(AskClause.class, "begin");

  private AskClause() {}

  /**
   * What a sentence asks for, as it writes it.
   *
   * @param quote a sentence that asks, whole or cut already
   * @param least characters that are worth showing
   * @param most characters that the answer has at most
   * @return "" where no part may stand for the sentence
   */
  public static String of(String quote, int least, int most) {
    String whole = part(quote, least, most);
    if (!whole.isEmpty()) {
      return whole;
    }
    Matcher begin = BEGIN.matcher(quote);
    return begin.lookingAt() && mayGo(quote.substring(0, begin.end()))
        ? part(quote.substring(begin.end()), least, most)
        : "";
  }

  /** The longest beginning that ends with a clause; "" where none fits. */
  static String part(String sentence, int least, int most) {
    String words = sentence.replaceFirst("[.;]\\z", "");
    if (words.length() <= most) {
      return words.length() < least ? "" : words;
    }
    List<String> parts = new ArrayList<>();
    Matcher ends = END.matcher(words);
    while (ends.find()) {
      String kept = words.substring(0, ends.start());
      if (kept.length() >= least
          && kept.length() + CUT.length() <= most
          && !OPEN.matcher(kept).find()
          && mayGo(words.substring(ends.start()))) {
        parts.add(kept + CUT);
      }
    }
    return parts.isEmpty() ? "" : parts.getLast();
  }

  /** Whether words end where a case, or what is denied, is still to come. */
  static boolean endsOpen(String words) {
    Matcher ends = KeptWords.OPEN_END.pattern().matcher(words);
    boolean open = false;
    while (ends.find()) {
      open = ends.end() == words.length();
    }
    return open;
  }

  /** Whether what is left out takes nothing back and hangs nothing on a condition. */
  static boolean mayGo(String words) {
    return !KeptWords.NEGATION.pattern().matcher(words).find()
        && !KeptWords.CONDITION.pattern().matcher(words).find();
  }
}
