package org.prytany.governance.comparison;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.document.Entities;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.Quoted;
import org.prytany.governance.reading.ShownText;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** Words and marks in a text that a reader of the page does not see. */
final class HiddenTextCheck {

  private static final Pattern DIRECTION_MARKS =
      Cues.pattern(HiddenTextCheck.class, "direction-marks");
  private static final Pattern CONTROL = Cues.pattern(HiddenTextCheck.class, "control");
  private static final Pattern DISGUISED_VALUE =
      Cues.pattern(HiddenTextCheck.class, "disguised-value");
  private static final Pattern DISGUISED_NUMBER =
      Cues.pattern(HiddenTextCheck.class, "disguised-number");
  private static final Pattern SPLIT_WORD = Cues.pattern(HiddenTextCheck.class, "split-word");
  private static final Pattern SMUGGLED = Cues.pattern(HiddenTextCheck.class, "smuggled");
  private static final Pattern EMPTY_STEP = Cues.pattern(HiddenTextCheck.class, "empty-step");

  private static final int OUT_OF_VIEW = 40;

  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,500}>");
  private static final Pattern WORDS = Cues.pattern(HiddenTextCheck.class, "words");
  private static final Pattern VALUE = Cues.pattern(HiddenTextCheck.class, "value");

  private final Comparison comparison;
  private final String raw;

  HiddenTextCheck(Comparison comparison) {
    this.comparison = comparison;
    this.raw = comparison.raw();
  }

  void run() {
    for (ShownText.Hidden hidden : comparison.shown().hidden()) {
      words(hidden);
    }
    boolean plain =
        raw.chars()
            .allMatch(letter -> letter < 0x80 && letter != 0x7f && letter >= ' ' || letter == '\n');
    if (!plain) {
      marks(raw);
    }
    String referenced = Entities.plain(raw);
    if (!referenced.equals(raw) && !comparison.found().has(FindingCode.HIDDEN_CHARACTERS)) {
      marks(referenced);
    }
    pushed();
  }

  private void pushed() {
    Matcher steps = EMPTY_STEP.matcher(raw);
    int start = 0;
    int end = -1;
    int count = 0;
    while (steps.find()) {
      if (count > 0 && isEmpty(end, steps.start())) {
        count++;
      } else {
        pushed(start, end, count);
        start = steps.start();
        count = 1;
      }
      end = steps.end();
    }
    pushed(start, end, count);
  }

  private boolean isEmpty(int from, int to) {
    for (int i = from; i < to; i++) {
      if (raw.charAt(i) != ' ' && raw.charAt(i) != '\t' && raw.charAt(i) != '\r') {
        return false;
      }
    }
    return true;
  }

  private void pushed(int start, int end, int count) {
    if (count < OUT_OF_VIEW
        || comparison.found().saidEnough(FindingCode.PUSHED_OUT_OF_VIEW)
        || comparison.shown().code().covers(start)
        || raw.substring(end).isBlank()) {
      return;
    }
    String after = raw.substring(end);
    comparison
        .finding(
            DIGIT.matcher(after).find() ? Severity.AMBER : Severity.NOTE,
            FindingCode.PUSHED_OUT_OF_VIEW,
            new Span(start, end))
        .say(
            "A long empty stretch pushes the rest of the text out of view: "
                + Quoted.of(after)
                + ".");
  }

  private void words(ShownText.Hidden hidden) {
    String words = hidden.span().of(raw);
    boolean numbers = DIGIT.matcher(words).find();
    switch (hidden.how()) {
      case COMMENT -> {
        if (comparison.found().saidEnough(FindingCode.HIDDEN_TEXT)) {
          return;
        }
        if (numbers) {
          comparison
              .amber(FindingCode.HIDDEN_TEXT, hidden.span())
              .say(
                  "The text has a comment that pages do not show, with numbers in it. It explains"
                      + " nothing here: %s.",
                  Quoted.of(words));
        } else if (WORDS.matcher(words).find()) {
          comparison
              .note(FindingCode.HIDDEN_TEXT, hidden.span())
              .say("The text has a comment that pages do not show: " + Quoted.of(words) + ".");
        }
      }
      case STYLE -> {
        if (numbers || WORDS.matcher(TAG.matcher(words).replaceAll(" ")).find()) {
          comparison
              .amber(FindingCode.HIDDEN_BY_STYLE, hidden.span())
              .say(
                  "A part of the text is styled so that nobody sees it. It explains nothing here:"
                      + " %s.",
                  Quoted.of(words));
        }
      }
      case ATTRIBUTE -> {
        if (!comparison.found().saidEnough(FindingCode.HIDDEN_IN_ATTRIBUTE)
            && VALUE.matcher(words).find()) {
          comparison
              .amber(FindingCode.HIDDEN_IN_ATTRIBUTE, hidden.span())
              .say(
                  "An amount or an address stands only in the description of a picture or a link,"
                      + " where few see it. It explains nothing here: %s.",
                  Quoted.of(words));
        }
      }
    }
  }

  /**
   * @param text the raw text, or with the characters that its references stand for
   */
  private void marks(String text) {
    each(
        text,
        DIRECTION_MARKS,
        Severity.AMBER,
        "The text contains invisible characters that change the order in which it is shown");
    boolean inside =
        each(
            text,
            DISGUISED_VALUE,
            comparison.moves() ? Severity.RED : Severity.AMBER,
            "A number or an address has invisible characters or digits of another script inside of"
                + " it: it is not what it looks like");
    if (!inside) {
      each(
          text,
          DISGUISED_NUMBER,
          Severity.AMBER,
          "The text has numbers with invisible characters or with digits of another script: they"
              + " may not be what they look like");
    }
    each(
        text,
        CONTROL,
        Severity.AMBER,
        "The text contains control characters or bytes that are no text: some programs stop there,"
            + " others leave them out, so that not everybody reads the same");
    each(
        text,
        SPLIT_WORD,
        Severity.NOTE,
        "Words are split by characters that nobody sees, so that a search does not find them");
    each(
        text,
        SMUGGLED,
        Severity.AMBER,
        "The text carries characters that no page shows and that programs can read");
  }

  /** One finding at the first place; the places are many, and the reason is the same. */
  private boolean each(String text, Pattern pattern, Severity severity, String why) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return false;
    }
    int start = Math.max(0, matcher.start() - 20);
    int end = Math.min(text.length(), matcher.end() + 20);
    int reference = raw.indexOf('&');
    comparison
        .finding(
            severity,
            FindingCode.HIDDEN_CHARACTERS,
            text.equals(raw)
                ? new Span(matcher.start(), matcher.end())
                : new Span(reference, reference + 1))
        .say(why + ", near " + Quoted.of(text.substring(start, end)) + ".");
    return true;
  }
}
