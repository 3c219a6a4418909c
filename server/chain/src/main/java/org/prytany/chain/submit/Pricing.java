package org.prytany.chain.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.rpc.Told;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.TransactionTerms.Fees;

/**
 * What to pay per gas: as much as the chain and the endpoint ask for, and never more than the
 * operator allows.
 */
final class Pricing {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
  private static final BigInteger DEFAULT_TIP = GWEI;

  /** Has to be asked before. */
  static final Question TIP = Question.of("eth_maxPriorityFeePerGas");

  private static final Question PRICE = Question.of("eth_gasPrice");

  private final RpcOptions options;

  Pricing(RpcOptions options) {
    this.options = options;
  }

  /**
   * Twice the base fee, which then may rise for six blocks, and the tip that the endpoint asks for;
   * as much of that as the cap allows. Endpoints are blocks apart, and one may be wrong: with the
   * highest base fee that the cap allows the transaction is mined whoever is right, since what is
   * paid is the block's own. One that asks for more than the cap stops nothing while another does
   * not.
   *
   * @param heads latest block of each endpoint that told one, at least one
   * @param told the first endpoint's answer to {@link #TIP}
   * @throws PrytanyException FEE_TOO_HIGH if base fee and tip of now are above the cap
   * @throws NumberFormatException if a block's base fee is no number
   */
  Fees of(Dao dao, JsonRpc rpc, List<JsonNode> heads, Told told) {
    List<BigInteger> bases =
        heads.stream()
            .filter(block -> block.hasNonNull("baseFeePerGas"))
            .map(block -> Quantities.number(block.path("baseFeePerGas")))
            .toList();
    if (bases.isEmpty()) {
      throw rpc.invalid("its blocks have no base fee; EIP-1559 is needed.");
    }
    BigInteger tip = tip(rpc, bases.getFirst(), told);
    BigInteger cap = options.feeCap(dao);
    BigInteger base =
        bases.stream()
            .filter(each -> each.add(tip).compareTo(cap) <= 0)
            .max(Comparator.naturalOrder())
            .orElse(bases.getFirst());
    if (base.add(tip).compareTo(cap) > 0) {
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "The chain of DAO '"
              + dao.id()
              + "' costs "
              + gwei(base)
              + " gwei per gas now and its endpoint asks for a tip of "
              + gwei(tip)
              + " gwei, above the cap of "
              + gwei(cap)
              + " gwei. It is tried again later; raise the DAO's fee cap to pay that much.");
    }
    return new Fees(base.shiftLeft(1).add(tip).min(cap), tip);
  }

  // Endpoints that do not suggest a tip still say what a transaction costs now, tip included.
  private static BigInteger tip(JsonRpc rpc, BigInteger base, Told told) {
    return number(told)
        .or(() -> number(rpc.any(List.of(PRICE)).getFirst()).map(price -> price.subtract(base)))
        .filter(tip -> tip.signum() >= 0)
        .orElse(DEFAULT_TIP);
  }

  private static Optional<BigInteger> number(Told told) {
    try {
      return told.error().isPresent()
          ? Optional.empty()
          : Optional.of(Quantities.number(told.result()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Rounded up, so that what is above a cap also reads so. */
  private static String gwei(BigInteger wei) {
    return wei.add(GWEI).subtract(BigInteger.ONE).divide(GWEI).toString();
  }
}
