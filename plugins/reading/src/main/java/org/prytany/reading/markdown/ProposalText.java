package org.prytany.reading.markdown;

import java.util.List;

/**
 * A proposal's description as blocks in reading order. HTML blocks and comments are not in it: no
 * reader of this server sees them.
 *
 * @param raw the description
 * @param blocks with places in it
 */
public record ProposalText(String raw, List<Block> blocks) {

  public ProposalText {
    blocks = List.copyOf(blocks);
  }
}
