package org.prytany.reading.time;

import java.util.List;

/**
 * Reads times that plain patterns cannot read, or only in part: "a year and a half", "six (6)
 * months". Safe for use by many threads.
 */
public interface TimeReader {

  /** The times of a text, from left to right, with the words that only look like some. */
  List<Reading> read(String text);

  /**
   * Words that belong together.
   *
   * @param start first unit of the text
   * @param end after the last unit of the text
   * @param times what they say; none where they look like a time and are not
   */
  record Reading(int start, int end, List<WrittenTime> times) {

    public Reading {
      times = List.copyOf(times);
    }
  }
}
