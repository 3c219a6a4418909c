package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;
import org.prytany.spi.Token;

/**
 * Payments at a rate a second, until somebody stops them: whether the text asks for that rate, in
 * that token, and names the account. A text may state it for a longer time, which contracts round.
 */
final class StatedRates {

  /** A stream that ends is none without an end, and one that has ended is none at all. */
  private static final Pattern ENDS = Cues.pattern(StatedRates.class, "ends");

  private static final Pattern RATE = Cues.pattern(StatedRates.class, "rate");
  private static final Map<String, List<Long>> SECONDS =
      Map.of(
          "s", List.of(1L),
          "mi", List.of(60L),
          "h", List.of(3_600L),
          "d", List.of(86_400L),
          "w", List.of(604_800L),
          // Of 30 days, and a twelfth of a year of 365 days, of the calendar, and of 365.25 days.
          "mo", List.of(2_592_000L, 2_628_000L, 2_629_746L, 2_629_800L),
          "y", List.of(31_536_000L, 31_556_952L, 31_557_600L));

  private static final String EACH_SECOND = "per second, until it is stopped";
  private static final int FARTHEST_BEHIND = 24;

  /** What rounding may take: of less, a base unit a second would be a part that matters. */
  private static final BigInteger SMALL = BigInteger.valueOf(1_000);

  private final Comparison comparison;
  private final Asks asks;
  private final Set<Integer> used = new HashSet<>();

  StatedRates(Comparison comparison, Asks asks) {
    this.comparison = comparison;
    this.asks = asks;
  }

  /** Whether the text states it; then that is said, and that nothing bounds the sum. */
  boolean explain(int effect, Change.OfValue moved) {
    if (comparison.isForeign()
        || !(moved instanceof Change.Allowance rate)
        || !rate.terms().words().equals(EACH_SECOND)
        || TokenNames.unreadable(moved).isPresent()
        || moved.to().isEmpty()
        || comparison.reference(moved.to().get()) != Reference.NAMED) {
      return false;
    }
    Token token = TokenNames.token(moved);
    OptionalInt claim = claim(token, moved);
    if (claim.isPresent()) {
      comparison
          .amber(FindingCode.STREAM_TIMES_NOT_NAMED, claim.getAsInt(), effect)
          .as(
              Status.CONSISTENT,
              "The text has %s. From then on %s %s go to %s each second until somebody stops that:"
                  + " no sum bounds it.",
              comparison.quote(claim.getAsInt()),
              Grouped.of(TokenNames.whole(token, moved.amount()).toPlainString()),
              TokenNames.symbol(token),
              comparison.name(moved.to().get()));
    }
    return claim.isPresent();
  }

  private OptionalInt claim(Token token, Change.OfValue moved) {
    for (int ask : asks.of(token)) {
      Ask each = asks.get(ask);
      int claim = each.claim(0);
      if (each.times() == 1
          && !used.contains(claim)
          && isFor(each, moved.to().get())
          && states(claim, each.amount(), token, moved)) {
        used.add(claim);
        return OptionalInt.of(claim);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isFor(Ask ask, Address account) {
    return ask.recipient().map(account::equals).orElse(true);
  }

  private boolean states(int claim, BigDecimal stated, Token token, Change.OfValue moved) {
    Span span = comparison.claims().get(claim).span();
    String text = comparison.text();
    Matcher behind =
        RATE.matcher(
            text.substring(span.end(), Math.min(text.length(), span.end() + FARTHEST_BEHIND)));
    if (!behind.lookingAt()
        || isOld(span)
        || ENDS.matcher(comparison.lineOf(claim)).find()
        || !comparison.places().allows(span, moved.chain())) {
      return false;
    }
    String unit = behind.group("unit").toLowerCase(java.util.Locale.ROOT);
    String key = unit.startsWith("m") ? unit.substring(0, 2) : unit.substring(0, 1);
    BigDecimal base = stated.scaleByPowerOfTen(token.decimals().orElse(0));
    return SECONDS.getOrDefault(key, List.of()).stream()
        .anyMatch(seconds -> pays(moved.amount(), BigInteger.valueOf(seconds), base));
  }

  /** Nothing more than is stated, and less by no more than rounding takes. */
  private static boolean pays(BigInteger rate, BigInteger seconds, BigDecimal stated) {
    BigDecimal less = stated.subtract(new BigDecimal(rate.multiply(seconds)));
    return seconds.equals(BigInteger.ONE)
        ? less.signum() == 0
        : less.signum() >= 0
            && less.compareTo(new BigDecimal(seconds)) < 0
            && rate.compareTo(SMALL) >= 0;
  }

  /** "from 1 USDC a second to 2 USDC a second" asks for 2. */
  private boolean isOld(Span span) {
    int line = comparison.lines().at(span.start());
    int at = comparison.lines().start(line);
    String without = comparison.handedOver().withoutOld(line);
    return without
        .substring(span.start() - at, Math.min(without.length(), span.end() - at))
        .chars()
        .noneMatch(Character::isDigit);
  }
}
