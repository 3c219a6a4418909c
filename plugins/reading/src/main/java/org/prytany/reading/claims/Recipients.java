package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Address;

/** Finds the address that an amount is paid to: in its sentence, then around it, then anywhere. */
final class Recipients {

  private static final int LINES_AFTER = 6;
  private static final int LINES_BEFORE = 4;
  private static final int MOST_LISTED = 200;
  private static final Pattern LABEL = Cues.pattern(Recipients.class, "label");

  private final List<Unit> units;
  private final List<List<AddressHit>> hits;
  private final Optional<Address> only;
  private final Map<Integer, Distribution> distributions = new HashMap<>();
  private final Map<Integer, Boolean> hasAmount = new HashMap<>();
  private final Map<Integer, List<AddressHit>> payable = new HashMap<>();

  Recipients(List<Unit> units, List<List<AddressHit>> hits) {
    this.units = units;
    this.hits = hits;
    this.only = onlyAddress();
  }

  /** The recipient of the {@code i}-th of a unit's amounts, if the text names one. */
  Optional<Address> of(int unit, List<Amount> amounts, int i) {
    List<AddressHit> near = payable(unit);
    if (!near.isEmpty()) {
      return Optional.of(inUnit(near, amounts, i));
    }
    Optional<Address> around = inList(unit);
    if (around.isEmpty()) {
      around = introduced(unit);
    }
    if (around.isEmpty()) {
      around = after(unit);
    }
    if (around.isEmpty()) {
      around = before(unit);
    }
    if (around.isEmpty()) {
      around = headed(unit);
    }
    return around.isEmpty() ? only : around;
  }

  /** Whether the {@code i}-th of a unit's amounts only says again a part of the one before it. */
  boolean isPart(int unit, List<Amount> amounts, int i) {
    return Parts.isPart(units.get(unit).text(), amounts, payable(unit), i);
  }

  /** The account that a further item of the same list says to be the recipient. */
  private Optional<Address> inList(int unit) {
    int list = units.get(unit).block().container();
    for (int u = unit + 1; list >= 0 && u < Math.min(units.size(), unit + 1 + LINES_AFTER); u++) {
      if (units.get(u).block().container() != list || hasAmount(u)) {
        return Optional.empty();
      }
      Optional<Address> named = labelled(u, units.get(unit));
      if (named.isPresent()) {
        return named;
      }
    }
    return Optional.empty();
  }

  /** The one account of the line that a list follows: "ANN:". */
  private Optional<Address> introduced(int unit) {
    int list = units.get(unit).block().container();
    int intro = unit;
    while (list >= 0
        && intro >= Math.max(0, unit - MOST_LISTED)
        && units.get(intro).block().container() == list) {
      intro--;
    }
    return list >= 0 && intro >= 0 && units.get(intro).text().stripTrailing().endsWith(":")
        ? single(intro)
        : Optional.empty();
  }

  /** The one account that the heading over a line names. */
  private Optional<Address> headed(int unit) {
    for (int u = unit; u >= Math.max(0, unit - MOST_LISTED); u--) {
      if (units.get(u).block().kind() == Block.Kind.HEADING) {
        return single(u);
      }
    }
    return Optional.empty();
  }

  private Optional<Address> single(int unit) {
    return payable(unit).size() == 1 && !hasAmount(unit)
        ? Optional.of(payable(unit).getFirst().address())
        : Optional.empty();
  }

  /**
   * Those who get the {@code i}-th of a unit's amounts, always the same ones, each the whole of it.
   * One, or none that is named, unless the text says that it is for each of several.
   */
  List<Optional<Address>> all(int unit, List<Amount> amounts, int i) {
    List<AddressHit> near = payable(unit);
    Distribution distribution =
        distributions.computeIfAbsent(
            unit, u -> new Distribution(units.get(u).text(), amounts, near));
    if (distribution.isForEach(i)) {
      List<Address> payees =
          near.isEmpty()
              ? listed(unit)
              : distribution.payees(i).stream().map(AddressHit::address).toList();
      List<Optional<Address>> distinct = payees.stream().distinct().map(Optional::of).toList();
      if (!distinct.isEmpty()) {
        return distinct;
      }
    } else if (amounts.size() > 1 && near.size() > amounts.size() && distribution.isShared()) {
      return List.of(distribution.single(i).map(AddressHit::address));
    }
    return List.of(of(unit, amounts, i));
  }

