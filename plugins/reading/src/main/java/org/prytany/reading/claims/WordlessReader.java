package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * Reads what is written alike in every language: addresses, and amounts with their symbols that
 * stand near an account. What the words say of them is not known, so an amount without an account
 * beside it is left out, and no power, setting or time is read.
 */
public final class WordlessReader {

  private static final int MOST = 2_000;

  private WordlessReader() {}

  /** The claims in the order in which they stand in the text; equal ones once. */
  public static List<Claim> claims(List<Unit> units) {
    List<List<AddressHit>> hits = units.stream().map(AddressHit::in).toList();
    Set<Claim> all = new LinkedHashSet<>();
    for (int u = 0; u < units.size() && all.size() < MOST; u++) {
      Unit unit = units.get(u);
      List<Amount> amounts = AmountReader.readAbroad(unit.text());
      List<AddressHit> near = distinct(near(units, hits, u, amounts.isEmpty()));
      for (int i = 0; i < amounts.size(); i++) {
        Amount amount = amounts.get(i);
        account(near, amounts, i)
            .ifPresent(
                account ->
                    all.add(
                        new Claim.Payment(
                            amount.value(),
                            amount.symbol(),
                            Optional.of(account),
                            unit.span(amount.start(), amount.end()))));
      }
      for (AddressHit hit : hits.get(u)) {
        all.add(new Claim.MentionedAddress(hit.address(), hit.span()));
      }
    }
    List<Claim> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.<Claim>comparingInt(c -> c.span().start())
            .thenComparingInt(c -> c.span().end())
            .thenComparing(Claim::toString));
    return sorted;
  }

  /** The accounts of a unit, or of the one line beside it that has some and no amount. */
  private static List<AddressHit> near(
      List<Unit> units, List<List<AddressHit>> hits, int at, boolean none) {
    if (none || !hits.get(at).isEmpty()) {
      return hits.get(at);
    }
    for (int u : new int[] {at + 1, at - 1}) {
      if (u >= 0
          && u < units.size()
          && units.get(u).section() == units.get(at).section()
          && distinct(hits.get(u)).size() == 1
          && AmountReader.readAbroad(units.get(u).text()).isEmpty()) {
        return hits.get(u);
      }
    }
    return List.of();
  }

  private static List<AddressHit> distinct(List<AddressHit> hits) {
    List<AddressHit> distinct = new ArrayList<>();
    for (AddressHit hit : hits) {
      if (distinct.isEmpty() || !distinct.getLast().address().equals(hit.address())) {
        distinct.add(hit);
      }
    }
    return distinct;
  }

  /**
   * One account is everybody's; of as many as there are amounts each has its own, in order. Which
   * of several is meant else, only words could say.
   */
  private static Optional<Address> account(List<AddressHit> near, List<Amount> amounts, int i) {
    long places = amounts.stream().map(Amount::start).distinct().count();
    if (near.size() == 1 && places == 1) {
      return Optional.of(near.getFirst().address());
    }
    int place = (int) amounts.subList(0, i + 1).stream().map(Amount::start).distinct().count() - 1;
    return near.size() == places ? Optional.of(near.get(place).address()) : Optional.empty();
  }
}
