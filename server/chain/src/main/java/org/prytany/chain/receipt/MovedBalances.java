package org.prytany.chain.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.Tokens;
import org.prytany.chain.decode.Wording;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.Views;
import org.prytany.chain.simulate.EventEffects;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.proposal.ExecutionReceipt.BalanceChange;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/**
 * What one transaction did to balances. A block holds other people's transactions too, so its
 * balances alone say little of ours: what ours moved is added to the balance of the block before.
 * And a token's log alone may not be true, so it is held against the balances of the block; that
 * they round otherwise than it, as those of tokens do that keep shares, says nothing.
 *
 * @param changes of the treasury, of every other account of the DAO that gains or loses, of every
 *     account that loses and is not listed as the DAO's, and of every recipient
 * @param contradictions plain English, where a token's balances do not follow from its logs
 */
record MovedBalances(List<BalanceChange> changes, List<String> contradictions) {
  private static final String TRANSFER = AbiBytes.topic("Transfer(address,address,uint256)");

  /** Base units by which a balance may change otherwise than by one transfer in the log. */
  private static final BigInteger ROUNDED = BigInteger.TWO;

  /** What of the sum that moved may be rounded away in tokens of many decimals: so much in one. */
  private static final BigInteger FINEST = BigInteger.TEN.pow(9);

  /** The same in tokens of few, where a base unit is worth something. */
  private static final BigInteger COARSEST = BigInteger.TEN.pow(4);

  private record Holding(Address account, Optional<Address> token) {}

  MovedBalances {
    changes = List.copyOf(changes);
    contradictions = List.copyOf(contradictions);
  }

  /**
   * @param touching transfers that were planned or made
   * @param moved transfers that the transaction made
   */
  static MovedBalances read(
      Dao dao,
      JsonRpc rpc,
      Tokens tokens,
      String transactionHash,
      long block,
      List<Effect> touching,
      List<Effect> moved) {
    Views before = new Views(rpc, Quantities.of(block - 1));
    Views after = new Views(rpc, Quantities.of(block));
    Map<Address, List<Effect>> others = new HashMap<>();
    List<BalanceChange> changes = new ArrayList<>();
    List<String> contradictions = new ArrayList<>();
    for (Holding holding : holdings(dao, touching)) {
      // A token made by the proposal itself had no balances before.
      BigInteger was = before.balance(holding.token(), holding.account()).orElse(BigInteger.ZERO);
      BigInteger own = net(moved, holding);
      BigInteger real = own;
      if (holding.token().isPresent()) {
        Address token = holding.token().get();
        Optional<BigInteger> is = after.balance(holding.token(), holding.account());
        if (is.isPresent() && !is.get().equals(was.add(own))) {
          List<Effect> byOthers =
              others.computeIfAbsent(token, its -> byOthers(rpc, its, transactionHash, block));
          real = is.get().subtract(was).subtract(net(byOthers, holding));
        }
        if (isRounding(real.subtract(own).abs(), of(moved, holding))) {
          real = own;
        }
        if (!real.equals(own)) {
          contradictions.add(contradiction(dao, tokens, holding.account(), token, own, real));
        }
      }
      boolean still = real.signum() == 0 && dao.funds().contains(holding.account());
      if (!still) {
        changes.add(new BalanceChange(holding.account(), holding.token(), was, was.add(real)));
      }
    }
    return new MovedBalances(changes, contradictions);
  }

  private static String contradiction(
      Dao dao, Tokens tokens, Address account, Address contract, BigInteger said, BigInteger real) {
    Token token = tokens.of(dao, contract);
    return "By the token's log the balance of "
        + Wording.address(dao, account)
        + " changed by "
        + signed(dao, tokens, token, said)
        + ", and by its balances by "
        + signed(dao, tokens, token, real)
        + ".";
  }

  private static String signed(Dao dao, Tokens tokens, Token token, BigInteger amount) {
    return (amount.signum() < 0 ? "minus " : "") + tokens.amount(dao, token, amount.abs());
  }

  private static Set<Holding> holdings(Dao dao, List<Effect> transfers) {
    Set<Holding> holdings = new LinkedHashSet<>();
    for (Effect effect : transfers) {
      if (!isCounted(effect)) {
        continue;
      }
      Optional<Address> token =
          effect.contract().equals(Address.ZERO)
              ? Optional.empty()
              : Optional.of(effect.contract());
      dao.holders().forEach(holder -> holdings.add(new Holding(holder, token)));
      effect.to().ifPresent(to -> holdings.add(new Holding(to, token)));
    }
    for (Outflow.Out out : Outflow.of(dao, FlatEffects.read(transfers)).unlisted()) {
      if (out.chain().isEmpty()) {
        Optional<Address> token =
            out.asset().equals(Address.ZERO) ? Optional.empty() : Optional.of(out.asset());
        holdings.add(new Holding(out.from(), token));
      }
    }
    return holdings;
  }

  /** Collectibles are no balance. */
  private static boolean isCounted(Effect effect) {
    return FlatEffects.read(effect) instanceof Change.Transfer moved && moved.id().isEmpty();
  }

  /** Those that touch it. */
  private static List<Effect> of(List<Effect> transfers, Holding holding) {
    Optional<Address> account = Optional.of(holding.account());
    return transfers.stream()
        .filter(MovedBalances::isCounted)
        .filter(effect -> effect.contract().equals(holding.token().orElse(Address.ZERO)))
        .filter(effect -> effect.to().equals(account) || effect.from().equals(account))
        .toList();
  }

  private static BigInteger net(List<Effect> transfers, Holding holding) {
    Optional<Address> account = Optional.of(holding.account());
    BigInteger net = BigInteger.ZERO;
    for (Effect effect : of(transfers, holding)) {
      if (effect.to().equals(account)) {
        net = net.add(effect.amount());
      }
      if (effect.from().equals(account)) {
        net = net.subtract(effect.amount());
      }
    }
    return net;
  }

  /**
   * Whether a balance differs from the log by no more than rounding: some base units for each
   * transfer, or a billionth of what they moved, and never more than a ten-thousandth of that.
   */
  private static boolean isRounding(BigInteger difference, List<Effect> transfers) {
    BigInteger all =
        transfers.stream().map(Effect::amount).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger units = ROUNDED.multiply(BigInteger.valueOf(transfers.size()));
    return difference.compareTo(units.max(all.divide(FINEST))) <= 0
        && difference.compareTo(all.divide(COARSEST)) <= 0;
  }

  /** What other transactions of the block moved, by the token's log. */
  private static List<Effect> byOthers(
      JsonRpc rpc, Address token, String transactionHash, long block) {
    Map<String, Object> filter =
        Map.of(
            "address", token.hex(),
            "topics", List.of(TRANSFER),
            "fromBlock", Quantities.of(block),
            "toBlock", Quantities.of(block));
    List<Effect> moved = new ArrayList<>();
    try {
      for (JsonNode node : rpc.ask("eth_getLogs", filter)) {
        ChainLog log = ChainLog.parse(node);
        boolean foreign =
            log.emitter().equals(token) && !log.transactionHash().equalsIgnoreCase(transactionHash);
        if (foreign) {
          EventEffects.of(log).stream()
              .filter(effect -> effect.kind() == Effect.Kind.TRANSFER)
              .forEach(moved::add);
        }
      }
    } catch (RpcErrorException e) {
      throw rpc.unavailable(e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw rpc.invalid("eth_getLogs returned something that is no log.");
    }
    return moved;
  }
}
