package org.prytany.governance.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.number.Digits;
import org.prytany.reading.number.NumberWords;
import org.prytany.reading.number.Scale;

/** Reads the tokens of a sentence. */
final class Tokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<account>0x[0-9a-fA-F]+…?|https?://\\S+|@\\w+|[\\w-]+\\.eth\\b)"
              + "|(?<date>\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?)(?![\\d/])"
              + "|(?<number>(?:(?:[~≈≤≥<>≠±∼≃≅⩽⩾≦≧≲≳＜＞]|(?<![\\p{L}\\d\\s)])[-−]|(?<=\\s)[-−](?=[$€£\\d]))\\s?)?[$€£]?(?<![\\p{L}\\d])\\d+(?:[.,'’]\\d+)*+)"
              + "(?:\\s?(?<scale>thousand|million|billion|trillion|mil|mio|mln|mn|bn|k|m|b)(?![\\p{L}\\d]))?(?<percent>\\s?%)?(?<more>\\+(?!\\d))?"
              + "|(?<sign>[\\p{No}\\p{Nl}]++)"
              + "|(?<word>\\p{L}[\\p{L}\\d]*(?:[._/-](?=[\\p{L}\\d])[\\p{L}\\d]+)*+(?:[’'](?:t|s|re|ll|ve|d)\\b)?)"
              + "|(?<arrow>→|->|=>)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE_LIKE =
      Pattern.compile("(?:.*\\d.*|.*[a-z][A-Z].*|.*[A-Z][A-Z].*|.*_.*|\\p{L}+\\.\\p{L}.*)");

  private final ProofWords words = ProofWords.shipped();

  /** The tokens of a sentence from left to right. The cost grows with its length. */
  List<Token> of(String given) {
    String text = Digits.asOurs(given);
    List<Token> found = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    List<NumberWords.Spelled> spelled = NumberWords.in(text);
    int nextSpelled = 0;
    int at = 0;
    while (matcher.find(at)) {
      at = matcher.end();
      while (nextSpelled < spelled.size() && spelled.get(nextSpelled).end() <= matcher.start()) {
        nextSpelled++;
      }
      NumberWords.Spelled words =
          nextSpelled < spelled.size() && spelled.get(nextSpelled).start() == matcher.start()
              ? spelled.get(nextSpelled)
              : null;
      if (words != null && matcher.group("word") != null) {
        found.add(
            new Token(
                Token.Kind.NUMBER,
                plain(words.value()),
                text.substring(words.start(), words.end()).toLowerCase(Locale.ROOT),
                words.start(),
                words.end()));
        at = words.end();
      } else {
        add(matcher, found);
      }
      if (at >= text.length()) {
        break;
      }
    }
    return List.copyOf(joined(found));
  }

  private void add(Matcher matcher, List<Token> found) {
    String written = matcher.group();
    String word = written.toLowerCase(Locale.ROOT);
    if (matcher.group("account") != null) {
      found.add(token(Token.Kind.ACCOUNT, word.replaceAll("[.,;:)]+$", ""), word, matcher));
    } else if (matcher.group("date") != null) {
      found.add(token(Token.Kind.NUMBER, word, word, matcher));
    } else if (matcher.group("number") != null) {
      found.add(token(Token.Kind.NUMBER, number(matcher), word, matcher));
    } else if (matcher.group("sign") != null) {
      found.add(token(Token.Kind.NUMBER, word, word, matcher));
    } else if (matcher.group("arrow") != null) {
      found.add(token(Token.Kind.ROLE, "to", "to", matcher));
    } else if (word.contains("-") && !CODE_LIKE.matcher(written).matches()) {
      // "on-chain" and "on chain" are the same.
      int from = matcher.start();
      for (String part : written.split("-", -1)) {
        found.add(word(part, from, found.isEmpty()));
        from += part.length() + 1;
      }
    } else {
      found.add(word(written, matcher.start(), found.isEmpty()));
    }
  }

  private static Token token(Token.Kind kind, String key, String word, Matcher at) {
    return new Token(kind, key, word, at.start(), at.end());
  }

  private static String number(Matcher matcher) {
    String written = matcher.group("number");
    int begin = 0;
    while (!Character.isDigit(written.charAt(begin))) {
      begin++;
    }
    String sign =
        written.substring(0, begin).replaceAll("\\s", "")
            + (matcher.group("more") == null ? "" : "+");
    String digits = written.substring(begin);
    String scale = matcher.group("scale");
    String percent = matcher.group("percent") == null ? "" : "%";
    boolean grouped = digits.matches("[1-9]\\d{0,2}(?:[,'’]\\d{3})++(?:\\.\\d+)?");
    String plain = grouped ? digits.replaceAll("[,'’]", "") : digits.replace(',', '.');
    if (!plain.matches("\\d{1,60}(?:\\.\\d{1,60})?")) {
      return sign + digits + percent;
    }
    BigDecimal value = new BigDecimal(plain);
    return sign
        + plain(scale == null ? value : value.multiply(Scale.of(scale.toLowerCase(Locale.ROOT))))
        + percent;
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private Token word(String written, int start, boolean first) {
    String word = written.toLowerCase(Locale.ROOT).replace('’', '\'');
    int end = start + written.length();
    if (word.endsWith("n't") || word.equals("can't") || words.is("negation", word)) {
      return new Token(Token.Kind.NEGATION, "not", word, start, end);
    }
    if (word.endsWith("'s")) {
      word = word.substring(0, word.length() - 2);
    }
    String said = word.replaceAll("'.*", "");
    if (written.equals("May") && !first) {
      return new Token(Token.Kind.NAME, "may.", word, start, end);
    }
    for (String kind : List.of("may", "would", "should", "must", "condition")) {
      if (words.is(kind, said)) {
        return new Token(Token.Kind.MODAL, kind, said, start, end);
      }
    }
    if (words.is("will", said)) {
      return new Token(Token.Kind.WILL, "will", said, start, end);
    }
    for (String kind : List.of("past", "already", "now", "later", "rejected")) {
      if (words.is(kind, said)) {
        return new Token(Token.Kind.TIME, kind, said, start, end);
      }
    }
    if (words.is("exact", said) || words.is("quantity", said) || words.is("about", said)) {
      String same = words.group(Stem.of(said));
      String key = words.is("about", said) ? "about" : same.isEmpty() ? said : "=" + same;
      return new Token(Token.Kind.QUANTITY, key, said, start, end);
    }
    if (words.is("role", said)) {
      return new Token(Token.Kind.ROLE, said, said, start, end);
    }
    String stem = Stem.of(said);
    String group = words.group(stem);
    if (!group.isEmpty()) {
      return new Token(Token.Kind.DIRECTION, "=" + group, said, start, end);
    }
    if (words.is("stop", said)) {
      return new Token(Token.Kind.STOP, said, said, start, end);
    }
    boolean name =
        CODE_LIKE.matcher(written).matches() || !first && Character.isUpperCase(written.charAt(0));
    return new Token(name ? Token.Kind.NAME : Token.Kind.CONTENT, stem, said, start, end);
  }

  /** "At least" is one word here. */
  private List<Token> joined(List<Token> tokens) {
    List<Token> joined = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      List<String> phrase = phraseAt(tokens, i);
      if (phrase.isEmpty()) {
        joined.add(tokens.get(i));
        continue;
      }
      int last = i + phrase.size() - 1;
      String text = String.join("-", phrase);
      joined.add(word(text, tokens.get(i).start(), false).until(tokens.get(last).end()));
      i = last;
    }
    return joined;
  }

  private List<String> phraseAt(List<Token> tokens, int at) {
    for (List<String> phrase : words.phrases()) {
      boolean fits = at + phrase.size() <= tokens.size();
      for (int i = 0; fits && i < phrase.size(); i++) {
        fits = tokens.get(at + i).word().equals(phrase.get(i));
      }
      if (fits) {
        return phrase;
      }
    }
    return List.of();
  }
}
