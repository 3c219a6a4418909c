package org.prytany.chain.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
   * Twice the base fee, which then may rise for six blocks, and the tip that the endpoints ask for;
   * as much of that as the cap allows. Endpoints are blocks apart, and one may be wrong: the
   * highest base fee counts of those that are at most six blocks' rise above the middle one, of two
   * above the lower one. One that tells no number tells nothing.
   *
   * @param answers a newest block, and an answer to {@link #TIP}, of each endpoint
   * @throws PrytanyException FEE_TOO_HIGH if base fee and tip of now are above the cap;
   *     CHAIN_ANSWER_INVALID if no endpoint tells a base fee
   */
  Fees of(Dao dao, JsonRpc rpc, List<Said> answers) {
    return of(dao, rpc, answers, BigInteger.ZERO);
  }

  /**
   * The same for a transaction that was offered and not mined, so that the lower ones may be wrong:
   * the highest base fee that the cap allows counts, as far as the offer is not more than doubled
   * by it.
   */
  Fees of(Dao dao, JsonRpc rpc, List<Said> answers, Fees waiting) {
    return of(dao, rpc, answers, waiting.most());
  }

  private Fees of(Dao dao, JsonRpc rpc, List<Said> answers, BigInteger offered) {
    List<BigInteger> bases = sorted(answers.stream().map(Said::base));
    if (bases.isEmpty()) {
      throw rpc.invalid("its blocks have no base fee; EIP-1559 is needed.");
    }
    BigInteger middle = middle(bases);
    BigInteger tip = tip(rpc, middle, sorted(answers.stream().map(Said::tip)));
    BigInteger cap = options.feeCap(dao);
    if (middle.add(tip).compareTo(cap) > 0) {
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "The chain of DAO '"
              + dao.id()
              + "' costs "
              + gwei(middle)
              + " gwei per gas now and its endpoint asks for a tip of "
              + gwei(tip)
              + " gwei, above the cap of "
              + gwei(cap)
              + " gwei. It is tried again later; raise the DAO's fee cap to pay that much.");
    }
    BigInteger near = offer(highest(bases, rises(middle).min(cap.subtract(tip))), tip).min(cap);
    BigInteger far = offer(highest(bases, cap.subtract(tip)), tip).min(cap);
    return new Fees(near.max(far.min(offered.shiftLeft(1))), tip);
  }

  private static BigInteger offer(BigInteger base, BigInteger tip) {
    return rises(base).add(tip);
  }

  /** What a base fee can come to in six blocks (EIP-1559: an eighth a block). */
  private static BigInteger rises(BigInteger base) {
    return base.shiftLeft(1);
  }

  private static BigInteger highest(List<BigInteger> sorted, BigInteger most) {
    return sorted.stream().filter(each -> each.compareTo(most) <= 0).toList().getLast();
  }

  /** The one that as many are below as above; of two in the middle the lower one. */
  private static BigInteger middle(List<BigInteger> sorted) {
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static List<BigInteger> sorted(Stream<Optional<BigInteger>> told) {
    return told.flatMap(Optional::stream).sorted().toList();
  }

  // Endpoints that do not suggest a tip still say what a transaction costs now, tip included.
  private static BigInteger tip(JsonRpc rpc, BigInteger base, List<BigInteger> told) {
    return told.isEmpty()
        ? number(rpc.any(List.of(PRICE)).getFirst())
            .map(price -> price.subtract(base))
            .filter(tip -> tip.signum() >= 0)
            .orElse(DEFAULT_TIP)
        : middle(told);
  }

  /**
   * What one endpoint says of fees, in wei per gas; empty where it says no number.
   *
   * @param base of its newest block
   * @param tip that it asks for
   */
  record Said(Optional<BigInteger> base, Optional<BigInteger> tip) {

    static Said of(Told block, Told tip) {
      return new Said(
          block.error().isPresent()
              ? Optional.empty()
              : Pricing.number(block.result().path("baseFeePerGas")),
          Pricing.number(tip));
    }
  }

  private static Optional<BigInteger> number(Told told) {
    return told.error().isPresent() ? Optional.empty() : number(told.result());
  }

  private static Optional<BigInteger> number(JsonNode quantity) {
    try {
      return Optional.of(Quantities.number(quantity));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Rounded up, so that what is above a cap also reads so. */
  private static String gwei(BigInteger wei) {
    return wei.add(GWEI).subtract(BigInteger.ONE).divide(GWEI).toString();
  }
}
