package org.prytany.governance.effects;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** How one asset moves. All holders are one account here: what moves among them does not show. */
final class Flows {
  private record Way(Optional<Address> from, Optional<Address> to) {}

  private final Dao dao;
  private final Outflow.Pot pot;
  private final Map<Way, BigInteger> ways = new LinkedHashMap<>();
  private Optional<Token> token = Optional.empty();
  private Optional<Address> payer = Optional.empty();

  Flows(Dao dao, Outflow.Pot pot) {
    this.dao = dao;
    this.pot = pot;
  }

  void add(Effect moved) {
    token = token.or(moved::token);
    // What an account of the DAO issues of itself is a claim to what it holds: a vault's shares.
    Optional<Address> issuer = Optional.of(moved.contract()).filter(dao::holds);
    Optional<Address> from = joined(moved.from().or(() -> issuer));
    // What is carried away ends on another chain, where no account is listed.
    Optional<Address> to = pot.carried() ? moved.to() : joined(moved.to());
    if (isHolder(from)) {
      payer = payer.or(() -> moved.from().or(() -> issuer));
    }
    if (pot.carried() || !from.equals(to)) {
      ways.merge(new Way(from, to), moved.amount(), BigInteger::add);
    }
  }

  private boolean isHolder(Optional<Address> account) {
    boolean here = pot.chain().isEmpty() || pot.carried();
    return here && dao.holds(account);
  }

  private Optional<Address> joined(Optional<Address> account) {
    return isHolder(account) ? Optional.of(dao.treasury()) : account;
  }

  /** Whatever a holder pays, whoever gives something back. */
  List<Outflow.Out> listed() {
    List<Outflow.Out> out = new ArrayList<>();
    ways.forEach(
        (way, amount) -> {
          if (isHolder(way.from())) {
            out.add(out(payer.orElse(dao.treasury()), way.to(), amount));
          }
        });
    return out;
  }

  /**
   * What others pay that nobody counts yet. What came from a holder, or was made out of nothing, is
   * passed on for free, through as many hands as there are. Where money only goes round, one of
   * those that pass it on had it before.
   */
  List<Outflow.Out> unlisted() {
    Map<Way, BigInteger> left = new LinkedHashMap<>();
    Map<Optional<Address>, BigInteger> got = new LinkedHashMap<>();
    Deque<Optional<Address>> passing = new ArrayDeque<>();
    ways.forEach(
        (way, amount) -> {
          boolean home = !pot.carried() && isHolder(way.to());
          if (way.from().isEmpty() || isHolder(way.from())) {
            give(got, passing, way.to(), amount);
          } else if (!home) {
            left.put(way, amount);
          }
        });
    List<Outflow.Out> out = new ArrayList<>();
    pass(left, got, passing);
    while (!left.isEmpty()) {
      Optional<Address> first = first(left.keySet());
      for (Way way : List.copyOf(left.keySet())) {
        if (way.from().equals(first)) {
          BigInteger amount = left.getOrDefault(way, BigInteger.ZERO);
          left.remove(way);
          out.add(out(first.orElse(Address.ZERO), way.to(), amount));
          give(got, passing, way.to(), amount);
        }
      }
      pass(left, got, passing);
    }
    return out;
  }

  /** Who had it first: if possible somebody whom nobody pays any more. */
  private static Optional<Address> first(Set<Way> ways) {
    Set<Optional<Address>> paid = new LinkedHashSet<>();
    ways.forEach(way -> paid.add(way.to()));
    return ways.stream()
        .map(Way::from)
        .filter(from -> !paid.contains(from))
        .findFirst()
        .orElseGet(() -> ways.iterator().next().from());
  }

  private void give(
      Map<Optional<Address>, BigInteger> got,
      Deque<Optional<Address>> passing,
      Optional<Address> to,
      BigInteger amount) {
    // What is carried away arrives elsewhere: nobody passes it on here.
    if (to.isPresent() && !pot.carried()) {
      got.merge(to, amount, BigInteger::add);
      passing.add(to);
    }
  }

  private void pass(
      Map<Way, BigInteger> left,
      Map<Optional<Address>, BigInteger> got,
      Deque<Optional<Address>> passing) {
    while (!passing.isEmpty()) {
      Optional<Address> who = passing.remove();
      for (Way way : List.copyOf(left.keySet())) {
        BigInteger has = got.getOrDefault(who, BigInteger.ZERO);
        if (way.from().equals(who) && has.signum() > 0) {
          BigInteger amount = left.getOrDefault(way, BigInteger.ZERO);
          BigInteger passed = amount.min(has);
          got.put(who, has.subtract(passed));
          if (passed.equals(amount)) {
            left.remove(way);
          } else {
            left.put(way, amount.subtract(passed));
          }
          give(got, passing, way.to(), passed);
        }
      }
    }
  }

  private Outflow.Out out(Address from, Optional<Address> to, BigInteger amount) {
    return new Outflow.Out(pot.asset(), from, to, token, amount, pot.id().isPresent(), pot.chain());
  }
}
