package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;

/**
 * One call of a proposal and what came of it.
 *
 * @param happened effects in order: those that events show, then those that are only meant
 * @param meant what the call and those inside it mean to do, whether or not events show it
 */
record Step(DecodedAction action, List<Effect> happened, List<Effect> meant) {
  private static final String TRANSFER = AbiBytes.selector("transfer(address,uint256)");
  private static final String TRANSFER_FROM =
      AbiBytes.selector("transferFrom(address,address,uint256)");

  private record Paid(Optional<Address> to, BigInteger amount) {}

  Step {
    happened = List.copyOf(happened);
    meant = List.copyOf(meant);
  }

  /**
   * For each effect, how much of an allowance it takes; 0 for whatever does not. Taken is what goes
   * to the spender or stays with the DAO, or what goes anywhere in a call to the spender alone, and
   * what the proposal does not itself transfer.
   *
   * @param allowance of one token, owner and spender
   * @param holders the accounts of the DAO
   */
  List<BigInteger> taken(Effect allowance, Set<Address> holders) {
    List<Paid> direct = direct(allowance.contract());
    boolean alone = isAlone(allowance);
    List<BigInteger> taken = new ArrayList<>();
    for (int i = 0; i < happened.size(); i++) {
      Effect effect = happened.get(i);
      boolean out =
          effect.kind() == Effect.Kind.TRANSFER
              && !effect.isElsewhere()
              && effect.contract().equals(allowance.contract())
              && effect.from().equals(allowance.from())
              && (alone || effect.to().equals(allowance.to()) || goesHome(i, allowance, holders));
      boolean own = out && direct.remove(new Paid(effect.to(), effect.amount()));
      taken.add(out && !own ? effect.amount() : BigInteger.ZERO);
    }
    return taken;
  }

  /** Whether it moves to where it was or to another account of the DAO, not the spender's own. */
  boolean goesHome(int at, Effect allowance, Set<Address> holders) {
    Effect effect = happened.get(at);
    boolean home =
        effect.to().equals(effect.from()) || effect.to().filter(holders::contains).isPresent();
    return home && allowance.to().filter(holders::contains).isEmpty();
  }

  /** Whether nobody but the spender and the token is called in the end. */
  private boolean isAlone(Effect allowance) {
    Set<Address> called = new HashSet<>();
    for (DecodedAction one : every()) {
      if (one.nested().isEmpty()) {
        called.add(one.target());
      }
    }
    called.remove(allowance.contract());
    return called.equals(Set.of(allowance.to().orElse(Address.ZERO)));
  }

  /** What accounts of the DAO have the token itself transfer. */
  private List<Paid> direct(Address token) {
    List<Paid> direct = new ArrayList<>();
    for (DecodedAction one : every()) {
      String data = one.calldata();
      boolean from = data.startsWith(TRANSFER_FROM);
      int at = 2 + 8 + (from ? 64 : 0);
      if (one.target().equals(token)
          && (from || data.startsWith(TRANSFER))
          && data.length() >= at + 128) {
        direct.add(
            new Paid(
                Optional.of(new Address("0x" + data.substring(at + 24, at + 64))),
                new BigInteger(data.substring(at + 64, at + 128), 16)));
      }
    }
    return direct;
  }

  private List<DecodedAction> every() {
    List<DecodedAction> every = new ArrayList<>();
    Deque<DecodedAction> open = new ArrayDeque<>(List.of(action));
    while (!open.isEmpty()) {
      DecodedAction one = open.remove();
      every.add(one);
      open.addAll(one.nested());
    }
    return every;
  }
}
