package org.prytany.check.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * The first block in which a contract has code. Where an endpoint has dropped a block's state, it
 * says so by an error, by null or by "no code": so the block before is believed to be without the
 * contract only if the endpoint shows something of that block's state that is not nothing.
 */
final class FirstBlock {

  /** Of a block's transactions, as many are tried for a sender who shows the state before. */
  private static final int MOST_SENDERS = 20;

  private final JsonRpc rpc;

  FirstBlock(JsonRpc rpc) {
    this.rpc = rpc;
  }

  /** An endpoint's answer that is none. */
  private static final class NotKnown extends Exception {

    private static final long serialVersionUID = 1L;

    NotKnown() {
      super(null, null, false, false);
    }
  }

  /**
   * By halving; empty where the endpoint does not show it.
   *
   * @param head a block that has the contract
   */
  OptionalLong of(Address contract, long head) {
    long without = -1;
    long with = head;
    try {
      while (with - without > 1) {
        long middle = without + (with - without) / 2;
        if (hasCode(contract, middle)) {
          with = middle;
        } else {
          without = middle;
        }
      }
      return with == 0 || hasStateBefore(with) ? OptionalLong.of(with) : OptionalLong.empty();
    } catch (NotKnown | RpcErrorException | PrytanyException e) {
      return OptionalLong.empty();
    }
  }

  private boolean hasCode(Address contract, long block) throws NotKnown {
    String code = rpc.ask("eth_getCode", contract.hex(), Quantities.of(block)).asText("");
    if (!code.startsWith("0x")) {
      throw new NotKnown();
    }
    return code.length() > 2;
  }

  /**
   * Whether somebody who sent a transaction in this block is known in the state before it: by the
   * number of that transaction, or by what it was paid from.
   */
  private boolean hasStateBefore(long block) throws NotKnown {
    String before = Quantities.of(block - 1);
    Set<String> senders = new HashSet<>();
    for (JsonNode sent :
        rpc.ask("eth_getBlockByNumber", Quantities.of(block), true).path("transactions")) {
      String sender = sent.path("from").asText("");
      if (senders.size() == MOST_SENDERS) {
        break;
      }
      if (senders.add(sender)) {
        long number = quantity(sent.path("nonce"));
        boolean known =
            number > 0
                ? quantity(rpc.ask("eth_getTransactionCount", sender, before)) == number
                : isPositive(rpc.ask("eth_getBalance", sender, before));
        if (known) {
          return true;
        }
      }
    }
    return false;
  }

  private static long quantity(JsonNode answer) throws NotKnown {
    try {
      return Quantities.integer(answer);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new NotKnown();
    }
  }

  private static boolean isPositive(JsonNode answer) throws NotKnown {
    try {
      return Quantities.number(answer).signum() > 0;
    } catch (NumberFormatException e) {
      throw new NotKnown();
    }
  }
}
