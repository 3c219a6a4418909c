package org.prytany.governance.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the sentence around a place of a text begins and ends.
 *
 * @param ends what ends a sentence
 * @param farthest how far from the place an end is looked for
 */
public record SentenceBounds(Pattern ends, int farthest) {

  /** Behind the last end before a place. */
  public int start(String text, int at) {
    int start = Math.max(0, at - farthest);
    Matcher matcher = ends.matcher(text).region(start, at).useTransparentBounds(true);
    while (matcher.find()) {
      start = matcher.end();
    }
    return start;
  }

  /** Where the first end behind a place begins. */
  public int end(String text, int at) {
    int to = Math.min(text.length(), at + farthest);
    Matcher matcher = ends.matcher(text).region(Math.min(at, to), to).useTransparentBounds(true);
    return matcher.find() ? matcher.start() : to;
  }
}
