package org.prytany.governance.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Address;

/** Words by which an account is said to be a contract: who calls it so expects code there. */
final class ContractWords {

  /** What is never said of a key alone. */
  private static final String SHARED =
      "multi-?\\s?sigs?|multi-?\\s?signature|multi-?\\s?firmas?|multi-?\\s?assinaturas?|Gnosis[ -]?Safe"
          + "|Mehrfachsignatur\\w*|мультисиг\\w*|мультиподпис\\w*";

  /** Where words are not set apart. */
  private static final String SHARED_UNSPACED = "多签|多簽|マルチシグ|멀티시그";

  private static final String CONTRACT_UNSPACED = "合约|合約|コントラクト|컨트랙트";

  /** "Safe" with a capital, or as a thing that somebody has. */
  private static final String SAFE =
      "(?-i:(?<=[\\p{L}\\d’']\\s)Safe|Safe(?=[\\s(:–—-]{1,3}(?:0x|at|address|wallet|account|\\())"
          + "|SAFE(?=[\\s(:–—-]{1,3}0x))|safe[ -](?:wallet|account|address|multi-?sig)"
          + "|(?:the|our|its|their|team|council|dao|['’]s|im|den|der|el|la|le|notre|nuestra)\\ssafe(?=[\\s(:]{1,3}(?:0x|at\\b|on\\b|\\())";

  private static final String CONTRACT =
      "(?:smart[ -]?)?contracts?|(?:smart-?)?contrat|(?:smart-?)?contratos?|contratto"
          + "|(?:smart-?)?vertrag(?:es|s)?|контракт\\w*|vaults?|timelocks?";

  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  private static final Pattern LABEL =
      Pattern.compile(
          "(?<!\\p{L})(?:"
              + SHARED
              + "|safe|"
              + CONTRACT
              + ")(?!\\p{L})|"
              + SHARED_UNSPACED
              + "|"
              + CONTRACT_UNSPACED,
          FLAGS);

  private static final Pattern ANYWHERE =
      Pattern.compile(
          "(?<!\\p{L})(?:" + SHARED + "|" + SAFE + ")(?!\\p{L})|" + SHARED_UNSPACED, FLAGS);

  /** Right before an address, or in brackets right after it. */
  private static final String BETWEEN =
      "(?:\\s|[:=(\\[`*|,–—-]|\\b(?:address|at|is|the|deployed|wallet|account|on|mainnet|ethereum|an?"
          + "|adresse|unter|dirección|en|à|l['’]|endereço|indirizzo|under|under the|with|located)\\b){0,8}";

  private static final Pattern CONTRACT_BEFORE =
      Pattern.compile(
          "(?:(?<!\\p{L})(?:"
              + CONTRACT
              + ")(?!\\p{L})|"
              + CONTRACT_UNSPACED
              + ")"
              + BETWEEN
              + "\\z",
          FLAGS);
  private static final Pattern CONTRACT_AFTER =
      Pattern.compile(
          "\\A[`*\\])]{0,3}\\s?[(,–—-]\\s?(?:\\w+\\s){0,4}?(?:" + CONTRACT + ")(?!\\p{L})", FLAGS);

  /** Of whom a text without addresses says that he is paid. */
  private static final Pattern PAYEE =
      Pattern.compile(
          "\\b(?:to|into|recipient|beneficiary|payee|an|à|para|naar|a|zu)\\b[^.!?\\n|]{0,60}?(?<!\\p{L})("
              + SHARED
              + "|safe(?=\\s?(?:[.,;!?)\\n]|\\z|wallet|multi|on\\b|of\\b))|Safe)(?!\\p{L})",
          FLAGS);

  private static final int BEFORE = 90;
  private static final int AFTER = 60;
  private static final Pattern OTHER =
      Pattern.compile("0x[0-9a-f]{3,40}", Pattern.CASE_INSENSITIVE);
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
