package org.prytany.governance.effects;

import java.math.BigInteger;
import java.util.ArrayList;
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

/**
 * What leaves the accounts of a DAO when a proposal executes. Whatever leaves any of them is in one
 * of the first two lists:
 *
 * <ul>
 *   <li>what moves between its holders has not left, and what comes back to any of them in the same
 *       asset from whom it went to has not either;
 *   <li>what an account loses that nobody listed, and that it did not get in the same execution,
 *       may be the DAO's as well: a Safe that its timelock owns. What that account had is not known
 *       here, so that no share of it can be told. Only what comes to a holder is not counted;
 *   <li>on another chain no account is listed.
 * </ul>
 *
 * @param listed out of the holders
 * @param unlisted out of other accounts
 * @param allowed what somebody other than a holder may take, of whomever
 */
public record Outflow(List<Out> listed, List<Out> unlisted, List<Out> allowed) {

  public Outflow {
    listed = List.copyOf(listed);
    unlisted = List.copyOf(unlisted);
    allowed = List.copyOf(allowed);
  }

  /**
   * What one account loses to another one, once all is done.
   *
   * @param asset the token's contract; {@link Address#ZERO} for the native coin
   * @param from whose it was; of the holders, the first one that pays
   * @param to who gains; empty if nobody does
   * @param amount base units, more than 0
   * @param chain "" for the proposal's own chain
   */
  public record Out(
      Address asset,
      Address from,
      Optional<Address> to,
      Optional<Token> token,
      BigInteger amount,
      String chain) {}

  public static Outflow of(Dao dao, List<Change> changes) {
    Map<Pot, Flows> flows = new LinkedHashMap<>();
    List<Out> allowed = new ArrayList<>();
    for (Change change : changes) {
      // What cannot be read as a type of change says all the same who loses how much.
      Effect effect = FlatEffects.written(change);
      if (effect.amount().signum() > 0 && effect.kind() == Effect.Kind.TRANSFER) {
        flows.computeIfAbsent(Pot.of(effect), pot -> new Flows(dao, pot)).add(effect);
      }
      boolean kept = !effect.isElsewhere() && dao.holds(effect.to());
      if (effect.amount().signum() > 0 && effect.kind() == Effect.Kind.ALLOWANCE && !kept) {
        allowed.add(
            new Out(
                effect.contract(),
                effect.from().orElse(Address.ZERO),
                effect.to(),
                effect.token(),
                effect.amount(),
                effect.chain()));
      }
    }
    List<Out> listed = new ArrayList<>();
    List<Out> unlisted = new ArrayList<>();
    for (Flows flow : flows.values()) {
      listed.addAll(flow.listed());
      unlisted.addAll(flow.unlisted());
    }
    return new Outflow(listed, unlisted, allowed);
  }

  /** All that leaves and all that may be taken, whosever it is. */
  public List<Out> all() {
    List<Out> all = new ArrayList<>(listed);
    all.addAll(unlisted);
    all.addAll(allowed);
    return all;
  }

  /** What counts together: one asset, or one piece of a collection, on one way. */
  private record Pot(Address asset, Optional<BigInteger> id, boolean carried, String chain) {
    static Pot of(Effect moved) {
      return new Pot(moved.contract(), Terms.id(moved.subject()), moved.isCarried(), moved.chain());
    }
  }

  private record Way(Optional<Address> from, Optional<Address> to) {}

  /** All holders are one account here: what moves among them does not show. */
  private static final class Flows {
    private final Dao dao;
    private final Pot pot;
    private final Map<Way, BigInteger> ways = new LinkedHashMap<>();
    private Optional<Token> token = Optional.empty();
    private Optional<Address> payer = Optional.empty();

    Flows(Dao dao, Pot pot) {
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

    private BigInteger net(Way way) {
      BigInteger back =
          pot.carried()
              ? BigInteger.ZERO
              : ways.getOrDefault(new Way(way.to(), way.from()), BigInteger.ZERO);
      return ways.getOrDefault(way, BigInteger.ZERO).subtract(back).max(BigInteger.ZERO);
    }

    List<Out> listed() {
      List<Out> out = new ArrayList<>();
      for (Way way : ways.keySet()) {
        if (isHolder(way.from())) {
          add(out, payer.orElse(dao.treasury()), way.to(), net(way));
        }
      }
      return out;
    }

    List<Out> unlisted() {
      Set<Address> others = new LinkedHashSet<>();
      ways.keySet().forEach(way -> way.from().ifPresent(others::add));
      List<Out> out = new ArrayList<>();
      for (Address other : others) {
        if (!isHolder(Optional.of(other))) {
          lost(other, out);
        }
      }
      return out;
    }

    /** What an account passes on of what it got is somebody else's loss. */
    private void lost(Address account, List<Out> out) {
      Optional<Address> self = Optional.of(account);
      BigInteger left = BigInteger.ZERO;
      for (Way way : ways.keySet()) {
        left = way.to().equals(self) && !pot.carried() ? left.add(net(way)) : left;
      }
      for (Way way : ways.keySet()) {
        boolean home = !pot.carried() && isHolder(way.to());
        if (way.from().equals(self) && !home) {
          BigInteger amount = net(way);
          BigInteger passed = amount.min(left);
          left = left.subtract(passed);
          add(out, account, way.to(), amount.subtract(passed));
        }
      }
    }

    private void add(List<Out> out, Address from, Optional<Address> to, BigInteger amount) {
      if (amount.signum() > 0) {
        out.add(new Out(pot.asset(), from, to, token, amount, pot.chain()));
      }
    }
  }
}
