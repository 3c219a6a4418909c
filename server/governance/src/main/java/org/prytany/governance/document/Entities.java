package org.prytany.governance.document;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references of HTML, which Markdown has as well, as the characters that they are. */
public final class Entities {

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));");
  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("amp", 0x26),
          Map.entry("lt", 0x3c),
          Map.entry("gt", 0x3e),
          Map.entry("quot", 0x22),
          Map.entry("apos", 0x27),
          Map.entry("nbsp", 0xa0),
          Map.entry("ensp", 0x2002),
          Map.entry("emsp", 0x2003),
          Map.entry("thinsp", 0x2009),
          Map.entry("ndash", 0x2013),
          Map.entry("mdash", 0x2014),
          Map.entry("lsquo", 0x2018),
          Map.entry("rsquo", 0x2019),
          Map.entry("ldquo", 0x201c),
          Map.entry("rdquo", 0x201d),
          Map.entry("hellip", 0x2026),
          Map.entry("bull", 0x2022),
          Map.entry("euro", 0x20ac),
          Map.entry("pound", 0xa3),
          Map.entry("dollar", 0x24),
          Map.entry("percnt", 0x25),
          Map.entry("comma", 0x2c),
          Map.entry("period", 0x2e),
          Map.entry("colon", 0x3a),
          Map.entry("num", 0x23),
          Map.entry("times", 0xd7),
          Map.entry("shy", 0xad),
          Map.entry("zwnj", 0x200c),
          Map.entry("zwj", 0x200d),
          Map.entry("lrm", 0x200e),
          Map.entry("rlm", 0x200f));

  private static final String MARKS = "<>*_`[]#|~&\\";

  private Entities() {}

  /**
   * @param text changed in place
   * @param isCode where references are shown as they are written
   */
  public static void write(StringBuilder text, IntPredicate isCode) {
    List<MatchResult> found = REFERENCE.matcher(text.toString()).results().toList();
    for (MatchResult reference : found) {
      int point = point(reference);
      int length = reference.end() - reference.start();
      if (point <= 0 || isCode.test(reference.start())) {
        continue;
      }
      String units = shown(point);
      Description.Filling.with(
          text,
          Character.isWhitespace(units.charAt(0)) ? ' ' : Description.Filling.NOTHING,
          reference.start(),
          reference.end());
      int at = reference.start();
      if (length > units.length() && MARKS.indexOf(units.charAt(0)) >= 0) {
        // It stands for itself: it begins no tag and no emphasis.
        text.setCharAt(at++, '\\');
      }
      for (int i = 0; i < units.length(); i++) {
        text.setCharAt(at + i, units.charAt(i));
      }
    }
  }

  /** A text with the characters in place of their references, shorter than it was. */
  public static String plain(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference -> {
              int point = point(reference);
              return Matcher.quoteReplacement(
                  point <= 0 ? reference.group() : Character.toString(point));
            });
  }

  private static String shown(int point) {
    boolean blank = Character.isSpaceChar(point) || Character.isWhitespace(point);
    return blank ? " " : ControlCharacters.shown(new String(Character.toChars(point)));
  }

  private static int point(MatchResult reference) {
    int point =
        reference.group(1) != null
            ? Integer.parseInt(reference.group(1))
            : reference.group(2) != null
                ? Integer.parseInt(reference.group(2), 16)
                : NAMED.getOrDefault(reference.group(3), -1);
    return Character.isValidCodePoint(point) ? point : -1;
  }
}
