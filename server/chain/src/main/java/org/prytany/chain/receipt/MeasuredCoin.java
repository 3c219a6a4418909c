package org.prytany.chain.receipt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.decode.Tokens;
import org.prytany.chain.decode.Wording;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Native coin that the DAO's further accounts paid, where the endpoint does not trace. They log no
 * payment as a timelock does, so that their balances have to say it: what was expected moved if
 * they changed by just that within the block.
 *
 * @param transfers that were expected and are borne out
 * @param doubts plain English, where balances changed otherwise
 */
record MeasuredCoin(List<Effect> transfers, List<String> doubts) {
  MeasuredCoin {
    transfers = List.copyOf(transfers);
    doubts = List.copyOf(doubts);
  }

  static MeasuredCoin of(Dao dao, JsonRpc rpc, Tokens tokens, long block, List<Effect> planned) {
    List<Effect> borneOut = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    Views before = new Views(rpc, Quantities.of(block - 1));
    Views after = new Views(rpc, Quantities.of(block));
    for (Address account : dao.funds().stream().sorted().toList()) {
      List<Effect> paid =
          planned.stream().filter(effect -> isCoin(effect, effect.from(), account)).toList();
      if (paid.isEmpty()) {
        continue;
      }
      BigInteger expected =
          sum(planned.stream().filter(effect -> isCoin(effect, effect.to(), account)).toList())
              .subtract(sum(paid));
      BigInteger changed =
          after
              .balance(Optional.empty(), account)
              .orElse(BigInteger.ZERO)
              .subtract(before.balance(Optional.empty(), account).orElse(BigInteger.ZERO));
      if (changed.equals(expected)) {
        borneOut.addAll(paid);
      } else {
        doubts.add(
            "The endpoint does not trace what a transaction moves, and the balance of "
                + Wording.address(dao, account)
                + " changed by "
                + (changed.signum() < 0 ? "minus " : "")
                + tokens.amount(dao, tokens.coin(dao), changed.abs())
                + " within the block.");
      }
    }
    return new MeasuredCoin(borneOut, doubts);
  }

  private static boolean isCoin(Effect effect, Optional<Address> side, Address account) {
    return effect.contract().equals(Address.ZERO)
        && !effect.isElsewhere()
        && side.equals(Optional.of(account));
  }

  private static BigInteger sum(List<Effect> effects) {
    return effects.stream().map(Effect::amount).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
