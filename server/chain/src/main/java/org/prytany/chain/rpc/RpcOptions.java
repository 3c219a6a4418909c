package org.prytany.chain.rpc;

import java.math.BigInteger;
import java.time.Duration;

/**
 * How an endpoint is asked.
 *
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 * @param firstLogRange blocks asked for at once to begin with
 * @param largestLogRange blocks asked for at once at most
 * @param feeCap most wei per gas that is ever offered
 */
public record RpcOptions(
    Duration connectTimeout,
    Duration readTimeout,
    long firstLogRange,
    long largestLogRange,
    BigInteger feeCap) {
  /** 3 s, 15 s, 2,000 blocks growing to 50,000, 500 gwei. */
  public static final RpcOptions DEFAULT =
      new RpcOptions(
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          2_000,
          50_000,
          BigInteger.valueOf(500_000_000_000L));

  /**
   * @throws IllegalArgumentException if a range or the cap is not positive
   */
  public RpcOptions {
    if (firstLogRange < 1 || largestLogRange < firstLogRange || feeCap.signum() < 1) {
      throw new IllegalArgumentException(
          "log ranges and the fee cap must be positive, and the largest range not below the first");
    }
  }
}
