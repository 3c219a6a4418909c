package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.TextLines;
import org.prytany.governance.reading.WrittenPeriods;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Claim;

/** Compares from when to when something is streamed with the periods and days of the text. */
record StreamCheck(Comparison comparison) {

  private static final Pattern LASTS = Cues.pattern(StreamCheck.class, "lasts");
  private static final Pattern LONG = Cues.pattern(StreamCheck.class, "long");
  private static final Pattern EDGE = Cues.pattern(StreamCheck.class, "edge");
  private static final Pattern STREAMS = Cues.pattern(StreamCheck.class, "streams");
  private static final int WORDS_BEFORE = 60;
  private static final int WORDS_BEHIND = 20;

  /** Months and years have several lengths, and authors count them in days. */
  private static final BigDecimal CALENDARS_DIFFER = new BigDecimal("0.03");

  /** A day is another one elsewhere on earth, and calls are made after texts. */
  private static final long DAYS_APART = 2;

  private static final long DAYS_IN_A_MONTH = 31;

  /** A claim about time and whether the stream fits it; how far it is off, in days, for days. */
  private record Said(int claim, boolean fits, long off) {

    static Said of(int claim, Claim.Day day, LocalDateTime edge) {
      long off = Math.abs(ChronoUnit.DAYS.between(day.date(), edge.toLocalDate()));
      return new Said(claim, off <= DAYS_APART, off);
    }
  }

  /** Runs when every payment is matched. */
  void run() {
    comparison
        .effects(Change.Allowance.class)
        .forEach(
            (effect, allowed) -> {
              if (allowed.terms() instanceof Terms.Stream stream) {
                compare(effect, stream);
              }
            });
  }

  private void compare(int effect, Terms.Stream terms) {
    List<Said> periods = new ArrayList<>();
    List<Said> starts = new ArrayList<>();
    List<Said> stops = new ArrayList<>();
    Set<Integer> near = near(effect);
    int elsewhere = -1;
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (!comparison.counts(i) || !near.contains(comparison.lineNumber(i))) {
        continue;
      }
      Claim said = comparison.claims().get(i);
      if (!comparison.places().allows(i, comparison.effects().get(effect).chain())) {
        elsewhere = said instanceof Claim.Term && lasts(i) ? i : elsewhere;
      } else if (said instanceof Claim.Term term && lasts(i)) {
        periods.add(new Said(i, lasts(terms, term), 0));
      } else if (said instanceof Claim.Day day) {
        switch (edge(before(i))) {
          case "start" -> starts.add(Said.of(i, day, terms.start()));
          case "stop" -> stops.add(Said.of(i, day, terms.stop()));
          default -> {}
        }
      }
    }
    judge(effect, terms, periods);
    judge(effect, terms, starts);
    judge(effect, terms, stops);
    boolean unnamed = periods.isEmpty() && (starts.isEmpty() || stops.isEmpty());
    if (unnamed && elsewhere >= 0) {
      comparison
          .places()
          .contradict(
              effect,
              elsewhere,
              comparison.claims().get(elsewhere).span(),
              "the stream runs " + terms.times() + ".");
    } else if (unnamed) {
      comparison
          .amber(FindingCode.STREAM_TIMES_NOT_NAMED, effect)
          .say(
              "It can be drawn little by little %s; the text does not say for how long, or not from"
                  + " when and to when.",
              terms.times());
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
            "The text says %s; the stream runs %s."
                .formatted(comparison.quote(each.claim()), terms.times()));
      }
    }
    if (said.isEmpty() || said.stream().anyMatch(Said::fits)) {
      return;
    }
    Said first = said.getFirst();
    boolean near = first.off() > 0 && first.off() <= DAYS_IN_A_MONTH;
    comparison
        .finding(
            near ? Severity.AMBER : Severity.RED,
            FindingCode.STREAM_TIMES_CONTRADICTED,
            first.claim(),
            effect)
        .as(
            Status.CONTRADICTED,
            "The text says %s, but the stream runs %s.",
            comparison.quote(first.claim()),
            terms.times());
  }

  private boolean lasts(int claim) {
    return LASTS.matcher(before(claim)).find() || LONG.matcher(behind(claim)).find();
  }

  /** Which edge of a stream the last of the words speaks of; "" if none does. */
  private static String edge(String before) {
    String edge = "";
    Matcher words = EDGE.matcher(before);
    while (words.find()) {
      edge = words.group("start") == null ? "stop" : "start";
    }
    return edge;
  }

  private String before(int claim) {
    int start = comparison.claims().get(claim).span().start();
    int from =
        Math.max(
            comparison.lines().start(comparison.lineNumber(claim)),
            Math.max(0, start - WORDS_BEFORE));
    return comparison.text().substring(Math.min(from, start), start).replaceAll("[*_`]+", "");
  }

  private String behind(int claim) {
    int end = comparison.claims().get(claim).span().end();
    return comparison
        .text()
        .substring(end, Math.min(comparison.text().length(), end + WORDS_BEHIND));
  }

  /** The lines that ask for the amount, lists that they are in, and lines that speak of streams. */
  private Set<Integer> near(int effect) {
    TextLines lines = comparison.lines();
    Set<Integer> near =
        comparison.found().matches().stream()
            .filter(match -> match.effect() == effect && match.claim() >= 0)
            .map(match -> comparison.lineNumber(match.claim()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> blocks = near.stream().map(lines::block).collect(Collectors.toSet());
    IntStream.range(0, lines.count())
        .filter(
            line ->
                lines.block(line) >= 0 && blocks.contains(lines.block(line))
                    || STREAMS.matcher(lines.line(line)).find())
        .forEach(near::add);
    return near;
  }

  /** "Over two years" means two years from now: what began before pays a part at once. */
  private void started(int effect, Terms.Stream terms, long proposedAt, boolean said) {
    LocalDateTime proposed =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(proposedAt), ZoneOffset.UTC);
    if (terms.start().plusDays(DAYS_IN_A_MONTH).isAfter(proposed)) {
      return;
    }
    long passed = Math.min(terms.seconds(), ChronoUnit.SECONDS.between(terms.start(), proposed));
    comparison
        .finding(said ? Severity.AMBER : Severity.RED, FindingCode.STREAM_BEGAN_BEFORE, effect)
        .say(
            "The stream runs %s, and began before the proposal was made: %s %% of it can be drawn"
                + " at once%s",
            terms.times(),
            100 * passed / terms.seconds(),
            said ? "." : ", and the text does not say that it begins so early.");
  }

  /** Whether a stream lasts as long as a text says, in whatever calendar. */
  private static boolean lasts(Terms.Stream stream, Claim.Term term) {
    BigDecimal said =
        term.count().multiply(BigDecimal.valueOf(WrittenPeriods.seconds(term.unit())));
    BigDecimal off = said.subtract(BigDecimal.valueOf(stream.seconds())).abs();
    return term.unit() != Claim.Unit.BLOCK && off.compareTo(said.multiply(CALENDARS_DIFFER)) <= 0;
  }
}
