package org.prytany.reading.markdown;

import java.util.List;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * One block of a proposal.
 *
 * @param kind what it is
 * @param level heading level, {@link #UNMARKED} for a heading by its place alone; depth of the list
 *     item; 0 elsewhere
 * @param text what a reader sees; for a table row its cells joined by " | "
 * @param cells the cells of a table row in order; empty elsewhere
 * @param container blocks of one list or one table share it; -1 for a block of its own
 * @param headerRow whether it is the header of a table
 * @param quoted whether it stands in a block quote
 * @param linkAddresses addresses in the targets of links, which a reader sees on demand only
 */
public record Block(
    Kind kind,
    int level,
    VisibleText text,
    List<VisibleText> cells,
    int container,
    boolean headerRow,
    boolean quoted,
    List<LinkAddress> linkAddresses) {

  /** The level of a heading that no mark makes one: the first line of a paragraph. */
  public static final int UNMARKED = 7;

  public Block {
    cells = List.copyOf(cells);
    linkAddresses = List.copyOf(linkAddresses);
  }

  /** Whether its author marked it as a heading. */
  public boolean isMarkedHeading() {
    return kind == Kind.HEADING && level < UNMARKED;
  }

  /** What a block is. */
  public enum Kind {
    HEADING,
    PARAGRAPH,
    LIST_ITEM,
    TABLE_ROW,
    CODE
  }

  /**
   * An address in the target of a link.
   *
   * @param address the address
   * @param position index in the visible text where the link starts
   * @param span place of the address in the raw description
   */
  public record LinkAddress(Address address, int position, Span span) {}
}
