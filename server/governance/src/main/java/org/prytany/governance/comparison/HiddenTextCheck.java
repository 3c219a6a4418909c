package org.prytany.governance.comparison;

import java.util.Locale;
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

  private static final Pattern EMPTY_STEP = Cues.pattern(HiddenTextCheck.class, "empty-step");

  private static final int OUT_OF_VIEW = 40;

  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,500}>");
  private static final Pattern WORDS = Cues.pattern(HiddenTextCheck.class, "words");
  private static final Pattern VALUE = Cues.pattern(HiddenTextCheck.class, "value");

  /** Marks and characters that a text should not have; of disguises only the worse one is told. */
  private enum Mark {
    DIRECTION_MARKS(
        "The text contains invisible characters that change the order in which it is shown"),
    DISGUISED_VALUE(
        "A number or an address has invisible characters or digits of another script inside of it:"
            + " it is not what it looks like"),
    DISGUISED_NUMBER(
        "The text has numbers with invisible characters or with digits of another script: they may"
            + " not be what they look like"),
    CONTROL(
        "The text contains control characters or bytes that are no text: some programs stop there,"
            + " others leave them out, so that not everybody reads the same"),
    SPLIT_WORD(
        "Words are split by characters that nobody sees, so that a search does not find them"),
    SMUGGLED("The text carries characters that no page shows and that programs can read"),
    PILED(
        "Marks are piled on a letter beyond what any script writes: those after the thirtieth count"
            + " for nothing here");

    private final String why;
    private final Pattern pattern =
        Cues.pattern(HiddenTextCheck.class, name().toLowerCase(Locale.ROOT).replace('_', '-'));

    Mark(String why) {
      this.why = why;
    }
  }

  private final Comparison comparison;
  private final String raw;

  HiddenTextCheck(Comparison comparison) {
    this.comparison = comparison;
    this.raw = comparison.content().description();
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
    return raw.substring(from, to).chars().allMatch(letter -> " \t\r".indexOf(letter) >= 0);
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
        if (numbers || WORDS.matcher(words).find()) {
          hidden(
              hidden,
              numbers ? Severity.AMBER : Severity.NOTE,
              FindingCode.HIDDEN_TEXT,
              numbers
                  ? "The text has a comment that pages do not show, with numbers in it. It explains"
                      + " nothing here: %s."
                  : "The text has a comment that pages do not show: %s.");
        }
      }
      case STYLE -> {
        if (numbers || WORDS.matcher(TAG.matcher(words).replaceAll(" ")).find()) {
          hidden(
              hidden,
              Severity.AMBER,
              FindingCode.HIDDEN_BY_STYLE,
              "A part of the text is styled so that nobody sees it. It explains nothing here: %s.");
        }
      }
      case ATTRIBUTE -> {
        if (VALUE.matcher(words).find()) {
          hidden(
              hidden,
              Severity.AMBER,
              FindingCode.HIDDEN_IN_ATTRIBUTE,
              "An amount or an address stands only in the description of a picture or a link, where"
                  + " few see it. It explains nothing here: %s.");
        }
      }
    }
  }

  private void hidden(ShownText.Hidden hidden, Severity severity, FindingCode code, String words) {
    if (!comparison.found().saidEnough(code)) {
      comparison
          .finding(severity, code, hidden.span())
          .say(words, Quoted.of(hidden.span().of(raw)));
    }
  }

  /**
   * @param text the raw text, or with the characters that its references stand for
   */
  private void marks(String text) {
    boolean disguised = false;
    for (Mark mark : Mark.values()) {
      Severity severity =
          switch (mark) {
            case DISGUISED_VALUE -> comparison.moves() ? Severity.RED : Severity.AMBER;
            case SPLIT_WORD -> Severity.NOTE;
            case DIRECTION_MARKS, DISGUISED_NUMBER, CONTROL, SMUGGLED, PILED -> Severity.AMBER;
          };
      if (mark != Mark.DISGUISED_NUMBER || !disguised) {
        disguised |= tell(text, mark, severity) && mark == Mark.DISGUISED_VALUE;
      }
    }
  }

  /** One finding at the first place; the places are many, and the reason is the same. */
  private boolean tell(String text, Mark mark, Severity severity) {
    Matcher matcher = mark.pattern.matcher(text);
    boolean found = matcher.find();
    if (found) {
      int start = Math.max(0, matcher.start() - 20);
      int end = Math.min(text.length(), matcher.end() + 20);
      int reference = raw.indexOf('&');
      Span span =
          text.equals(raw)
              ? new Span(matcher.start(), matcher.end())
              : new Span(reference, reference + 1);
      comparison
          .finding(severity, FindingCode.HIDDEN_CHARACTERS, span)
          .say("%s, near %s.", mark.why, Quoted.of(text.substring(start, end)));
    }
    return found;
  }
}
