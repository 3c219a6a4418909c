package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Span;

/**
 * Phrases that begin with one of a few words. They are looked for at those words alone, so that a
 * long text costs no more than reading it once.
 */
public final class Phrases {

  private static final int LONGEST = 300;
  private static final int MOST = 50;

  private final Set<String> firstWords;
  private final Pattern phrase;

  public Phrases(Set<String> firstWords, String phrase) {
    this.firstWords = Set.copyOf(firstWords);
    this.phrase = Pattern.compile(phrase);
  }

  /** Where they stand in the raw text; the first few. */
  public List<Span> in(FoldedText folded) {
    String text = folded.text();
    Matcher matcher = phrase.matcher(text);
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    List<Span> found = new ArrayList<>();
    int at = 0;
    while (at < text.length() && found.size() < MOST) {
      int end = at;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      if (end > at && end - at <= 20 && firstWords.contains(text.substring(at, end))) {
        matcher.region(at, Math.min(text.length(), at + LONGEST));
        if (matcher.lookingAt()) {
          found.add(folded.span(matcher.start(), matcher.end()));
          end = Math.max(end, matcher.end());
        }
      }
      at = Math.max(end, at + 1);
    }
    return found;
  }
}
