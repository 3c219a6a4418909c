package org.prytany.governance.document;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Span;

/**
 * A tag of an element that begins or ends a block.
 *
 * @param name in lower case
 * @param opens whether it begins one
 */
record HtmlTag(String name, boolean opens, int start, int end) {

  private static final Pattern NAME = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})");
  private static final Set<String> BLOCKS =
      Set.of(
          "html",
          "head",
          "body",
          "div",
          "p",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "aside",
          "nav",
          "center",
          "blockquote",
          "figure",
          "figcaption",
          "details",
          "summary",
          "address",
          "fieldset",
          "form",
          "dl",
          "dt",
          "dd",
          "ul",
          "ol",
          "li",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "table",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "td",
          "th",
          "caption",
          "colgroup",
          "col",
          "hr",
          "br",
          "pre",
          "title");

  /** The block tag at a place; empty for any other tag. */
  static Optional<HtmlTag> at(CharSequence text, Span place) {
    Matcher matcher = NAME.matcher(text).region(place.start(), place.end());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String name = matcher.group(2).toLowerCase(Locale.ROOT);
    return BLOCKS.contains(name)
        ? Optional.of(new HtmlTag(name, matcher.group(1).isEmpty(), place.start(), place.end()))
        : Optional.empty();
  }

  boolean begins(String element) {
    return opens && name.equals(element);
  }

  boolean ends(String element) {
    return !opens && name.equals(element);
  }

  boolean isCell() {
    return name.equals("td") || name.equals("th");
  }

  boolean isHeading() {
    return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
  }

  /** What Markdown writes before such a block; "" for nothing. */
  String mark() {
    if (!opens) {
      return "";
    }
    if (isHeading()) {
      // A short tag has no room for more, and deeper levels say little.
      return name.equals("h1") ? "# " : "## ";
    }
    return name.equals("li") || name.equals("dt") ? "- " : "";
  }
}
