package org.prytany.judging;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * Holds a digest against its text: spans within it, sentences that are their source with parts left
 * out, no number cut short, no negation dropped.
 */
public final class DigestCheck {

  private static final int MOST_SENTENCES = 4;
  private static final int MOST_HEADLINE_WORDS = 25;
  private static final int MOST_CLAIMS = 5_000;

  /** UTF-16 units of what is quoted of a digest. */
  private static final int LONGEST_QUOTE = 300;

  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>)]+");
  private static final Pattern MARKUP = Pattern.compile("[*_`~\\\\]");
  private static final Pattern MARKUP_OR_INVISIBLE =
      Pattern.compile(
          "[*_`~\\\\\\p{Cf}\\p{Cn}\\p{Cs}\\u115f\\u1160\\u2800\\u3164\\ufe00-\\ufe0f[\\p{Cc}&&[^\\s]]]");
  private static final Pattern DIGITS_APART = Pattern.compile("(?<=\\d)[ \\u00a0\\u202f_'](?=\\d)");

  /**
   * What no reader sees, or sees as a mark only: tags, images, targets of links, footnote marks.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "<!--.*?-->|<[^<>]*>|!\\[[^\\]]*\\]\\([^)]*\\)|\\[\\^[^\\]]*\\]|(?<=\\])\\([^)]*\\)"
              + "|(?<=\\])\\[[^\\]]*\\]|&#?\\w+;",
          Pattern.DOTALL);

  /** Words that shortening never takes away. */
  private enum Kept {
    NEGATION("negation", KeptWords.NEGATION.pattern()),
    CONDITION("condition", KeptWords.CONDITION.pattern()),
    MODAL("modal", KeptWords.MODAL.pattern()),
    UNIT("unit", Pattern.compile("[%‰$€£¥]|\\b(?:percent|million|billion|thousand|per)\\b"));

    private final String what;
    private final Pattern pattern;

    Kept(String what, Pattern pattern) {
      this.what = what;
      this.pattern = pattern;
    }

    long count(String plain) {
      return pattern.matcher(plain).results().count();
    }
  }

  private DigestCheck() {}

  /** What letters alone tell is wrong with a digest of {@code text}; empty if nothing. */
  public static Optional<String> fault(TextDigest digest, String text) {
    return fault(digest, text, ReadText.byLetters(text));
  }

  /**
   * What is wrong with a digest of {@code text}; empty if nothing.
   *
   * @param read the text, as who judges reads it; asked of repaired sentences alone
   */
  public static Optional<String> fault(TextDigest digest, String text, ReadText read) {
    if (digest.sentences().size() > MOST_SENTENCES) {
      return Optional.of("it gave " + digest.sentences().size() + " sentences, four are the most");
    }
    if (digest.claims().size() > MOST_CLAIMS) {
      return Optional.of("it gave " + digest.claims().size() + " claims");
    }
    Optional<String> named = algorithmFault(digest.algorithm());
    if (named.isPresent()) {
      return named;
    }
    Optional<String> note = noteFault(digest, text);
    if (note.isPresent()) {
      return note;
    }
    for (Claim claim : digest.claims()) {
      if (outside(claim.span(), text)) {
        return Optional.of("a claim points outside of the text: " + claim.span());
      }
    }
    if (digest.asks().size() > TextDigest.MOST_ASKS) {
      return Optional.of(
          "it gave "
              + digest.asks().size()
              + " sentences of the ask, "
              + TextDigest.MOST_ASKS
              + " are the most");
    }
    Optional<String> fault =
        Stream.concat(digest.sentences().stream(), digest.asks().stream())
            .flatMap(sentence -> fault(sentence, text, read).stream())
            .findFirst();
    return fault.isPresent() ? fault : headlineFault(digest.headline(), text);
  }

  private static Optional<String> algorithmFault(String algorithm) {
    if (algorithm.isBlank()) {
      return Optional.of("it does not name its algorithm");
    }
    return Visible.unseen(algorithm)
        .map(unseen -> "its algorithm's name has a character that nobody sees, " + unseen);
  }

  /** What letters alone tell is wrong with a sentence of {@code text}; empty if nothing. */
  public static Optional<String> fault(TextDigest.Sentence sentence, String text) {
    return fault(sentence, text, ReadText.byLetters(text));
  }

  /**
   * What is wrong with a sentence of {@code text}; empty if nothing.
   *
   * @param read the text, as who judges reads it; asked of repaired sentences alone
   */
  public static Optional<String> fault(TextDigest.Sentence sentence, String text, ReadText read) {
    if (outside(sentence.span(), text)) {
      return Optional.of("a sentence points outside of the text: " + sentence.span());
    }
    String source = sentence.span().of(text);
    if (!sentence.repaired()) {
      return sentenceFault(sentence.text(), source);
    }
    Optional<String> fault = RepairCheck.fault(sentence, text, read);
    return fault.isPresent() ? fault : sentenceFault(RepairCheck.own(sentence), source);
  }

  private static Optional<String> noteFault(TextDigest digest, String text) {
    long kinds = digest.notes().stream().map(Object::getClass).distinct().count();
    if (kinds < digest.notes().size()) {
      return Optional.of("it gave " + digest.notes().size() + " notes of " + kinds + " kinds");
    }
    for (TextDigest.Note note : digest.notes()) {
      Optional<String> fault =
          switch (note) {
            case TextDigest.Note.Preselected some ->
                some.looked() > 0 && some.looked() < some.all() && some.all() <= text.length()
                    ? Optional.empty()
                    : Optional.of(
                        "it cannot have looked at "
                            + some.looked()
                            + " of "
                            + some.all()
                            + " sentences");
            case TextDigest.Note.NotEnglish foreign ->
                digest.claims().isEmpty()
                    ? Optional.empty()
                    : Optional.of("it gave claims of a text that it cannot read");
          };
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  static boolean outside(Span span, String text) {
    return span.end() > text.length();
  }

  private static Optional<String> sentenceFault(String shown, String source) {
    String plain = plain(source);
    if (!isSubsequence(letters(plain(shown)), letters(plain))) {
      return Optional.of("a sentence is not its source with parts left out: " + quoted(shown));
    }
    // In the source an asterisk may be emphasis or stand for itself; in what is shown it is itself.
    Set<String> numbers = numbers(plain);
    numbers.addAll(numbers(MARKUP.matcher(source).replaceAll(" ")));
    for (String number : numbersApart(MARKUP.matcher(shown).replaceAll(" "))) {
      if (!numbers.contains(number)) {
        return Optional.of(
            "a sentence has the number "
                + Visible.text(number, LONGEST_QUOTE)
                + ", its source has not");
      }
    }
    String visible = visible(source);
    for (Kept kept : Kept.values()) {
      if (kept.count(visible) > kept.count(plain(shown))) {
        return Optional.of("a sentence lost a " + kept.what + " of its source: " + quoted(shown));
      }
    }
    Set<String> kept = numbers(MARKUP.matcher(shown).replaceAll(""));
    kept.addAll(numbers(MARKUP.matcher(shown).replaceAll(" ")));
    for (String number : numbersApart(visible)) {
      if (!kept.contains(number)) {
        return Optional.of(
            "a sentence lost the number "
                + Visible.text(number, LONGEST_QUOTE)
                + ": "
                + quoted(shown));
      }
    }
    return Optional.empty();
  }

  /** What is quoted of a digest when it is refused. */
  static String quoted(String shown) {
    return "'" + Visible.text(shown, LONGEST_QUOTE) + "'";
  }

  /** What a reader sees of a source, less bare links. */
  private static String visible(String source) {
    return plain(withoutUnseen(source));
  }

  /** A source without tags, images, targets of links, footnote marks and bare links. */
  public static String withoutUnseen(String source) {
    String seen = UNSEEN.matcher(source).replaceAll(" ");
    return LINK.matcher(seen).replaceAll(" ");
  }

  /** A text without what is markup, and without what nobody sees. */
  static String withoutMarkup(String text) {
    return MARKUP_OR_INVISIBLE.matcher(unescaped(text)).replaceAll("");
  }

  private static Optional<String> headlineFault(String headline, String text) {
    if (headline.isBlank()) {
      return Optional.empty();
    }
    if (headline.strip().split("\\s+").length > MOST_HEADLINE_WORDS) {
      return Optional.of("its headline is longer than " + MOST_HEADLINE_WORDS + " words");
    }
    Set<String> known = words(plain(text));
    String all = letters(plain(text));
    for (String word : words(plain(headline))) {
      if (!known.contains(word) && !all.contains(word)) {
        return Optional.of("its headline has the word " + quoted(word) + ", the text has not");
      }
    }
    return Optional.empty();
  }

  /**
   * The text in lower case without invisible characters and emphasis marks, which may stand inside
   * words and numbers.
   */
  private static String plain(String text) {
    return withoutMarkup(text).toLowerCase(Locale.ROOT);
  }

  private static String unescaped(String text) {
    return text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&#39;", "'");
  }

  /** Numbers, also read with the blanks that may group their digits. */
  private static Set<String> numbers(String plain) {
    Set<String> found = numbersApart(plain);
    found.addAll(numbersApart(DIGITS_APART.matcher(plain).replaceAll("")));
    return found;
  }

  private static Set<String> numbersApart(String plain) {
    Set<String> found = new HashSet<>();
    Matcher matcher = NUMBER.matcher(plain);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static Set<String> words(String plain) {
    Set<String> found = new HashSet<>();
    Matcher matcher = WORD.matcher(plain);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static String letters(String plain) {
    StringBuilder kept = new StringBuilder(plain.length());
    plain.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isSubsequence(String part, String whole) {
    int at = 0;
    for (int i = 0; i < part.length(); i++) {
      at = whole.indexOf(part.charAt(i), at);
      if (at < 0) {
        return false;
      }
      at++;
    }
    return true;
  }
}
