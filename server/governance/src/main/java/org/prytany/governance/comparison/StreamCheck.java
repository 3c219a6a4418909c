package org.prytany.governance.comparison;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.TextLines;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Compares from when to when something is streamed with the periods and days of the text. */
final class StreamCheck {

  /**
   * Words that make a period behind them the stream's own: "over 12 months", "vesting: 2 years".
   */
  private static final Pattern LASTS =
      Pattern.compile(
          "(?:\\b(?:over|during|across|throughout|duration|period|term)\\b|\\b(?:for|lasts?)(?: the next| a total of)?\\s*$"
              + "|\\bvest\\w*|\\bstream\\w*|\\blinear\\w*)[^.;\\d]{0,30}$",
          Pattern.CASE_INSENSITIVE);

  /** "a 12-month stream", "2 years of vesting". */
  private static final Pattern LONG =
      Pattern.compile("^(?:\\s|-)(?:of |long |linear )?(?:vest|stream)", Pattern.CASE_INSENSITIVE);

  /** Which end of the stream the day behind these words is: the last of them says it. */
  private static final Pattern EDGE =
      Pattern.compile(
          "\\b(?:(?<start>start\\w*|begin\\w*|from|commenc\\w*|since|effective)"
              + "|(?<stop>end\\w*|until|till|through|to|by|expir\\w*|stop\\w*))\\b(?=[^.;\\d]{0,30}$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern STREAMS =
      Pattern.compile("\\b(?:stream\\w*|vest(?:s|ed|ing)?)\\b", Pattern.CASE_INSENSITIVE);
  private static final int WORDS_BEFORE = 60;
  private static final int WORDS_BEHIND = 20;

  /** A day is another one elsewhere on earth, and calls are made after texts. */
  private static final long DAYS_APART = 2;

  /** A month that a text names is a day of it in a claim. */
  private static final long DAYS_IN_A_MONTH = 31;

  private final Comparison comparison;

  StreamCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  private enum Edge {
    START,
    STOP,
    NEITHER
  }

  /** A claim about time and whether the stream fits it; how far it is off, in days, for days. */
  private record Said(int claim, boolean fits, long off) {}

  /** A day that a text names, or the first and the last day of the month or quarter. */
  private record Days(int claim, LocalDate first, LocalDate last) {
    Days and(Days other) {
      return new Days(
          claim,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }

    Said said(LocalDate edge) {
      long early = ChronoUnit.DAYS.between(edge, first);
      long late = ChronoUnit.DAYS.between(last, edge);
      long off = Math.max(0, Math.max(early, late));
      return new Said(claim, off <= DAYS_APART, off);
    }
  }

  /** Runs when every payment is matched. */
  void run() {
    for (int effect = 0; effect < comparison.effects().size(); effect++) {
      if (comparison.effects().get(effect) instanceof Change.Allowance allowed
          && allowed.terms() instanceof Terms.Stream stream) {
        compare(effect, stream);
      }
    }
  }

  private void compare(int effect, Terms.Stream terms) {
    List<Said> periods = new ArrayList<>();
    List<Said> starts = new ArrayList<>();
    List<Said> stops = new ArrayList<>();
    Set<Integer> near = near(effect);
    Map<Span, Days> days = new LinkedHashMap<>();
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (!comparison.counts(i) || !near.contains(line(i))) {
        continue;
      }
      if (comparison.claims().get(i) instanceof Claim.Term term && lasts(i)) {
        periods.add(new Said(i, StreamLengths.lasts(terms, term), 0));
      } else if (comparison.claims().get(i) instanceof Claim.Day day) {
        days.merge(day.span(), new Days(i, day.date(), day.date()), Days::and);
      }
    }
    for (Days each : days.values()) {
      switch (edge(before(each.claim()))) {
        case START -> starts.add(each.said(terms.start().toLocalDate()));
        case STOP -> stops.add(each.said(terms.stop().toLocalDate()));
        case NEITHER -> {}
      }
    }
    judge(effect, terms, periods);
    judge(effect, terms, starts);
    judge(effect, terms, stops);
    if (periods.isEmpty() && (starts.isEmpty() || stops.isEmpty())) {
      comparison.find(
          Severity.AMBER,
          FindingCode.STREAM_TIMES_NOT_NAMED,
          "It can be drawn little by little "
              + terms.times()
              + "; the text does not say for how long, or not from when and to when.",
          -1,
          effect);
    }
    boolean startSaid = starts.stream().anyMatch(Said::fits);
    comparison.content().proposedAt().ifPresent(at -> started(effect, terms, at, startSaid));
  }

  /**
   * One fitting period says how long it is; another may be a cliff, or a report every month.
   *
   * @param said periods, or days of its start, or days of its end
   */
  private void judge(int effect, Terms.Stream terms, List<Said> said) {
    for (Said each : said) {
      if (each.fits()) {
        comparison.match(
            each.claim(),
            effect,
            Status.CONSISTENT,
            "The text says "
                + comparison.quote(each.claim())
                + "; the stream runs "
                + terms.times()
                + ".");
      }
    }
    if (said.isEmpty() || said.stream().anyMatch(Said::fits)) {
      return;
    }
    Said first = said.getFirst();
    boolean near = first.off() > 0 && first.off() <= DAYS_IN_A_MONTH;
    String text =
        "The text says "
            + comparison.quote(first.claim())
            + ", but the stream runs "
            + terms.times()
            + ".";
    comparison.match(first.claim(), effect, Status.CONTRADICTED, text);
    comparison.find(
        near ? Severity.AMBER : Severity.RED,
        FindingCode.STREAM_TIMES_CONTRADICTED,
        text,
        first.claim(),
        effect);
  }

  private boolean lasts(int claim) {
    return LASTS.matcher(before(claim)).find() || LONG.matcher(behind(claim)).find();
  }

  private static Edge edge(String before) {
    Edge edge = Edge.NEITHER;
    Matcher words = EDGE.matcher(before);
    while (words.find()) {
      edge = words.group("start") == null ? Edge.STOP : Edge.START;
    }
    return edge;
  }

  private String before(int claim) {
    int start = comparison.claims().get(claim).span().start();
    int from = Math.max(comparison.lines().start(line(claim)), Math.max(0, start - WORDS_BEFORE));
    return comparison.text().substring(Math.min(from, start), start).replaceAll("[*_`]+", "");
  }

  private String behind(int claim) {
    int end = comparison.claims().get(claim).span().end();
    return comparison
        .text()
        .substring(end, Math.min(comparison.text().length(), end + WORDS_BEHIND));
  }

  private int line(int claim) {
    return comparison.lines().at(comparison.claims().get(claim).span().start());
  }

  /** The lines that ask for the amount, lists that they are in, and lines that speak of streams. */
  private Set<Integer> near(int effect) {
    Set<Integer> asked = new TreeSet<>();
    Set<Integer> blocks = new TreeSet<>();
    for (Verdict.Match match : comparison.found().matches()) {
      if (match.effect() == effect && match.claim() >= 0) {
        asked.add(line(match.claim()));
        OptionalInt block = block(line(match.claim()));
        block.ifPresent(blocks::add);
      }
    }
    TextLines lines = comparison.lines();
    Set<Integer> near = new TreeSet<>(asked);
    for (int line = 0; line < lines.count(); line++) {
      if (block(line).stream().anyMatch(blocks::contains)
          || STREAMS.matcher(lines.line(line)).find()) {
        near.add(line);
      }
    }
    return near;
  }

  private OptionalInt block(int line) {
    int block = comparison.lines().block(line);
    return block < 0 ? OptionalInt.empty() : OptionalInt.of(block);
  }

  /** "Over two years" means two years from now: what began before pays a part at once. */
  private void started(int effect, Terms.Stream terms, long proposedAt, boolean said) {
    LocalDateTime proposed =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(proposedAt), ZoneOffset.UTC);
    if (terms.start().plusDays(DAYS_IN_A_MONTH).isAfter(proposed)) {
      return;
    }
    long passed = Math.min(terms.seconds(), ChronoUnit.SECONDS.between(terms.start(), proposed));
    String text =
        "The stream runs "
            + terms.times()
            + ", and began before the proposal was made: "
            + 100 * passed / terms.seconds()
            + " % of it can be drawn at once"
            + (said ? "." : ", and the text does not say that it begins so early.");
    comparison.find(
        said ? Severity.AMBER : Severity.RED, FindingCode.STREAM_BEGAN_BEFORE, text, -1, effect);
  }
}
