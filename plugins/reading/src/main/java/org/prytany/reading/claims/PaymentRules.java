package org.prytany.reading.claims;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.modality.Around;
import org.prytany.reading.modality.Asking;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.number.PlainDecimal;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.time.WrittenTime;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * Collects payments. Every amount with a symbol counts, unless its own words say that it is no
 * request: a balance, something past, something denied or compared with.
 */
final class PaymentRules {

  private static final int MAX_CLAIMS = 2_000;
  private static final int MAX_AMOUNTS = 20_000;
  private static final int CONTEXT = 90;
  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_200);
  private static final String COUNT =
      "\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";

  /** "12 x ", "two equal tranches of ". */
  private static final Pattern TIMES =
      Pattern.compile(
          "(?<![\\w.,])(?:(\\d{1,3})\\s?[x×*]\\s?|("
              + COUNT
              + ")\\s(?:[a-z-]{3,12}\\s)?(?:tranches|instal{1,2}ments|payments|transfers|parts|milestones)\\s"
              + "(?:of|at|with)(?:\\sup to)?\\s?)\\z",
          Pattern.CASE_INSENSITIVE);

  /** What stands before a period that says how long something is paid. */
  private static final Pattern LASTING =
      Pattern.compile(
          "\\b(?:for|over|during|in)\\s(?:an?\\s(?:initial\\s|full\\s)?(?:period|term|total|duration) of\\s"
              + "|the (?:next|coming|following)\\s)?\\z",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern RATE =
      Pattern.compile(
          "\\A\\s?(?:(?:per|/|each|every|a)\\s?(week|month|quarter|year)|(monthly|weekly|quarterly|yearly))\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RATE_BEFORE =
      Pattern.compile(
          "\\b(monthly|weekly|quarterly|yearly)\\b[^.;]{0,60}\\z", Pattern.CASE_INSENSITIVE);
  private static final Pattern TERM =
      Pattern.compile(
          "\\b(?:for|over|during|in)\\s(?:a (?:period|term|total) of\\s|the next\\s)?(\\d{1,3}|one|a|two|three"
              + "|four|five|six|seven|eight|nine|ten|eleven|twelve)[\\s-](week|month|quarter|year)s?\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Map<String, Integer> UNITS =
      Map.of(
          "year/month",
          12,
          "quarter/month",
          3,
          "year/quarter",
          4,
          "month/week",
          4,
          "year/week",
          52);
  private static final List<String> NUMBER_WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  private final List<Unit> units;
  private final Recipients recipients;
  private final List<List<WrittenTime>> times;
  private final Tables tables;
  private final boolean decimalCommas;
  private final Around around;
  private final Asking asking;
  private final List<Doubt> named = new ArrayList<>();
  private int seen;
  private final List<Claim.Payment> claims = new ArrayList<>();
  private final List<Claim.Stream> streams = new ArrayList<>();
  private final Map<Integer, List<Claim.Payment>> byContainer = new LinkedHashMap<>();

  /**
   * @param times those of each unit
   */
  PaymentRules(List<Unit> units, Recipients recipients, List<List<WrittenTime>> times) {
    this.units = units;
    this.recipients = recipients;
    this.times = times;
    this.tables = new Tables();
    this.decimalCommas = DecimalCommas.areIn(units);
    this.around = new Around(units);
    this.asking = new Asking(units);
  }

  List<Claim.Payment> collect() {
    for (int u = 0; u < units.size() && claims.size() < MAX_CLAIMS && seen < MAX_AMOUNTS; u++) {
      Unit unit = units.get(u);
      String text = unit.text();
      List<Amount> amounts = new ArrayList<>(AmountReader.read(text));
      amounts.addAll(tables.amounts(unit, amounts));
      if (decimalCommas) {
        amounts = DecimalCommas.withFractions(text, amounts);
      }
      seen += amounts.size();
      List<Amount> requests = requests(u, Shares.of(text, amounts));
      for (int i = 0; i < requests.size() && claims.size() < MAX_CLAIMS; i++) {
        add(u, unit, text, requests, i);
      }
    }
    sums();
    return claims;
  }

  private List<Amount> requests(int unit, List<Amount> amounts) {
    List<Amount> requests = new ArrayList<>();
    int from = 0;
    for (Amount amount : amounts) {
      if (amount.value().signum() > 0 && isRequest(unit, from, amount)) {
        requests.add(amount);
      }
      from = amount.end();
    }
    return requests;
  }

  private boolean isRequest(int unit, int previousEnd, Amount amount) {
    int from = Math.min(previousEnd, amount.start());
    return around.of(Matter.PAYMENT, unit, from, amount.start(), amount.end()).explains();
  }

  private void add(int index, Unit unit, String text, List<Amount> requests, int i) {
    for (Optional<Address> recipient : recipients.all(index, requests, i)) {
      if (claims.size() < MAX_CLAIMS && !recipients.isPart(index, requests, i)) {
        add(index, unit, text, requests.get(i), recipient);
      }
    }
  }

  private void add(int index, Unit unit, String text, Amount amount, Optional<Address> recipient) {
    Span span = unit.span(amount.start(), amount.end());
    Claim.Payment claim = new Claim.Payment(amount.value(), amount.symbol(), recipient, span);
    claims.add(claim);
    if (unit.block().container() >= 0) {
      byContainer.computeIfAbsent(unit.block().container(), k -> new ArrayList<>()).add(claim);
    }
    boolean asked = asking.asksFor(index, amount.start(), amount.end());
    if (!asked) {
      named.add(new Doubt(Doubt.Kind.NAMED, span));
    }
    multiple(text, amount, times.get(index))
        .filter(multiple -> multiple.times() > 1)
        .ifPresent(
            multiple -> {
              Span all = unit.span(multiple.start(), multiple.end());
              claims.add(
                  new Claim.Payment(
                      PlainDecimal.of(
                          amount.value().multiply(BigDecimal.valueOf(multiple.times()))),
                      amount.symbol(),
                      recipient,
                      all));
              if (!asked) {
                named.add(new Doubt(Doubt.Kind.NAMED, all));
              }
            });
    stream(text, amount, times.get(index))
        .ifPresent(
            multiple ->
                streams.add(
                    new Claim.Stream(
                        amount.value(),
                        amount.symbol(),
                        multiple.per(),
                        multiple.times() > 0
                            ? OptionalInt.of((int) multiple.times())
                            : OptionalInt.empty(),
                        recipient,
                        unit.span(multiple.start(), multiple.end()))));
  }

  /** Amounts among the payments that the text does not ask for. */
  List<Doubt> named() {
    return named;
  }

  /** Amounts that are paid again and again. */
  List<Claim.Stream> streams() {
    return streams;
  }

  /**
   * @param times 0 where the text does not say
   * @param start of the words that say it, amount included
   */
  private record Multiple(long times, Claim.Unit per, int start, int end) {}

  /** How many times an amount is paid: "12 x 5,000 USDC", "5,000 USDC per month for 6 months". */
  private static Optional<Multiple> multiple(
      String text, Amount amount, List<WrittenTime> periods) {
    int from = Math.max(0, amount.start() - CONTEXT);
    Matcher times = TIMES.matcher(text.substring(from, amount.start()));
    if (times.find()) {
      return Optional.of(
          new Multiple(
              times.group(1) != null ? Long.parseLong(times.group(1)) : count(times.group(2)),
              Claim.Unit.DAY,
              from + times.start(),
              amount.end()));
    }
    return stream(text, amount, periods);
  }

  private static Optional<Multiple> stream(String text, Amount amount, List<WrittenTime> periods) {
    int from = Math.max(0, amount.start() - CONTEXT);
    String before = text.substring(from, amount.start());
    Matcher rate =
        RATE.matcher(text.substring(amount.end(), Math.min(text.length(), amount.end() + 30)));
    Matcher rateBefore = RATE_BEFORE.matcher(before);
    String unit;
    int start = amount.start();
    int end = amount.end();
    if (rate.find()) {
      unit = rate.group(1) == null ? period(rate.group(2)) : rate.group(1).toLowerCase(Locale.ROOT);
      end += rate.end();
    } else if (rateBefore.find()) {
      unit = period(rateBefore.group(1));
      start = from + rateBefore.start();
    } else {
      return Optional.empty();
    }
    Claim.Unit per = Claim.Unit.valueOf(unit.toUpperCase(Locale.ROOT));
    Optional<Multiple> lasting = lasting(text, unit, per, start, end, periods);
    if (lasting.isPresent()) {
      return lasting;
    }
    Matcher term = TERM.matcher(text);
    while (term.find()) {
      if (term.start() - end > CONTEXT
          || start - term.end() > CONTEXT
          || saysMore(term.start(1), term.end(), periods)) {
        continue;
      }
      long count = count(term.group(1));
      String whole = term.group(2).toLowerCase(Locale.ROOT);
      long units = whole.equals(unit) ? 1 : UNITS.getOrDefault(whole + "/" + unit, 0);
      if (units > 0) {
        return Optional.of(
            new Multiple(
                count * units, per, Math.min(start, term.start()), Math.max(end, term.end())));
      }
    }
    return Optional.of(new Multiple(0, per, start, end));
  }

  /** As long as a period says that stands alone: "two to three months" is no number of months. */
  private static Optional<Multiple> lasting(
      String text, String unit, Claim.Unit per, int start, int end, List<WrittenTime> times) {
    for (WrittenTime time : times) {
      boolean near = time.start() - end <= CONTEXT && start - time.end() <= CONTEXT;
      long here = times.stream().filter(other -> other.start() == time.start()).count();
      int from = Math.max(0, time.start() - 40);
      Matcher lasting = LASTING.matcher(text.substring(from, time.start()));
      if (!(time instanceof WrittenTime.Period period) || !near || here > 1 || !lasting.find()) {
        continue;
      }
      String whole = period.unit().name().toLowerCase(Locale.ROOT);
      long units = whole.equals(unit) ? 1 : UNITS.getOrDefault(whole + "/" + unit, 0);
      BigDecimal count = period.count().multiply(BigDecimal.valueOf(units));
      if (count.signum() > 0
          && count.stripTrailingZeros().scale() <= 0
          && count.compareTo(MOST_TIMES) <= 0) {
        return Optional.of(
            new Multiple(
                count.longValueExact(),
                per,
                Math.min(start, from + lasting.start()),
                Math.max(end, time.end())));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the words of a term are only a part of a longer period: "a year" of "a year and a
   * half".
   */
  private static boolean saysMore(int start, int end, List<WrittenTime> times) {
    return times.stream()
        .anyMatch(
            time ->
                time.start() <= start
                    && end <= time.end()
                    && end - start < time.end() - time.start());
  }

  private static String period(String adverb) {
    return switch (adverb.toLowerCase(Locale.ROOT)) {
      case "monthly" -> "month";
      case "weekly" -> "week";
      case "quarterly" -> "quarter";
      default -> "year";
    };
  }

  private static long count(String word) {
    if (word.equalsIgnoreCase("a")) {
      return 1;
    }
    int spelled = NUMBER_WORDS.indexOf(word.toLowerCase(Locale.ROOT));
    return spelled >= 0 ? spelled : Long.parseLong(word);
  }

  /**
   * The parts of a budget are often paid as one: their sum is claimed too, unless it is written.
   */
  private void sums() {
    for (List<Claim.Payment> parts : byContainer.values()) {
      if (parts.size() < 2 || parts.size() > 60) {
        continue;
      }
      Claim.Payment first = parts.getFirst();
      BigDecimal sum = BigDecimal.ZERO;
      boolean one = true;
      for (Claim.Payment part : parts) {
        one &= part.symbol().equals(first.symbol()) && part.recipient().equals(first.recipient());
        sum = sum.add(part.amount());
      }
      BigDecimal total = PlainDecimal.of(sum);
      BigDecimal half = PlainDecimal.of(sum.divide(BigDecimal.TWO));
      boolean written =
          parts.stream().anyMatch(p -> p.amount().equals(total) || p.amount().equals(half));
      if (one && !written) {
        Span span =
            new Span(
                first.span().start(), Math.max(first.span().end(), parts.getLast().span().end()));
        claims.add(new Claim.Payment(total, first.symbol(), first.recipient(), span));
      }
    }
  }
}
