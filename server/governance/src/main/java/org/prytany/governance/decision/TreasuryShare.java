package org.prytany.governance.decision;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.spi.Address;

/**
 * The largest share of one asset that leaves all holders of a DAO together, or may be taken of
 * them.
 *
 * @param value from 0 to 1; 1 where it is not known, and where the holders have nothing of an asset
 *     that leaves them
 * @param unknown plain English: why it is not known; empty if it is
 */
public record TreasuryShare(BigDecimal value, Optional<String> unknown) {

  /**
   * @throws PrytanyException CHAIN_UNAVAILABLE if the chain does not answer at all
   */
  public static TreasuryShare of(Dao dao, Outflow outflow, GovernorReader reader) {
    Optional<String> unknown = unknown(dao, outflow);
    if (unknown.isPresent()) {
      return new TreasuryShare(BigDecimal.ONE, unknown);
    }
    Map<Address, BigInteger> sums = sums(dao, outflow);
    BigDecimal largest = BigDecimal.ZERO;
    for (Map.Entry<Address, BigInteger> sum : sums.entrySet()) {
      Optional<BigInteger> held = held(dao, sum.getKey(), reader);
      if (held.isEmpty()) {
        return new TreasuryShare(
            BigDecimal.ONE,
            Optional.of(
                "The contract "
                    + sum.getKey()
                    + " does not say how much of it the accounts of "
                    + dao.name()
                    + " have."));
      }
      largest = largest.max(share(sum.getValue(), held.get()));
    }
    return new TreasuryShare(largest, Optional.empty());
  }

  /** What leaves the holders of each asset, and what others may take of them afterwards. */
  static Map<Address, BigInteger> sums(Dao dao, Outflow outflow) {
    Map<Address, BigInteger> sums = new TreeMap<>();
    outflow.listed().forEach(out -> sums.merge(out.asset(), out.amount(), BigInteger::add));
    outflow.allowed().stream()
        .filter(out -> out.chain().isEmpty() && dao.holds(out.from()))
        .forEach(out -> sums.merge(out.asset(), out.amount(), BigInteger::add));
    return sums;
  }

  /** Of one asset, from 0 to 1; 1 where nothing is held. */
  static BigDecimal share(BigInteger leaves, BigInteger held) {
    return held.compareTo(leaves) <= 0
        ? BigDecimal.ONE
        : new BigDecimal(leaves).divide(new BigDecimal(held), MathContext.DECIMAL64);
  }

  /** What all holders have; empty if it cannot be told of one of them. */
  private static Optional<BigInteger> held(Dao dao, Address asset, GovernorReader reader) {
    Optional<Address> token = asset.equals(Address.ZERO) ? Optional.empty() : Optional.of(asset);
    BigInteger sum = BigInteger.ZERO;
    try {
      for (Address holder : dao.holders()) {
        sum = sum.add(reader.balance(dao, token, holder));
      }
      return Optional.of(sum);
    } catch (PrytanyException e) {
      if (e.code() == FailureCode.CHAIN_ANSWER_INVALID) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Why no share can be told, whatever the holders have; empty if one can. */
  static Optional<String> unknown(Dao dao, Outflow outflow) {
    return unlisted(dao, outflow)
        .or(() -> outflow.unknown().stream().findFirst())
        .or(() -> taken(dao, outflow))
        .or(() -> collectible(dao, outflow));
  }

  /**
   * That somebody may take something of an account which nobody listed, and which no holder pays as
   * much in the same execution, as it does where it fills a stream.
   */
  private static Optional<String> taken(Dao dao, Outflow outflow) {
    return outflow.allowed().stream()
        .filter(out -> !out.chain().isEmpty() || !dao.holds(out.from()))
        .filter(out -> paid(outflow, out).compareTo(out.amount()) < 0)
        .findFirst()
        .map(
            out ->
                out.to().map(Address::hex).orElse("Somebody")
                    + " may take "
                    + out.token().flatMap(token -> token.symbol()).orElse("of " + out.asset())
                    + " of "
                    + out.from()
                    + ", an account that is not listed (prytany.dao."
                    + dao.id()
                    + ".funds).");
  }

  /** What holders pay of an asset to the account that somebody may take it of. */
  private static BigInteger paid(Outflow outflow, Outflow.Out allowed) {
    return outflow.listed().stream()
        .filter(out -> out.asset().equals(allowed.asset()) && allowed.chain().isEmpty())
        .filter(out -> out.chain().isEmpty() && out.to().equals(Optional.of(allowed.from())))
        .map(Outflow.Out::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Which share of a collection's worth one of its pieces is, its count does not say. */
  private static Optional<String> collectible(Dao dao, Outflow outflow) {
    return Stream.concat(
            outflow.listed().stream(),
            outflow.allowed().stream().filter(out -> dao.holds(out.from())))
        .filter(Outflow.Out::collectible)
        .findFirst()
        .map(
            out ->
                "A piece of the collection "
                    + out.token().flatMap(token -> token.symbol()).orElse(out.asset().hex())
                    + " leaves "
                    + out.from()
                    + ", and nobody can tell what it is worth.");
  }

  /** That something leaves an account which nobody listed; empty if nothing does. */
  private static Optional<String> unlisted(Dao dao, Outflow outflow) {
    if (outflow.unlisted().isEmpty()) {
      return Optional.empty();
    }
    Outflow.Out out = outflow.unlisted().getFirst();
    int more = outflow.unlisted().size() - 1;
    BigDecimal amount =
        new BigDecimal(
            out.amount(), out.token().map(token -> token.decimals().orElse(0)).orElse(0));
    return Optional.of(
        Grouped.of(amount.stripTrailingZeros())
            + " "
            + out.token().flatMap(token -> token.symbol()).orElse("of " + out.asset())
            + (out.chain().isEmpty()
                ? " leaves " + out.from() + ", an account that is not listed"
                : " leaves " + out.from() + " on " + out.chain() + ", where no account is listed")
            + " (prytany.dao."
            + dao.id()
            + ".funds)"
            + (more == 0
                ? "."
                : ", and so " + (more == 1 ? "does" : "do") + " " + more + " more."));
  }
}
