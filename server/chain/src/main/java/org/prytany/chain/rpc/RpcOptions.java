package org.prytany.chain.rpc;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.prytany.governance.dao.Dao;

/**
 * How an endpoint is asked.
 *
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 * @param firstLogRange blocks asked for at once to begin with
 * @param largestLogRange blocks asked for at once at most
 * @param feeCap most wei per gas, base fee and tip together, that is offered where a DAO has no cap
 *     of its own. An endpoint that lies about fees can make us pay this much, and no more
 * @param feeCaps the same for single DAOs, by the DAO's id
 */
public record RpcOptions(
    Duration connectTimeout,
    Duration readTimeout,
    long firstLogRange,
    long largestLogRange,
    BigInteger feeCap,
    Map<String, BigInteger> feeCaps) {
  /** 3 s, 15 s, 2,000 blocks growing to 50,000, 500 gwei. */
  public static final RpcOptions DEFAULT =
      new RpcOptions(
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          2_000,
          50_000,
          BigInteger.valueOf(500_000_000_000L),
          Map.of());

  /**
   * @throws IllegalArgumentException if a range or the cap is not positive
   */
  public RpcOptions {
    feeCaps = Map.copyOf(feeCaps);
    if (firstLogRange < 1 || largestLogRange < firstLogRange) {
      throw new IllegalArgumentException(
          "log ranges must be positive, and the largest range not below the first");
    }
    if (feeCap.signum() < 1 || feeCaps.values().stream().anyMatch(cap -> cap.signum() < 1)) {
      throw new IllegalArgumentException("a fee cap must be positive");
    }
  }

  /** The same with these caps for single DAOs, wei per gas by the DAO's id. */
  public RpcOptions withFeeCaps(Map<String, BigInteger> caps) {
    return new RpcOptions(
        connectTimeout, readTimeout, firstLogRange, largestLogRange, feeCap, caps);
  }

  /** Most wei per gas that is offered for a DAO. */
  public BigInteger feeCap(Dao dao) {
    return feeCaps.getOrDefault(dao.id(), feeCap);
  }
}
