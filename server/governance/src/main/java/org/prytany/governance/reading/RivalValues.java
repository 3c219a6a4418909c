package org.prytany.governance.reading;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * Whether two values of a line are said of one setting without a word of which is the new one: "2
 * days / 4 days". Of such values none is what the text asks for without a doubt.
 */
record RivalValues(TextLines lines, OldValues old) {

  private static final Pattern SETTING = Cues.pattern(OldValues.class, "setting-noun");
  private static final Pattern NO_SETTING_WORD = Cues.pattern(OldValues.class, "no-setting-word");
  private static final Pattern NAMED_BEHIND = Cues.pattern(OldValues.class, "named-behind");

  /** What a value is said of. */
  private record Owner(String word, String noun) {

    boolean maybe(Owner other) {
      boolean one = noun.equals(other.noun) || noun.isEmpty() || other.noun.isEmpty();
      return one && (word.equals(other.word) || word.isEmpty() || other.word.isEmpty());
    }
  }

  /**
   * Whether a value may be the old one because of another.
   *
   * @param start of the value, and {@code end} behind it
   * @param from start of the other in the same line, and {@code to} behind it
   */
  boolean isOpen(int line, int start, int end, int from, int to) {
    if (old.isOld(line, from, to) || old.isNew(line, start)) {
      return false;
    }
    if (old.cell(line, start) != old.cell(line, from)) {
      return !SETTING.matcher(old.headingOver(line, start)).find()
          && !SETTING.matcher(old.headingOver(line, from)).find();
    }
    return owner(line, start, end).maybe(owner(line, from, to))
        && (old.isNew(line, from) || isOneSentence(line, Math.min(end, to), Math.max(start, from)));
  }

  private boolean isOneSentence(int line, int from, int to) {
    return !TextLines.SENTENCE_END.matcher(lines.line(line).substring(from, to)).find();
  }

  private Owner owner(int line, int start, int end) {
    String words = lines.line(line);
    Matcher behind = NAMED_BEHIND.matcher(words.substring(end));
    if (behind.lookingAt()) {
      Matcher noun = SETTING.matcher(words.substring(end + behind.end()));
      if (noun.lookingAt()) {
        return owner(noun);
      }
    }
    Matcher before = SETTING.matcher(words.substring(0, start));
    Owner last = new Owner("", "");
    while (before.find()) {
      last = owner(before);
    }
    return last;
  }

  private static Owner owner(Matcher noun) {
    String word = noun.group("word") == null ? "" : noun.group("word").toLowerCase(Locale.ROOT);
    return new Owner(
        NO_SETTING_WORD.matcher(word).matches() ? "" : word,
        noun.group("noun").toLowerCase(Locale.ROOT));
  }
}
