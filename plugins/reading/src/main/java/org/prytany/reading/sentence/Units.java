package org.prytany.reading.sentence;

import java.util.ArrayList;
import java.util.List;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.markdown.StillWanted;

/** Cuts a whole proposal into units, once, for everybody who reads it. */
public final class Units {

  private Units() {}

  /** The units of a text in reading order; headings are units too. */
  public static List<Unit> of(ProposalText text, SentenceSplitter splitter) {
    List<Unit> units = new ArrayList<>();
    int section = 0;
    for (int b = 0; b < text.blocks().size(); b++) {
      StillWanted.check();
      Block block = text.blocks().get(b);
      if (block.kind() == Block.Kind.HEADING) {
        section++;
      }
      switch (block.kind()) {
        case HEADING, TABLE_ROW -> units.add(new Unit(block, b, section, 0, block.text().length()));
        case CODE -> lines(units, block, b, section);
        case PARAGRAPH, LIST_ITEM -> {
          for (SentenceSplitter.Range range : splitter.split(block.text())) {
            units.add(new Unit(block, b, section, range.start(), range.end()));
          }
          if (block.text().isBlank()) {
            units.add(new Unit(block, b, section, 0, 0));
          }
        }
      }
    }
    return units;
  }

  private static void lines(List<Unit> units, Block block, int index, int section) {
    String text = block.text().text();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (end > start) {
        units.add(new Unit(block, index, section, start, end));
      }
      start = end + 1;
    }
  }
}
