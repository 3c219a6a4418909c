package org.prytany.governance.reading;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.reading.cue.Cues;

/** The lines of a text, and which of them are items of one list or rows of one table. */
public final class TextLines {

  private static final Pattern ITEM = Cues.pattern(TextLines.class, "item");

  /** Where a sentence ends within its line. */
  public static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;!?])\\s+");

  /** Where a cell ends within its row. */
  public static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  private final String text;
  private final int[] starts;
  private final int[] blocks;

  public TextLines(String text) {
    this.text = text;
    int count = 1 + (int) text.chars().filter(c -> c == '\n').count();
    starts = new int[count];
    blocks = new int[count];
    int next = 0;
    for (int line = 0; line < count; line++) {
      starts[line] = next;
      next = text.indexOf('\n', next) + 1;
    }
    int block = -1;
    boolean inside = false;
    for (int line = 0; line < count; line++) {
      String words = line(line).strip();
      boolean item = ITEM.matcher(words).matches();
      if (item && !inside) {
        block++;
      }
      // Blank lines do not end a list.
      inside = item || (inside && words.isEmpty());
      blocks[line] = item ? block : -1;
    }
  }

  /** The number of the line that an offset is in, from 0. */
  public int at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The list or table that a line belongs to; -1 if none. */
  public int block(int line) {
    return blocks[line];
  }

  public int count() {
    return starts.length;
  }

  /** The offset at which a line begins. */
  public int start(int line) {
    return starts[line];
  }

  public String line(int line) {
    int end = line + 1 < starts.length ? starts[line + 1] - 1 : text.length();
    return text.substring(starts[line], end);
  }

  /** The sentences of every line. */
  public Stream<String> sentences() {
    return text.lines().flatMap(SENTENCE_END::splitAsStream);
  }
}
