package org.prytany.governance.ask;

import java.util.BitSet;
import java.util.List;
import org.prytany.governance.reading.ShownText;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** What a text shows as struck out: nobody asks for it any more. */
final class Struck {

  private final String text;
  private final BitSet struck = new BitSet();

  Struck(ShownText shown) {
    this.text = shown.markdown();
    shown.struckOut().forEach(span -> struck.set(span.start(), span.end()));
  }

  /** Whether any of a place is struck out. */
  boolean touches(Span place) {
    int next = struck.nextSetBit(place.start());
    return next >= 0 && next < place.end();
  }

  /** Whether the lines that a place stands in have a mark anywhere. */
  boolean lineHas(Span place, String mark) {
    int start = text.lastIndexOf('\n', place.start()) + 1;
    int end = text.indexOf('\n', place.end());
    return text.substring(start, end < 0 ? text.length() : end).contains(mark);
  }

  /** A digest without sentences of which anything is struck out. */
  TextDigest without(TextDigest digest) {
    return new TextDigest(
        digest.headline(),
        whole(digest.sentences()),
        whole(digest.asks()),
        digest.claims(),
        digest.notes(),
        digest.algorithm());
  }

  /** What of a text nothing is struck out of. */
  List<Unit> without(List<Unit> units) {
    return units.stream().filter(unit -> !touches(unit.span(0, unit.text().length()))).toList();
  }

  private List<TextDigest.Sentence> whole(List<TextDigest.Sentence> sentences) {
    return sentences.stream().filter(each -> !touches(each.span())).toList();
  }
}
