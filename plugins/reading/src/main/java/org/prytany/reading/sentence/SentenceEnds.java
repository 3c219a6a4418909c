package org.prytany.reading.sentence;

import java.util.List;

/** Finds where sentences of running prose end. Safe for use by many threads. */
public interface SentenceEnds {

  /**
   * Adds the sentences of a part of a text in order, without blanks around them.
   *
   * @param start first unit of the part
   * @param end after its last unit
   * @param sentences gets ranges within the part
   */
  void cut(String text, int start, int end, List<SentenceSplitter.Range> sentences);
}