  /** The accounts of the lines, items or rows after a sentence, or else before it. */
  private List<Address> listed(int unit) {
    List<Address> after = new ArrayList<>();
    for (int u = unit + 1; u < units.size() && after.size() < MOST_LISTED; u++) {
      if (!lists(unit, u, after)) {
        break;
      }
    }
    List<Address> before = new ArrayList<>();
    for (int u = unit - 1; after.isEmpty() && u >= 0 && before.size() < MOST_LISTED; u--) {
      if (!lists(unit, u, before)) {
        break;
      }
    }
    return after.isEmpty() ? before : after;
  }

  private boolean lists(int from, int u, List<Address> found) {
    Unit line = units.get(u);
    boolean header = line.block().kind() == Block.Kind.TABLE_ROW && line.block().headerRow();
    if (line.section() != units.get(from).section()
        || (!header && (hasAmount(u) || payable(u).isEmpty()))) {
      return false;
    }
    payable(u).forEach(hit -> found.add(hit.address()));
    return true;
  }

  private static Address inUnit(List<AddressHit> near, List<Amount> amounts, int i) {
    if (near.size() == amounts.size()) {
      return near.get(i).address();
    }
    Amount amount = amounts.get(i);
    List<AddressHit> named =
        near.stream().filter(h -> h.role() == AddressHit.Role.RECIPIENT).toList();
    List<AddressHit> best = named.isEmpty() ? near : named;
    for (AddressHit hit : best) {
      if (hit.start() >= amount.end()) {
        return hit.address();
      }
    }
    return best.getLast().address();
  }

  private Optional<Address> after(int unit) {
    Unit from = units.get(unit);
    for (int u = unit + 1; u < Math.min(units.size(), unit + 1 + LINES_AFTER); u++) {
      if (units.get(u).section() != from.section()) {
        return Optional.empty();
      }
      Optional<Address> named = labelled(u, from);
      if (named.isPresent()) {
        return named;
      }
      // The next line with an amount begins another payment, which may have its own recipient.
      if (hasAmount(u)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Address> before(int unit) {
    Unit from = units.get(unit);
    for (int u = unit - 1; u >= Math.max(0, unit - LINES_BEFORE); u--) {
      if (units.get(u).section() != from.section()) {
        return Optional.empty();
      }
      Optional<Address> named = labelled(u, from);
      if (named.isPresent()) {
        return named;
      }
      if (hasAmount(u)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Address> labelled(int u, Unit from) {
    List<AddressHit> near = payable(u);
    if (near.size() != 1) {
      return Optional.empty();
    }
    boolean sameBlock = units.get(u).blockIndex() == from.blockIndex();
    boolean said = near.getFirst().role() == AddressHit.Role.RECIPIENT;
    return sameBlock || said || LABEL.matcher(units.get(u).text()).find()
        ? Optional.of(near.getFirst().address())
        : Optional.empty();
  }

  private boolean hasAmount(int unit) {
    return hasAmount.computeIfAbsent(unit, u -> !AmountReader.read(units.get(u).text()).isEmpty());
  }

  private List<AddressHit> payable(int unit) {
    return payable.computeIfAbsent(unit, this::findPayable);
  }

  private List<AddressHit> findPayable(int unit) {
    List<AddressHit> found = new ArrayList<>();
    for (AddressHit hit : hits.get(unit)) {
      boolean repeats = !found.isEmpty() && found.getLast().address().equals(hit.address());
      if (hit.role() != AddressHit.Role.OTHER && !repeats) {
        found.add(hit);
      }
    }
    return found;
  }

  private Optional<Address> onlyAddress() {
    Set<Address> all = new LinkedHashSet<>();
    for (int u = 0; u < units.size(); u++) {
      for (AddressHit hit : payable(u)) {
        // What only lies behind a link is somebody whom the text talks about, unless it says more.
        if (hit.start() < hit.end() || hit.role() == AddressHit.Role.RECIPIENT) {
          all.add(hit.address());
        }
      }
    }
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }
}
