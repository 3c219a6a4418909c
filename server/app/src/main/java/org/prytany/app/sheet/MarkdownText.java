package org.prytany.app.sheet;

import java.util.regex.Pattern;

/**
 * Text of strangers as Markdown that shows it and does nothing else: no mark-up, no HTML, no image,
 * and no link, also where a forum makes links, mentions or tags of bare words.
 */
public final class MarkdownText {

  /** What forums turn into links by themselves; as code it stays what it is. */
  private static final Pattern LINKED =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\\s]"
              + "|//"
              + "|(?i:www)\\."
              + "|[\\p{L}\\p{N}._%+-]@[\\p{L}\\p{N}]"
              + "|[@#][\\p{L}\\p{N}_]"
              + "|[\\p{L}\\p{N}_-][.\u3002\uff0e\uff61]\\p{L}{2}"
              + "|\\d{1,3}(?:\\.\\d{1,3}){3}");

  private static final Pattern ACTIVE = Pattern.compile("[\\\\`*_\\[\\]#|~{}$^!]");
  private static final Pattern OPENING = Pattern.compile("^(?:(\\d{1,9})([.)])|([-+=]))");

  private MarkdownText() {}

  /** One line of Markdown, also good as the cell of a table. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    // Word by word, so that two pieces of code never touch: their marks would run together.
    for (String word : VisibleText.of(text).split(" ")) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      out.append(LINKED.matcher(word).find() ? code(word) : escaped(word, out.isEmpty()));
    }
    return out.toString();
  }

  /** The text as code, which nothing interprets. */
  public static String code(String text) {
    String line = VisibleText.of(text).replace("|", "¦");
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    boolean ticked = line.startsWith("`") || line.endsWith("`") || line.isEmpty();
    return ticked ? fence + " " + line + " " + fence : fence + line + fence;
  }

  private static String escaped(String part, boolean opens) {
    String safe =
        ACTIVE
            .matcher(part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
            .replaceAll("\\\\$0");
    if (!opens) {
      return safe;
    }
    return OPENING
        .matcher(safe)
        .replaceFirst(found -> found.group(3) == null ? "$1\\\\$2" : "\\\\$3");
  }
}
