package org.prytany.governance.reading;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * In which lines of a text a word begins with given letters. The parts of "setVotingDelay" are
 * words of their own, so that code and prose are read alike; "unfreeze" does not begin with
 * "freeze".
 */
public final class WordIndex {

  /** So many letters tell a word: "adjusting" is "adjusted". */
  static final int STEM = 5;

  private static final Pattern WORD = Cues.pattern(WordIndex.class, "word");

  private final Map<String, BitSet> lines = new HashMap<>();

  WordIndex(TextLines text) {
    for (int line = 0; line < text.count(); line++) {
      Matcher words = WORD.matcher(text.line(line));
      while (words.find()) {
        String word = words.group().toLowerCase(Locale.ROOT);
        for (int length = 1; length <= Math.min(STEM, word.length()); length++) {
          lines.computeIfAbsent(word.substring(0, length), stem -> new BitSet()).set(line);
        }
      }
    }
  }

  /** The lines that have a word for each of these beginnings; none for no beginnings. */
  public BitSet all(Collection<String> words) {
    BitSet found = new BitSet();
    boolean first = true;
    for (String word : words) {
      String stem = word.substring(0, Math.min(STEM, word.length())).toLowerCase(Locale.ROOT);
      BitSet here = lines.getOrDefault(stem, new BitSet());
      if (first) {
        found.or(here);
      } else {
        found.and(here);
      }
      first = false;
    }
    return found;
  }
}
