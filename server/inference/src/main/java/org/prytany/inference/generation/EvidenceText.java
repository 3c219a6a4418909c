package org.prytany.inference.generation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of the evidence may be copied, and from where to where. All of it is one text of bytes (each
 * a {@code char} below 256), in which a place is either the beginning of a span, the end of one,
 * inside, or in none.
 *
 * <p>A span is made of words that a model may not write for itself: those with anything but small
 * ASCII letters, and {@link ReservedWords}. Words that stand side by side stay so. Where a number
 * is among them, the span is copied whole, with the word after it: of "$5 million a year" neither
 * "$5" nor "million" can be had alone. Names may be copied word by word, never letter by letter.
 */
final class EvidenceText {

  /** Ends every span; in no span itself. */
  private static final char NOTHING = 0;

  private static final int LONGEST_WORD = 200;
  private static final int MOST_WORDS = 25;
  private static final String OPENING_MARKS = "(\"'“‘«*_`";
  private static final String CLOSING_MARKS = ".,;:!?)\"'”’»*_`";
  private static final String SEPARATORS = "-–—*#|/&>•·_`~";

  private final StringBuilder text = new StringBuilder().append(NOTHING);
  private final List<Integer> items = new ArrayList<>(List.of(0));
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final Map<Character, int[]> startsByByte = new HashMap<>();
  private final List<Integer> bareEnds = new ArrayList<>();
  private boolean[] isEnd = {};
  private boolean[] isBareEnd = {};

  /** Numbered from 1. */
  static EvidenceText of(List<String> evidence) {
    EvidenceText all = new EvidenceText();
    for (int i = 0; i < evidence.size(); i++) {
      all.add(i + 1, evidence.get(i));
    }
    all.index();
    return all;
  }

  private EvidenceText() {}

  /** Places after the first byte of every span that begins with it. */
  int[] startingWith(char first) {
    return startsByByte.getOrDefault(first, new int[0]);
  }

  /** Whether a span has this byte at a place. */
  boolean has(int place, char value) {
    return value != NOTHING && text.charAt(place) == value;
  }

  /** Whether a span may end before a place. */
  boolean endsAt(int place) {
    return isEnd[place];
  }

  /**
   * Whether what ends before a place is a number that no word follows: it gets none here either.
   */
  boolean endsBareAt(int place) {
    return isBareEnd[place];
  }

  /** Number of the evidence that a place is in. */
  int itemAt(int place) {
    return items.get(place);
  }

  /**
   * What may be copied of one piece of evidence, each once, in its order.
   *
   * @param bare those that end in a number that no word follows, or the others
   */
  List<String> spans(int item, boolean bare) {
    Set<String> spans = new LinkedHashSet<>();
    for (int start : starts) {
      for (int end = start + 1;
          items.get(start) == item && end < text.length() && text.charAt(end - 1) != NOTHING;
          end++) {
        if (isEnd[end] && isBareEnd[end] == bare) {
          byte[] bytes = text.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
          spans.add(new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return List.copyOf(spans);
  }

  private void index() {
    isEnd = new boolean[text.length()];
    ends.forEach(place -> isEnd[place] = true);
    isBareEnd = new boolean[text.length()];
    bareEnds.forEach(place -> isBareEnd[place] = true);
    for (int place : starts) {
      startsByByte.merge(
          text.charAt(place),
          new int[] {place + 1},
          (one, other) -> {
            int[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
          });
    }
  }

  private void add(int item, String evidence) {
    Segment segment = new Segment();
    boolean joined = false;
    for (String raw : evidence.strip().split("[\\s\\p{Z}]+")) {
      Word word = Word.of(raw);
      boolean follows = joined && !word.opens;
      boolean isUnit = follows && segment.endsWithAmount() && word.isFree();
      if (word.isCopied() || isUnit) {
        if (!follows) {
          segment.close();
          append(item, String.valueOf(NOTHING));
        } else {
          append(item, " ");
        }
        int from = text.length();
        append(item, latin(word.core));
        segment.add(from, text.length(), word);
        joined = word.after.isEmpty() || word.after.equals(",");
        if (word.after.equals(",")) {
          segment.close();
          append(item, ",");
        }
      } else {
        joined = false;
      }
    }
    segment.close();
    append(item, String.valueOf(NOTHING));
  }

  private void append(int item, String bytes) {
    text.append(bytes);
    for (int i = 0; i < bytes.length(); i++) {
      items.add(item);
    }
  }

  private static String latin(String word) {
    return new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Words of one span as far as the next comma. */
  private final class Segment {

    private final List<int[]> words = new ArrayList<>();
    private boolean hasNumber;
    private boolean lastIsAmount;

    void add(int from, int to, Word word) {
      words.add(new int[] {from, to});
      hasNumber |= word.isNumber();
      lastIsAmount = word.isAmount();
    }

    boolean endsWithAmount() {
      return !words.isEmpty() && lastIsAmount;
    }

    void close() {
      if (!words.isEmpty() && hasNumber) {
        if (words.size() <= MOST_WORDS) {
          starts.add(words.getFirst()[0]);
        }
        ends.add(words.getLast()[1]);
        if (lastIsAmount) {
          bareEnds.add(words.getLast()[1]);
        }
      } else {
        for (int[] word : words) {
          starts.add(word[0]);
          ends.add(word[1]);
        }
      }
      words.clear();
      hasNumber = false;
      lastIsAmount = false;
    }
  }

  /**
   * A word of the evidence without the marks around it.
   *
   * @param opens whether there are marks before it
   * @param after the marks behind it
   */
  private record Word(boolean opens, String core, String after) {

    static Word of(String raw) {
      int from = 0;
      while (from < raw.length() && OPENING_MARKS.indexOf(raw.charAt(from)) >= 0) {
        from++;
      }
      int to = raw.length();
      while (to > from && CLOSING_MARKS.indexOf(raw.charAt(to - 1)) >= 0) {
        to--;
      }
      return new Word(from > 0, raw.substring(from, to), raw.substring(to));
    }

    boolean isFree() {
      return core.matches("[a-z]+([-'][a-z]+)*+");
    }

    boolean isCopied() {
      return isSafe() && (!isFree() || ReservedWords.has(core));
    }

    boolean isNumber() {
      return core.chars().anyMatch(Character::isDigit)
          || ReservedWords.has(core.toLowerCase(Locale.ROOT));
    }

    /** A number that counts something, as an address or "v2" does not. */
    boolean isAmount() {
      return isNumber() && !core.startsWith("0x") && !core.matches("\\p{L}+[^\\p{L}]*\\d.*");
    }

    /** Brackets would look like a citation, and characters that are not seen like nothing. */
    private boolean isSafe() {
      return !core.isEmpty()
          && core.length() <= LONGEST_WORD
          && core.chars().anyMatch(c -> SEPARATORS.indexOf(c) < 0)
          && core.codePoints()
              .noneMatch(
                  c ->
                      c == '['
                          || c == ']'
                          || c == 0xFFFD
                          || Character.getType(c) == Character.CONTROL
                          || Character.getType(c) == Character.FORMAT
                          || Character.getType(c) == Character.SURROGATE
                          || Character.getType(c) == Character.PRIVATE_USE
                          || Character.getType(c) == Character.UNASSIGNED);
    }
  }
}
