package org.prytany.digest.ranking;

import java.util.List;
import org.prytany.reading.markdown.Block;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * A sentence that may be shown.
 *
 * @param shown what would be shown
 * @param span its place in the raw description
 * @param words number of words of {@code shown}
 * @param block the block it stands in
 * @param blockIndex position of that block
 * @param inBlock position among the sentences of its block, from 0
 * @param inSection position among the sentences of its section, from 0
 * @param section heading over it in lower case letters and blanks; "" before the first
 * @param sectionIndex how many headings stand before it
 * @param near what stands right before and behind it
 * @param pieces what a repaired sentence is made of; none for one that is its span alone
 */
record Candidate(
    String shown,
    Span span,
    int words,
    Block block,
    int blockIndex,
    int inBlock,
    int inSection,
    String section,
    int sectionIndex,
    Near near,
    List<TextDigest.Piece> pieces) {}
