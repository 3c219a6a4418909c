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
 *   <li>what moves between its holders has not left. What somebody else gives back makes nothing
 *       smaller: other people's code may give it back when it is simulated and keep it when it is
 *       executed;
 *   <li>what an account pays that nobody listed, and that did not come from a holder in the same
 *       execution, may be the DAO's as well: a Safe that its timelock owns. What that account had
 *       is not known here, so that no share of it can be told. Only what comes to a holder is not
 *       counted;
 *   <li>on another chain no account is listed.
 * </ul>
 *
 * @param listed out of the holders
 * @param unlisted out of other accounts
 * @param allowed what somebody other than a holder may take, of whomever
 * @param unknown plain English, a sentence each: why more may leave than anybody can count; none if
 *     all can be counted
 * @param power plain English, a sentence each: by whose power over a holder more may leave than is
 *     counted, since whoever has it may move all that is there; none if nobody's changes
 */
public record Outflow(
    List<Out> listed,
    List<Out> unlisted,
    List<Out> allowed,
    List<String> unknown,
    List<String> power) {

  public Outflow {
    listed = List.copyOf(listed);
    unlisted = List.copyOf(unlisted);
    allowed = List.copyOf(allowed);
    unknown = List.copyOf(unknown);
    power = List.copyOf(power);
  }

  /**
   * What one account loses to another one, once all is done.
   *
   * @param asset the token's contract; {@link Address#ZERO} for the native coin
   * @param from whose it was; of the holders, the first one that pays
   * @param to who gains; empty if nobody does
   * @param amount base units, more than 0
   * @param collectible whether it is counted in pieces of a collection, each of another worth
   * @param chain "" for the proposal's own chain
   */
  public record Out(
      Address asset,
      Address from,
      Optional<Address> to,
      Optional<Token> token,
      BigInteger amount,
      boolean collectible,
      String chain) {}

  public static Outflow of(Dao dao, List<Change> changes) {
    Map<Pot, Flows> flows = new LinkedHashMap<>();
    List<Out> allowed = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>();
    Set<String> power = new LinkedHashSet<>();
    for (Change change : changes) {
      Uncounted.why(dao, change).ifPresent(unknown::add);
      // What cannot be read as a type of change says all the same who loses how much.
      Effect effect = FlatEffects.written(change);
      Uncounted.power(dao, effect).ifPresent(power::add);
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
                Terms.of(effect.subject()) instanceof Terms.OneCollectible
                    || Terms.of(effect.subject()) instanceof Terms.EveryCollectible,
                effect.chain()));
      }
    }
    List<Out> listed = new ArrayList<>();
    List<Out> unlisted = new ArrayList<>();
    for (Flows flow : flows.values()) {
      listed.addAll(flow.listed());
      unlisted.addAll(flow.unlisted());
    }
    return new Outflow(listed, unlisted, allowed, List.copyOf(unknown), List.copyOf(power));
  }

  /** Why more may leave than is counted, by what nobody can count or by power over a holder. */
  public List<String> uncountable() {
    List<String> all = new ArrayList<>(unknown);
    all.addAll(power);
    return all;
  }

  /** All that leaves and all that may be taken, whosever it is. */
  public List<Out> all() {
    List<Out> all = new ArrayList<>(listed);
    all.addAll(unlisted);
    all.addAll(allowed);
    return all;
  }

  /** What counts together: one asset, or one piece of a collection, on one way. */
  record Pot(Address asset, Optional<BigInteger> id, boolean carried, String chain) {
    static Pot of(Effect moved) {
      return new Pot(moved.contract(), Terms.id(moved.subject()), moved.isCarried(), moved.chain());
    }
  }
}
