package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.time.TimeReader;
import org.prytany.reading.time.TimeRules;
import org.prytany.reading.time.WrittenTime;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** Collects all claims of a text. Deterministic and linear in the length of the text. */
public final class ClaimExtractor {

  private final TimeRules times;

  /**
   * @param further reads the times that plain patterns cannot read
   */
  public ClaimExtractor(TimeReader further) {
    this.times = new TimeRules(further);
  }

  /**
   * What a text says.
   *
   * @param claims in the order in which they stand in the text; equal ones once
   * @param named the payments among them that the text names and does not ask for
   */
  public record Said(List<Claim> claims, List<Doubt> named) {

    public Said {
      claims = List.copyOf(claims);
      named = List.copyOf(named);
    }
  }

  /** The claims in the order in which they stand in the text; equal ones once. */
  public List<Claim> claims(List<Unit> units) {
    return said(units).claims();
  }

  /** What the units of a text say. */
  public Said said(List<Unit> units) {
    List<List<AddressHit>> hits = units.stream().map(AddressHit::in).toList();
    List<List<WrittenTime>> written = times.read(units);
    List<Claim.Parameter> parameters = new ParameterRules(times).collect(units, written);
    PaymentRules rules = new PaymentRules(units, new Recipients(units, hits), written);
    List<Claim.Payment> payments = rules.collect();
    Set<Claim> all = new LinkedHashSet<>(withoutSettings(payments, parameters));
    all.addAll(rules.streams());
    all.addAll(TimeRules.collect(units, written));
    all.addAll(parameters);
    all.addAll(AuthorityRules.collect(units, hits));
    all.addAll(mentioned(hits));
    List<Claim> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.<Claim>comparingInt(c -> c.span().start())
            .thenComparingInt(c -> c.span().end())
            .thenComparing(Claim::toString));
    return new Said(sorted, rules.named());
  }

  /** "The proposal threshold rises to 100,000 ENS" asks for no payment. */
  private static List<Claim.Payment> withoutSettings(
      List<Claim.Payment> payments, List<Claim.Parameter> parameters) {
    List<Claim.Parameter> settings =
        parameters.stream()
            .filter(ParameterRules::isNoPayment)
            .sorted(Comparator.comparingInt(p -> p.span().start()))
            .toList();
    List<Claim.Payment> kept = new ArrayList<>();
    List<Claim.Payment> ordered =
        payments.stream().sorted(Comparator.comparingInt(p -> p.span().start())).toList();
    int next = 0;
    int reach = -1;
    for (Claim.Payment payment : ordered) {
      while (next < settings.size()
          && settings.get(next).span().start() <= payment.span().start()) {
        reach = Math.max(reach, settings.get(next).span().end());
        next++;
      }
      if (payment.span().start() >= reach) {
        kept.add(payment);
      }
    }
    return kept;
  }

  private static List<Claim> mentioned(List<List<AddressHit>> hits) {
    Set<Address> seen = new LinkedHashSet<>();
    List<Claim> claims = new ArrayList<>();
    for (List<AddressHit> inUnit : hits) {
      for (AddressHit hit : inUnit) {
        if (seen.add(hit.address())) {
          claims.add(new Claim.MentionedAddress(hit.address(), hit.span()));
        }
      }
    }
    return claims;
  }
}
