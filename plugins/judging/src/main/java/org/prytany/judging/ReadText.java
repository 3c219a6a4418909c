package org.prytany.judging;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Span;

/**
 * A description as somebody reads it, for what letters alone do not tell of a repaired sentence.
 *
 * @param saidWith finds what the text says with words that were put in
 * @param connectiveEnd where a sentence goes on behind a word that only goes on from what stands
 *     before it ("However, "); 0 where it begins with none
 */
public record ReadText(SaidWith saidWith, ToIntFunction<String> connectiveEnd) {

  /** UTF-16 units before what was put in that are looked at for what takes it back. */
  private static final int LOOKED_AT = 4_000;

  private static final Pattern CONNECTIVE =
      Pattern.compile("[\\p{L}]+(?: [\\p{L}]+){0,4},\\s+(?=\\p{L})");
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n[ \\t\\r]*\\n");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"'”’)\\]*_]*\\s|:\\s*\\n");
  private static final Pattern SENTENCE_OR_PARAGRAPH_END =
      Pattern.compile(SENTENCE_END.pattern() + "|" + PARAGRAPH_END.pattern());

  /** Finds what a text says with words that stand in it. */
  @FunctionalInterface
  public interface SaidWith {

    /**
     * @param put where the words stand
     * @param sentence where the sentence stands that they were put into
     * @return sentences and headings, which must take nothing back; empty where no reader sees the
     *     words as something that the text says
     */
    Optional<List<String>> of(Span put, Span sentence);
  }

  /** By letters alone, for who does not read the text: the host does, and refuses more. */
  public static ReadText byLetters(String text) {
    return new ReadText(
        (put, sentence) ->
            Optional.of(
                List.of(
                    lastSentence(paragraph(text, put.start()))
                        + restOfSentence(text, put.start()))),
        sentence -> {
          Matcher word = CONNECTIVE.matcher(sentence);
          return word.lookingAt() ? word.end() : 0;
        });
  }

  /** What the paragraph has before a place, its line's mark included. */
  static String paragraph(String text, int at) {
    return behindLast(PARAGRAPH_END, text.substring(Math.max(0, at - LOOKED_AT), at));
  }

  private static String lastSentence(String before) {
    return behindLast(SENTENCE_END, before);
  }

  private static String behindLast(Pattern end, String before) {
    int from = 0;
    Matcher ends = end.matcher(before);
    while (ends.find()) {
      from = ends.end();
    }
    return before.substring(from);
  }

  private static String restOfSentence(String text, int from) {
    String behind = text.substring(from, Math.min(text.length(), from + LOOKED_AT));
    Matcher end = SENTENCE_OR_PARAGRAPH_END.matcher(behind);
    return end.find() ? behind.substring(0, end.start()) : behind;
  }
}
