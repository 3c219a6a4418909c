package org.prytany.governance.reading;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.prytany.spi.Span;

/**
 * A text with its disguises taken off: lower case, one blank between words, without emphasis marks
 * and invisible characters. Each character still knows where it came from.
 */
public final class FoldedText {

  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

  private final StringBuilder folded = new StringBuilder();
  private int[] at;

  /**
   * @param latin whether letters that look like Latin ones become those
   */
  public FoldedText(String raw, boolean latin) {
    at = new int[raw.length() + 1];
    for (int i = 0; i < raw.length(); ) {
      int letter = raw.codePointAt(i);
      add(letter, i, latin);
      i += Character.charCount(letter);
    }
    at = Arrays.copyOf(at, folded.length() + 1);
    at[folded.length()] = raw.length();
  }

  private void add(int letter, int offset, boolean latin) {
    if (letter < 0x80) {
      addPlain((char) letter, offset);
    } else if (Character.getType(letter) != Character.FORMAT) {
      String one = Character.toString(latin ? LookAlikeLetters.latin(letter) : letter);
      String plain =
          NOT_ASCII.matcher(one).find() ? Normalizer.normalize(one, Normalizer.Form.NFKC) : one;
      for (int i = 0; i < plain.length(); i++) {
        addPlain(plain.charAt(i), offset);
      }
    } else if (letter > 0xe0000 && letter < 0xe0080) {
      // Tags are invisible copies of ASCII, which models read.
      addPlain((char) (letter - 0xe0000), offset);
    }
  }

  private void addPlain(char letter, int offset) {
    boolean blank = Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    boolean again = folded.length() > 0 && folded.charAt(folded.length() - 1) == ' ';
    if ("*_`~\\".indexOf(letter) >= 0 || (blank && again)) {
      return;
    }
    if (folded.length() + 1 >= at.length) {
      at = Arrays.copyOf(at, at.length * 2 + 16);
    }
    at[folded.length()] = offset;
    folded.append(blank ? ' ' : Character.toLowerCase(letter));
  }

  public String text() {
    return folded.toString();
  }

  /** Where a part of the folded text stands in the raw one. */
  public Span span(int start, int end) {
    return new Span(at[start], Math.max(at[start], at[end]));
  }
}
