package org.prytany.governance.comparison;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.reading.Quoted;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Span;

/**
 * Dates by which something is to happen that are over before the vote is, and payments in steps of
 * which nobody can tell when they end. Time is the chain's, so that the verdict stays the same.
 */
record DateCheck(Comparison comparison) {

  /** Timepoints above are Unix seconds; no chain has that many blocks. */
  private static final long FIRST_TIMESTAMP = 1_000_000_000L;

  private static final Pattern DATE = Cues.pattern(DateCheck.class, "date");
  private static final Pattern AHEAD = Cues.pattern(DateCheck.class, "ahead");

  private static final int WORDS_BEFORE = 90;

  private static final Pattern STEPS = Cues.pattern(DateCheck.class, "steps");
  private static final Pattern AN_END = Cues.pattern(DateCheck.class, "an-end");

  void run() {
    String text = comparison.text();
    OptionalLong over = voteIsOver(comparison.content());
    if (over.isPresent()) {
      Matcher dates = DATE.matcher(text);
      Instant end = Instant.ofEpochSecond(over.getAsLong());
      while (dates.find()) {
        date(text, new Span(dates.start(), dates.end()), lastDay(dates), end);
      }
    }
    Matcher steps = STEPS.matcher(text);
    boolean pays = !comparison.effects(Change.OfValue.class).isEmpty();
    if (pays && steps.find() && !AN_END.matcher(text).find()) {
      comparison
          .finding(Severity.AMBER, FindingCode.DATE_MISSING, new Span(steps.start(), steps.end()))
          .say(
              "The text asks for payments in steps, %s, and names no date, no duration and no"
                  + " number of them: nobody can tell when they end.",
              Quoted.of(steps.group()));
    }
  }

  private void date(String text, Span date, Optional<LocalDate> last, Instant over) {
    int from = Math.max(text.lastIndexOf('\n', date.start()) + 1, date.start() - WORDS_BEFORE);
    String before = text.substring(from, date.start()).replaceAll("[*_`]+", "");
    int sentence = before.lastIndexOf(". ");
    String near = sentence < 0 ? before : before.substring(sentence + 2);
    if (!AHEAD.matcher(near).find() || Modality.of(Matter.DAY, near) == Modality.PAST) {
      return;
    }
    // A day counts as over when it is over everywhere.
    boolean passed =
        last.isPresent()
            && last.get().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC).isBefore(over);
    if (passed) {
      comparison
          .finding(Severity.AMBER, FindingCode.DATE_EXPIRED, date)
          .say(
              "The text gives %s as a date that lies ahead, and it is over before the vote is.",
              Quoted.of(date.of(text)));
    }
  }

  /** Unix seconds at which the vote is over, or at least those of the proposal. */
  private static OptionalLong voteIsOver(ProposalContent content) {
    return content.voteEnd() >= FIRST_TIMESTAMP
        ? OptionalLong.of(content.voteEnd())
        : content.proposedAt();
  }

  private static Optional<LocalDate> lastDay(Matcher date) {
    try {
      if (date.group("iso") != null) {
        return Optional.of(LocalDate.parse(date.group("iso")));
      }
      if (date.group("quarter") != null) {
        int quarter = Integer.parseInt(date.group("quarter"));
        return Optional.of(
            YearMonth.of(Integer.parseInt(date.group("year3")), quarter * 3).atEndOfMonth());
      }
      boolean dayFirst = date.group("month") != null;
      int year = Integer.parseInt(date.group(dayFirst ? "year" : "year2"));
      int month = month(date.group(dayFirst ? "month" : "month2"));
      String day = date.group(dayFirst ? "day" : "day2");
      return Optional.of(
          day == null
              ? YearMonth.of(year, month).atEndOfMonth()
              : LocalDate.of(year, month, Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int month(String written) {
    String first = written.toLowerCase(Locale.ROOT).substring(0, 3);
    return 1 + "janfebmaraprmayjunjulaugsepoctnovdec".indexOf(first) / 3;
  }
}
