package org.prytany.reading.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/** Reads the inline content of one block. Walks by pointers: nesting may be thousands deep. */
final class InlineReader {

  private static final Pattern ADDRESS =
      Pattern.compile("(?<![0-9A-Za-z])0[xX][0-9a-fA-F]{40}(?![0-9A-Za-z])");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});");
  private static final Pattern HIDING_TAG =
      Pattern.compile(
          "<([a-z][a-z0-9]*)\\b[^>]*(?:\\shidden\\b|display\\s*:\\s*none|visibility\\s*:\\s*hidden"
              + "|font-size\\s*:\\s*0|opacity\\s*:\\s*0(?![.\\d])"
              + "|color\\s*[:=]\\s*[\"']?\\s*(?:white\\b|#fff\\b|#ffffff\\b|transparent\\b))[^>]*>",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> SPACE_ENTITIES =
      Set.of("&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&thinsp;");

  private final String raw;
  private final EscapedPipes pipes;
  private final VisibleText.Builder out = new VisibleText.Builder();
  private final List<Block.LinkAddress> links = new ArrayList<>();
  private @Nullable String hiddenBy;

  private InlineReader(String raw, EscapedPipes pipes) {
    this.raw = raw;
    this.pipes = pipes;
  }

  /** What a reader sees of a block's inline content. */
  record Content(VisibleText text, List<Block.LinkAddress> links) {}

  static Content read(String raw, Node block) {
    InlineReader reader = new InlineReader(raw, EscapedPipes.of(raw, block));
    Node node = block.getFirstChild();
    while (node != null) {
      boolean descend = reader.enter(node);
      node = next(node, block, descend);
    }
    return new Content(reader.out.build(), reader.links);
  }

  /** Reads lines that have no inline content of their own, such as code. */
  static VisibleText literal(String raw, List<SourceSpan> spans) {
    InlineReader reader = new InlineReader(raw, EscapedPipes.NONE);
    for (SourceSpan span : spans) {
      int end = span.getInputIndex() + span.getLength();
      reader.out.addBlank('\n', Math.max(0, span.getInputIndex() - 1));
      reader.copy(span.getInputIndex(), end, false);
    }
    return reader.out.build();
  }

  private static @Nullable Node next(Node node, Node root, boolean descend) {
    Node child = node.getFirstChild();
    if (descend && child != null) {
      return child;
    }
    Node at = node;
    while (at != null && at != root) {
      Node sibling = at.getNext();
      if (sibling != null) {
        return sibling;
      }
      at = at.getParent();
    }
    return null;
  }

  private boolean enter(Node node) {
    if (node instanceof HtmlInline html) {
      tag(html);
      return false;
    }
    if (hiddenBy != null) {
      return true;
    }
    switch (node) {
      case Text text -> copySpans(text.getSourceSpans(), true);
      case Code code -> code(code);
      case SoftLineBreak ignored -> out.addBlank('\n', out.nextOffset(0));
      case HardLineBreak ignored -> out.addBreak(out.nextOffset(0));
      case Link link -> link(link);
      case Image ignored -> {
        return false;
      }
      default -> {}
    }
    return true;
  }

  /** Whether what follows would be read as one word or number with it. */
  private static boolean mayGoOn(int last) {
    return Character.isLetterOrDigit(last) || ".,'’_".indexOf(last) >= 0;
  }

  private void tag(HtmlInline html) {
    String literal = html.getLiteral();
    if (hiddenBy != null) {
      if (literal.toLowerCase(Locale.ROOT).startsWith("</" + hiddenBy)) {
        hiddenBy = null;
      }
      return;
    }
    Matcher hiding = HIDING_TAG.matcher(literal);
    if (hiding.lookingAt() && !literal.endsWith("/>")) {
      hiddenBy = hiding.group(1).toLowerCase(Locale.ROOT);
    } else if (!literal.startsWith("<!--") && mayGoOn(out.last())) {
      // 10<sup>18</sup> must not become 1018.
      out.addBlank(' ', out.nextOffset(0));
    }
  }

  private void code(Code code) {
    List<SourceSpan> spans = code.getSourceSpans();
    for (int i = 0; i < spans.size(); i++) {
      int start = start(spans.get(i));
      int end = end(spans.get(i));
      while (i == 0 && start < end && raw.charAt(start) == '`') {
        start++;
      }
      while (i == spans.size() - 1 && end > start && raw.charAt(end - 1) == '`') {
        end--;
      }
      if (i > 0) {
        out.addBlank('\n', out.nextOffset(0));
      }
      copy(start, end, false);
    }
  }

  private void link(Link link) {
    String destination = link.getDestination();
    if (destination == null || link.getSourceSpans().isEmpty()) {
      return;
    }
    Matcher inTarget = ADDRESS.matcher(destination);
    if (!inTarget.find()) {
      return;
    }
    int start = start(link.getSourceSpans().getFirst());
    int end = end(link.getSourceSpans().getLast());
    int at = raw.lastIndexOf(inTarget.group(), end - 42);
    if (at >= start && at + 42 <= end) {
      links.add(
          new Block.LinkAddress(
              new Address("0x" + inTarget.group().substring(2)),
              out.length(),
              new Span(at, at + 42)));
    }
  }

  private void copySpans(List<SourceSpan> spans, boolean escapes) {
    for (SourceSpan span : spans) {
      copy(start(span), end(span), escapes);
    }
  }

  private int start(SourceSpan span) {
    return pipes.place(span.getInputIndex());
  }

  private int end(SourceSpan span) {
    return pipes.place(span.getInputIndex() + span.getLength());
  }

  /** Copies what is visible of the raw range; the rest is left out, never replaced. */
  private void copy(int from, int to, boolean escapes) {
    int end = Math.min(to, raw.length());
    for (int i = from; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '\\' && i + 1 < end && isEscaped(raw.charAt(i + 1), escapes)) {
        i++;
        out.add(raw.charAt(i), i);
      } else if (escapes && c == '&') {
        i = entity(i, end);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(raw.charAt(i + 1))) {
        // Tag characters spell hidden text; other pairs are emoji and scripts.
        if (Character.getType(raw.codePointAt(i)) != Character.FORMAT) {
          out.add(c, i);
          out.add(raw.charAt(i + 1), i + 1);
        }
        i++;
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        out.addBlank(c == '\n' || c == '\r' ? '\n' : ' ', i);
      } else if (isVisible(c)) {
        out.add(c, i);
      }
    }
  }

  /** In a cell with escaped pipes they are so in code as well. */
  private boolean isEscaped(char c, boolean escapes) {
    return escapes ? isPunctuation(c) : c == '|' && !pipes.isEmpty();
  }

  private int entity(int at, int end) {
    Matcher matcher = ENTITY.matcher(raw).region(at, Math.min(end, at + 40));
    if (matcher.lookingAt()) {
      String entity = matcher.group().toLowerCase(Locale.ROOT);
      if (SPACE_ENTITIES.contains(entity)) {
        out.addBlank(' ', at);
        return matcher.end() - 1;
      }
      if (entity.equals("&amp;")) {
        out.add('&', at);
        return matcher.end() - 1;
      }
    }
    out.add('&', at);
    return at;
  }

  private static boolean isVisible(char c) {
    int type = Character.getType(c);
    return type != Character.FORMAT
        && type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && !(c >= '\uFE00' && c <= '\uFE0F')
        && c != '\u115F'
        && c != '\u1160'
        && c != '\u3164'
        && c != '\u2800';
  }

  private static boolean isPunctuation(char c) {
    return c >= '!' && c <= '/'
        || c >= ':' && c <= '@'
        || c >= '[' && c <= '`'
        || c >= '{' && c <= '~';
  }
}
