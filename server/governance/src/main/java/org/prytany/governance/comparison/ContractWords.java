package org.prytany.governance.comparison;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.reading.SentenceBounds;
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

  /** Words of the same sentence, and of no other account. */
  private static final Pattern LIMIT = Cues.pattern(ContractWords.class, "limit");

  private static final SentenceBounds BEFORE = new SentenceBounds(LIMIT, 90);
  private static final SentenceBounds AFTER = new SentenceBounds(LIMIT, 60);

  private ContractWords() {}

  /** The word in an operator's name for an account, if it has one. */
  static Optional<String> in(String label) {
    return first(LABEL, label);
  }

  /** The word by which a text speaks of an account at one of the places that name it. */
  static Optional<String> about(Address account, String text) {
    return Pattern.compile(account.hex(), Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .results()
        .flatMap(at -> about(at.start(), at.end(), text).stream())
        .findFirst();
  }

  private static Optional<String> about(int start, int end, String text) {
    String before = text.substring(BEFORE.start(text, start), start);
    String after = text.substring(end, AFTER.end(text, end));
    return first(ANYWHERE, before + "0x")
        .or(() -> first(ANYWHERE, after))
        .or(() -> first(CONTRACT_BEFORE, before))
        .or(() -> first(CONTRACT_AFTER, after));
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
}
