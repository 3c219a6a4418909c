package org.prytany.reading.modality;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a sentence must not be shown without its text: it leans on what is not shown, or says what
 * the text does not mean. The words are data, {@code leaning.rules}; the first that fits decides.
 */
public enum Leaning {
  /** It asks. */
  QUESTION,
  /** It ends with what it announces. */
  ANNOUNCEMENT,
  /** It is code, or data. */
  CODE,
  /** It tells an author how to write. */
  TEMPLATE,
  /** It greets or thanks. */
  GREETING,
  /** It is about liability or licences. */
  LEGAL,
  /** It only explains something. */
  EXAMPLE,
  /** It holds in one case alone. */
  CASE,
  /** It begins with a word whose meaning stands before it. */
  REFERENCE,
  /** It points to another place of the page. */
  POINTER,
  /** It is what its author decided against. */
  REJECTED,
  /** Its author doubts it, or puts it off. */
  HEDGE,
  /** It has no verb. */
  FRAGMENT,
  /** It tells what was. */
  PAST,
  /** It can stand alone. */
  NONE;

  /** So much of a sentence is looked at, from its beginning and up to its end. */
  private static final int LOOKED_AT = 600;

  private static final Rules RULES = Rules.of("leaning.rules");
  private static final Pattern CONNECTIVE =
      Pattern.compile(
          "\\A(?:" + RULES.words("connective").pattern() + "),\\s+(?=\\p{L})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN = Pattern.compile("\\p{Ll}+(?![\\p{L}\\p{N}_-])");
  private static final Pattern COMES = RULES.words("to-come");
  private static final Pattern VERB = RULES.words("verb");
  private static final Pattern ASK = RULES.words("ask");

  /** What begins so asks for nothing yet, whatever verb comes. */
  private static final Pattern DOUBT = RULES.words("doubt");

  private static final Pattern DEFINES = RULES.words("defines");
  private static final Pattern ASKED = RULES.words("asked");

  /** A line of so many words that ends as a sentence does has a verb that no list knows. */
  private static final int WORDS_OF_A_SENTENCE = 7;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static Pattern words(Leaning kind) {
    return RULES.words(kind.name().toLowerCase(java.util.Locale.ROOT));
  }

  private static final java.util.Map<Leaning, Pattern> WORDS = patterns();

  private static java.util.Map<Leaning, Pattern> patterns() {
    java.util.Map<Leaning, Pattern> patterns = new java.util.EnumMap<>(Leaning.class);
    for (Leaning kind : values()) {
      if (kind != QUESTION && kind != ANNOUNCEMENT && kind != FRAGMENT && kind != NONE) {
        patterns.put(kind, words(kind));
      }
    }
    return patterns;
  }

  /** What a sentence leans on. The cost does not grow with sentences longer than any shown. */
  public static Leaning of(String sentence) {
    String text = sentence.strip();
    String looked = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
    boolean asks = ASK.matcher(looked).find() && !DOUBT.matcher(looked).find();
    for (Leaning kind : values()) {
      if (!(asks && kind.yieldsToAnAsk()) && kind.fits(text, looked)) {
        return kind;
      }
    }
    return NONE;
  }

  /** Whether a sentence proposes something, or gives a setting another value. */
  public static boolean asks(String sentence) {
    return ASK.matcher(sentence.substring(0, Math.min(sentence.length(), LOOKED_AT))).find();
  }

  /**
   * Whether a sentence tells a reader little beside others: it says what a thing is, ends with what
   * it announces, or is a question without its mark.
   */
  public static boolean tellsLittle(String sentence) {
    String text = sentence.strip();
    String looked = text.substring(0, Math.min(text.length(), LOOKED_AT));
    return ANNOUNCEMENT.fits(text, looked)
        || DEFINES.matcher(looked).find()
        || ASKED.matcher(looked).find();
  }

  /** An ask is an ask, whatever else its sentence says further on. */
  private boolean yieldsToAnAsk() {
    return switch (this) {
      case LEGAL, POINTER, REJECTED, HEDGE, FRAGMENT, PAST -> true;
      case QUESTION, ANNOUNCEMENT, CODE, TEMPLATE, GREETING, EXAMPLE, CASE, REFERENCE, NONE ->
          false;
    };
  }

  private boolean fits(String text, String looked) {
    Pattern words = WORDS.get(this);
    return switch (this) {
      case QUESTION -> text.endsWith("?");
      case ANNOUNCEMENT -> text.endsWith(":") || text.endsWith(",") || text.endsWith("(ex.");
      case FRAGMENT -> !VERB.matcher(looked).find() && !isWhole(looked);
      case PAST -> words != null && words.matcher(looked).find() && !COMES.matcher(looked).find();
      case NONE -> true;
      default -> words != null && words.matcher(looked).find();
    };
  }

  private static boolean isWhole(String text) {
    return text.endsWith(".") && BLANKS.splitAsStream(text).count() >= WORDS_OF_A_SENTENCE;
  }

  /**
   * A sentence without the word at its beginning that only goes on from what stands before it; it
   * begins with a capital then, unless its first word is written otherwise than in small letters
   * ("cbBTC").
   */
  public static String withoutConnective(String sentence) {
    int end = connectiveEnd(sentence);
    if (end == 0) {
      return sentence;
    }
    String rest = sentence.substring(end);
    return PLAIN.matcher(rest).lookingAt()
        ? Character.toUpperCase(rest.charAt(0)) + rest.substring(1)
        : rest;
  }

  /** Where a sentence goes on behind the word that {@link #withoutConnective} leaves out; 0. */
  public static int connectiveEnd(String sentence) {
    Matcher word = CONNECTIVE.matcher(sentence);
    return word.lookingAt() ? word.end() : 0;
  }
}
