package org.prytany.reading.claims;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    Repetitions.multiple(text, amount, times.get(index))
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
    Repetitions.stream(text, amount, times.get(index))
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
