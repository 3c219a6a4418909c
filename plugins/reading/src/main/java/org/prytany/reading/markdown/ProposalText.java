package org.prytany.reading.markdown;

import java.util.List;

/**
 * A proposal's description as blocks in reading order. HTML blocks and comments are not in it: no
 * reader of this server sees them.
 */
public record ProposalText(List<Block> blocks) {

  public ProposalText {
    blocks = List.copyOf(blocks);
  }
}
