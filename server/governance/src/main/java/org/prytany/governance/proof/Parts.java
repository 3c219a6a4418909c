package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a sentence where it goes on to another thing. */
final class Parts {

  private static final Pattern CUT =
      Pattern.compile("(?:,\\s+(?:and|but|while|which)\\b|[;:]\\s|(?<=\\p{L}{2}[.!?])\\s|,\\s)");
  private static final int LEAST_CONTENT = 3;

  private Parts() {}

  /** The parts, in order; the sentence alone where it has no two that say something. */
  static List<List<Token>> of(String sentence, List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    List<Token> part = new ArrayList<>();
    for (Token token : tokens) {
      if (!part.isEmpty()) {
        Matcher cut =
            CUT.matcher(sentence)
                .region(part.getLast().end(), token.end())
                .useTransparentBounds(true);
        if (cut.lookingAt() || cutsBehindCloser(sentence, part.getLast(), token)) {
          parts.add(part);
          part = new ArrayList<>();
        }
      }
      part.add(token);
    }
    parts.add(part);
    return merged(parts);
  }

  private static boolean cutsBehindCloser(String sentence, Token before, Token after) {
    return sentence.substring(before.end(), after.start()).matches("[)\"”]+[,;:.]\\s+");
  }

  /** What says too little belongs to what stands before it. */
  private static List<List<Token>> merged(List<List<Token>> parts) {
    List<List<Token>> merged = new ArrayList<>();
    for (List<Token> part : parts) {
      if (merged.isEmpty() || says(part) && says(merged.getLast())) {
        merged.add(new ArrayList<>(part));
      } else {
        merged.getLast().addAll(part);
      }
    }
    return merged;
  }

  private static boolean says(List<Token> part) {
    return part.stream().filter(Token::hasContent).count() >= LEAST_CONTENT;
  }
}
