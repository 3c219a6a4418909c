package org.prytany.inference.remote;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text of strangers on its way into a request. The endpoint builds the prompt itself, and may read
 * "&lt;|im_start|&gt;" in a text as the token that begins somebody's turn; here nothing of a
 * tokenizer can be changed. So what such tokens begin with goes: angle brackets before anything but
 * a number, and all square ones, which are the mark of citations too. A word that is changed cannot
 * be copied, and a sentence with it is left out.
 */
final class DataText {

  /** U+2039: no tokenizer's control token has it. */
  private static final String ANGLE = "\u2039";

  private static final Pattern BEGINS_TOKEN = Pattern.compile("<(?![ =\\d$€£.,])");

  /** Neither seen nor copied; between the letters of a token they may be dropped by a tokenizer. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cf}\\p{Cn}\\p{Cs}\\p{Co}[\\p{Cc}&&[^\\s]]]");

  private static final Pattern MARK = Pattern.compile("[<>\\[\\]|]");

  private DataText() {}

  static List<String> of(List<String> lines) {
    return lines.stream().map(DataText::of).toList();
  }

  static String of(String line) {
    StringBuilder plain = new StringBuilder(line.length());
    UNSEEN
        .matcher(line)
        .replaceAll("")
        .codePoints()
        .forEach(
            point -> {
              String one = Character.toString(point);
              // A normalizer would make "＜" the bracket that it looks like.
              boolean disguised =
                  point > 0x7F
                      && MARK.matcher(Normalizer.normalize(one, Normalizer.Form.NFKD)).find();
              plain.append(disguised ? "?" : one);
            });
    String marked = plain.toString().replace('[', '(').replace(']', ')');
    return BEGINS_TOKEN.matcher(marked).replaceAll(ANGLE);
  }
}
