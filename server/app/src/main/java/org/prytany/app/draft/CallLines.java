package org.prytany.app.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.governance.failure.PrytanyException;

/**
 * One call a line: the target, then a function with its arguments or the calldata, and {@code
 * value=} wei where coin is sent. Quotes hold an argument with blanks together; a line that begins
 * with "#" is a remark.
 */
final class CallLines {

  private static final String VALUE = "value=";

  private CallLines() {}

  static DraftCalls read(String text) {
    List<GivenAction> calls = new ArrayList<>();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        calls.add(call(line, i + 1));
      }
    }
    return DraftCalls.of("one call a line", calls);
  }

  private static GivenAction call(String line, int number) {
    List<String> words = words(line, number);
    String target =
        Written.address(words.removeFirst())
            .orElseThrow(
                () ->
                    wrong(
                        number,
                        "begins with no address, and a call begins with its target: write 0x and 40"
                            + " hexadecimal digits, with the capital letters that it was given"
                            + " with. Give JSON if that is what you have."));
    String value = "0";
    if (!words.isEmpty() && words.getLast().startsWith(VALUE)) {
      value =
          Written.whole(words.removeLast().substring(VALUE.length()))
              .orElseThrow(() -> wrong(number, "ends with a value that " + Written.NO_WEI))
              .toString();
    }
    if (words.isEmpty()) {
      return new GivenAction(target, "", value, List.of(), Optional.of("0x"));
    }
    if (words.getFirst().startsWith("0x") && words.size() == 1) {
      String calldata =
          Written.bytes(words.getFirst())
              .orElseThrow(() -> wrong(number, "has something that " + Written.NO_BYTES));
      return new GivenAction(target, "", value, List.of(), Optional.of(calldata));
    }
    String signature = words.removeFirst();
    Signature.require(signature, words, what -> wrong(number, what));
    return new GivenAction(target, signature, value, words, Optional.empty());
  }

  /** Parts at blanks, outside of quotes. */
  private static List<String> words(String line, int number) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char at = line.charAt(i);
      if (at == '"') {
        quoted = !quoted;
        begun = true;
      } else if (!quoted && Character.isWhitespace(at)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(at);
        begun = true;
      }
    }
    if (quoted) {
      throw wrong(number, "has a quote that does not end: add the other one.");
    }
    words.add(word.toString());
    return words;
  }

  private static PrytanyException wrong(int number, String what) {
    return Place.wrong("Line " + number + " of the calls " + what);
  }
}
