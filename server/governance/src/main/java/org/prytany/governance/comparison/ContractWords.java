package org.prytany.governance.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;

/** Words by which an account is said to be a contract: who calls it so expects code there. */
final class ContractWords {

  private static final Pattern LABEL = Cues.pattern(ContractWords.class, "label");
  private static final Pattern ANYWHERE = Cues.pattern(ContractWords.class, "anywhere");
  private static final Pattern CONTRACT_BEFORE =
      Cues.pattern(ContractWords.class, "contract-before");
  private static final Pattern CONTRACT_AFTER = Cues.pattern(ContractWords.class, "contract-after");
  private static final Pattern PAYEE = Cues.pattern(ContractWords.class, "payee");

  private static final int BEFORE = 90;
  private static final int AFTER = 60;
  private static final Pattern OTHER = Cues.pattern(ContractWords.class, "other");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?。](?:\\s|\\z)|\\n");

  private ContractWords() {}

  /** The word in an operator's name for an account, if it has one. */
  static Optional<String> in(String label) {
    return first(LABEL, label);
  }

  /** The word by which a text speaks of an account at one of the places that name it. */
  static Optional<String> about(Address account, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() != text.length()) {
      return Optional.empty();
    }
    int at = lower.indexOf(account.hex());
    while (at >= 0) {
      String before = before(text, at);
      String after = after(text, at + account.hex().length());
      Optional<String> word =
          first(ANYWHERE, before + "0x")
              .or(() -> first(ANYWHERE, after))
              .or(() -> first(CONTRACT_BEFORE, before))
              .or(() -> first(CONTRACT_AFTER, after));
      if (word.isPresent()) {
        return word;
      }
      at = lower.indexOf(account.hex(), at + 1);
    }
    return Optional.empty();
  }

  /** The word by which a text that names no account speaks of who is paid. */
  static Optional<String> aboutPayee(String text) {
    Matcher matcher = PAYEE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.of(matcher.group().replaceAll("[\\s:=(\\[`*|,–—-]+", " ").strip())
        : Optional.empty();
  }

  /** Of the same sentence, and after any other account. */
  private static String before(String text, int at) {
    String piece = text.substring(Math.max(0, at - BEFORE), at);
    int from = 0;
    for (Pattern limit : List.of(SENTENCE_END, OTHER)) {
      Matcher matcher = limit.matcher(piece);
      while (matcher.find()) {
        from = Math.max(from, matcher.end());
      }
    }
    return piece.substring(from);
  }

  private static String after(String text, int at) {
    String piece = text.substring(at, Math.min(text.length(), at + AFTER));
    int to = piece.length();
    for (Pattern limit : List.of(SENTENCE_END, OTHER)) {
      Matcher matcher = limit.matcher(piece);
      if (matcher.find()) {
        to = Math.min(to, matcher.start());
      }
    }
    return piece.substring(0, to);
  }
}
