package org.prytany.reading.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * "#Title": a heading without the blank that CommonMark asks for. Authors write it, and Markdown
 * before CommonMark took it for one. A word behind one mark in the middle of a text is a tag of
 * some network, and a number one of an issue.
 */
final class TightHeading extends AbstractBlockParser {

  private static final Pattern LINE =
      Pattern.compile("(#{1,6})([^#\\s].*?)[ \\t]*(?:[ \\t]#{1,20})?[ \\t]*");
  private static final Pattern MANY_TAGS = Pattern.compile(".*\\s#\\S.*");
  private static final Pattern NUMBER = Pattern.compile("\\d+\\b.*");
  private static final int LONGEST = 300;

  private final Heading heading = new Heading();
  private final SourceLines words;

  private TightHeading(int level, SourceLines words) {
    heading.setLevel(level);
    this.words = words;
  }

  static BlockStart start(ParserState state, MatchedBlockParser matched) {
    SourceLine line = state.getLine();
    CharSequence content = line.getContent();
    int from = state.getNextNonSpaceIndex();
    boolean heading =
        state.getIndent() < 4
            && from < content.length()
            && content.charAt(from) == '#'
            && content.length() - from <= LONGEST
            && matched.getParagraphLines().isEmpty();
    if (!heading) {
      return BlockStart.none();
    }
    Matcher matcher = LINE.matcher(content.subSequence(from, content.length()));
    if (!matcher.matches()) {
      return BlockStart.none();
    }
    int level = matcher.end(1);
    String words = matcher.group(2);
    boolean tag = level == 1 && (MANY_TAGS.matcher(words).matches() || !words.contains(" "));
    boolean first = isFirst(state);
    if ((tag && !first) || (level == 1 && NUMBER.matcher(words).matches())) {
      return BlockStart.none();
    }
    SourceLine title = line.substring(from + matcher.start(2), from + matcher.end(2));
    return BlockStart.of(new TightHeading(level, SourceLines.of(title))).atIndex(content.length());
  }

  private static boolean isFirst(ParserState state) {
    return state.getActiveBlockParser().getBlock() instanceof Document document
        && document.getFirstChild() == null;
  }

  @Override
  public Block getBlock() {
    return heading;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return BlockContinue.none();
  }

  @Override
  public void parseInlines(InlineParser inlineParser) {
    inlineParser.parse(words, heading);
  }
}
