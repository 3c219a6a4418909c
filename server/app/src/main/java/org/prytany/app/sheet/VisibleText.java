package org.prytany.app.sheet;

/** Text of strangers on one line, with whatever it hides made visible. */
public final class VisibleText {

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private VisibleText() {}

  /**
   * The text with every run of white space as one blank, and each control, format or half character
   * as its code, e.g. "[U+202E]". What comes out is legal in XML.
   */
  public static String of(String text) {
    return upTo(text, Integer.MAX_VALUE);
  }

  /** The text, or as much of it as comes to more than so many characters. */
  private static String upTo(CharSequence text, int most) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), most));
    int length = 0;
    boolean blank = false;
    int before = 0;
    for (int i = 0; i < text.length() && length <= most; ) {
      int point = Character.codePointAt(text, i);
      i += Character.charCount(point);
      if (isBlank(point)) {
        blank = true;
        continue;
      }
      if (blank && !out.isEmpty()) {
        out.append(' ');
        length++;
      }
      blank = false;
      int after = i < text.length() ? Character.codePointAt(text, i) : 0;
      if (isHidden(point) && !joinsPictures(before, point, after)) {
        String code = String.format("[U+%04X]", point);
        out.append(code);
        length += code.length();
      } else {
        out.appendCodePoint(point);
        length++;
      }
      before = point;
    }
    return out.toString();
  }

  /** As {@link #of}, cut after so many characters; what is cut away is not looked at. */
  public static String brief(CharSequence text, int most) {
    String all = upTo(text, most);
    if (all.codePointCount(0, all.length()) <= most) {
      return all;
    }
    return all.substring(0, all.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }

  private static boolean isBlank(int point) {
    return point == ' '
        || point == 0xA0
        || (point >= '\t' && point <= '\r')
        || Character.getType(point) == Character.SPACE_SEPARATOR;
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Letters that are drawn as nothing, and selectors that change nothing but the bytes.
      default ->
          point == 0x034F
              || point == 0x115F
              || point == 0x1160
              || point == 0x3164
              || point == 0xFFA0
              || (point & 0xFFFE) == 0xFFFE
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  /** A picture made of several needs its joiner, which hides nothing between two pictures. */
  private static boolean joinsPictures(int before, int point, int after) {
    boolean picture =
        Character.isExtendedPictographic(before)
            || before == 0xFE0F
            || (before >= 0x1F3FB && before <= 0x1F3FF);
    return point == ZERO_WIDTH_JOINER && picture && Character.isExtendedPictographic(after);
  }
}
