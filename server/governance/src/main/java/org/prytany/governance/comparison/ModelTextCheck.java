package org.prytany.governance.comparison;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.FoldedText;
import org.prytany.governance.reading.Phrases;
import org.prytany.governance.reading.Quoted;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/**
 * Words that talk to a program that reads the text, and not to a member. No program here takes
 * orders from a text; a reader should know all the same that its author tried.
 */
record ModelTextCheck(Comparison comparison) {

  private static final Phrases ORDERS =
      new Phrases(
          Cues.words(ModelTextCheck.class, "first-words"),
          Cues.text(ModelTextCheck.class, "orders"));
  private static final Phrases OWN_VOICE =
      new Phrases(
          Cues.words(ModelTextCheck.class, "report-words"),
          Cues.text(ModelTextCheck.class, "own-voice"));

  private static final Pattern MARKS = Cues.pattern(ModelTextCheck.class, "marks");
  private static final Pattern ROLE_LINE = Cues.pattern(ModelTextCheck.class, "role-line");
  private static final Pattern SPACED = Cues.pattern(ModelTextCheck.class, "spaced");
  private static final Pattern DENSE_ORDERS = Cues.pattern(ModelTextCheck.class, "dense-orders");
  private static final Pattern BASE64 = Cues.pattern(ModelTextCheck.class, "base64");
  private static final Pattern HEX = Cues.pattern(ModelTextCheck.class, "hex");
  private static final Pattern CYRILLIC = Pattern.compile("[\\u0400-\\u04ff]");
  private static final int LONGEST_CODE = 8_000;
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789 .,";
  private static final double MOSTLY_WORDS = 0.93;

  void run() {
    String raw = comparison.raw();
    FoldedText folded = new FoldedText(raw, true);
    orders(folded);
    if (CYRILLIC.matcher(raw).find()) {
      orders(new FoldedText(raw, false));
    }
    Matcher roles = ROLE_LINE.matcher(raw);
    while (roles.find()) {
      found(new Span(roles.start(), roles.end()), "");
    }
    spaced(folded);
    encoded(raw);
    for (Span span : OWN_VOICE.in(folded)) {
      comparison
          .finding(Severity.AMBER, FindingCode.IMITATES_REPORT, span)
          .say(
              "The text speaks as if it were the result of a check: %s. What was checked stands"
                  + " outside of the text.",
              Quoted.of(span.of(comparison.raw())));
    }
  }

  private void orders(FoldedText folded) {
    ORDERS.in(folded).forEach(span -> found(span, ""));
    Matcher marks = MARKS.matcher(folded.text());
    while (marks.find()) {
      found(folded.span(marks.start(), marks.end()), "");
    }
  }

  private void spaced(FoldedText folded) {
    Matcher runs = SPACED.matcher(folded.text());
    while (runs.find()) {
      String dense = runs.group().replaceAll("[ .\\-|/]", "");
      if (DENSE_ORDERS.matcher(dense).find()) {
        found(folded.span(runs.start(), runs.end()), ", with its letters set apart");
      }
    }
  }

  private void encoded(String raw) {
    Matcher blobs = BASE64.matcher(raw);
    while (blobs.find()) {
      decoded(blobs.group()).ifPresent(words -> foundCode(blobs, words));
    }
    Matcher digits = HEX.matcher(raw);
    while (digits.find()) {
      if (digits.group(1).length() <= LONGEST_CODE) {
        words(HexFormat.of().parseHex(digits.group(1)))
            .filter(ModelTextCheck::isOrder)
            .ifPresent(words -> foundCode(digits, words));
      }
    }
  }

  private void foundCode(Matcher place, String words) {
    Span span = new Span(place.start(), place.end());
    boolean order = isOrder(words);
    comparison
        .finding(
            Severity.AMBER, order ? FindingCode.ADDRESSED_TO_MODEL : FindingCode.ENCODED_TEXT, span)
        .say(
            order
                ? "The text has an order to a program that reads it, written in code: %s. Nothing"
                    + " here follows it."
                : "The text has words in a code that readers cannot read: %s.",
            Quoted.of(words));
  }

  private static boolean isOrder(String words) {
    FoldedText folded = new FoldedText(words, true);
    return !ORDERS.in(folded).isEmpty() || MARKS.matcher(folded.text()).find();
  }

  private static Optional<String> decoded(String blob) {
    String plain = blob.replaceAll("=+$", "").replace('-', '+').replace('_', '/');
    if (blob.length() > LONGEST_CODE || plain.length() % 4 == 1) {
      return Optional.empty();
    }
    try {
      return words(Base64.getDecoder().decode(plain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What bytes say if they are words of a sentence. */
  private static Optional<String> words(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    long plain = text.chars().filter(c -> PLAIN.indexOf(Character.toLowerCase(c)) >= 0).count();
    long blanks = text.chars().filter(c -> c == ' ').count();
    boolean sentence =
        plain >= MOSTLY_WORDS * bytes.length && blanks >= 2 && blanks * 12 >= bytes.length;
    return sentence ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();
  }

  private void found(Span span, String how) {
    boolean known =
        comparison.found().saidEnough(FindingCode.ADDRESSED_TO_MODEL)
            || comparison.found().has(FindingCode.ADDRESSED_TO_MODEL, span);
    if (!known) {
      comparison
          .finding(Severity.AMBER, FindingCode.ADDRESSED_TO_MODEL, span)
          .say(
              "The text talks to a program that reads it%s: %s. Nothing here follows it.",
              how, Quoted.of(span.of(comparison.raw())));
    }
  }
}
