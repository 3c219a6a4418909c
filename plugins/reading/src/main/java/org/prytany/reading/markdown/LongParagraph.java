package org.prytany.reading.markdown;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Cuts paragraphs that no reader would call one. For each further line of a paragraph the parser
 * copies the lines that it has so far, so that the cost grows with the square of their number.
 *
 * <p>The line after the last allowed one begins a block that looks like nothing and holds whatever
 * follows in the same container: what that line begins (an item, a heading, a fence) it begins as
 * ever.
 */
final class LongParagraph extends AbstractBlockParser {

  /** More lines without a blank one between them are in no proposal that we know. */
  static final int MAX_LINES = 200;

  private final Rest rest = new Rest();

  private LongParagraph() {}

  /** What follows the cut; nothing of it is shown. */
  static final class Rest extends CustomBlock {}

  /** For each line that may begin a block; asked after tables, whose header is a paragraph's. */
  static BlockStart cut(ParserState state, MatchedBlockParser matched) {
    if (matched.getParagraphLines().getLines().size() < MAX_LINES) {
      return BlockStart.none();
    }
    // Without the blanks before it: indented, the line would begin a block of code.
    return BlockStart.of(new LongParagraph()).atIndex(state.getNextNonSpaceIndex());
  }

  @Override
  public boolean isContainer() {
    return true;
  }

  /** Cuts follow each other and do not nest. */
  @Override
  public boolean canContain(Block childBlock) {
    return !(childBlock instanceof Rest);
  }

  @Override
  public Block getBlock() {
    return rest;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return BlockContinue.atIndex(state.getIndex());
  }
}
