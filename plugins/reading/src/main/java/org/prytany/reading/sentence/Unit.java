package org.prytany.reading.sentence;

import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.spi.Span;

/**
 * A sentence of prose or list, a row of a table, or a line of code.
 *
 * @param block the block it stands in
 * @param blockIndex position of that block
 * @param section how many headings stand before it
 * @param start first unit in the block's visible text
 * @param end after its last unit
 */
public record Unit(Block block, int blockIndex, int section, int start, int end) {

  /** What a reader sees. Every pass over a text asks each unit, so here an unwanted one ends. */
  public String text() {
    StillWanted.check();
    return block.text().text().substring(start, end);
  }

  /** Place in the raw description of a range of {@link #text()}. */
  public Span span(int from, int to) {
    return block.text().span(start + from, start + to);
  }
}
