package org.prytany.governance.installation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;

/**
 * Who may order, for which server, and for how long; and whether an order is one that was made here
 * and signed by its operator. Thread-safe.
 */
public final class OrderGate {

  /** How long an order can be handed in. */
  static final Duration COUNTS = Duration.ofHours(1);

  private final OwnNonces nonces = new OwnNonces();
  private final Set<Address> operators;
  private final SignatureCheck signatures;
  private final List<String> servers;
  private final InstantSource clock;

  /**
   * @param operators who may order
   * @param signatures by operators' own keys: asks no chain, which whoever sends an order chooses
   * @param servers where browsers find this server; the first is what is put into orders
   */
  public OrderGate(
      Set<Address> operators,
      SignatureCheck signatures,
      List<String> servers,
      InstantSource clock) {
    this.operators = Set.copyOf(operators);
    this.signatures = signatures;
    this.servers = servers.stream().map(OrderGate::origin).toList();
    this.clock = clock;
  }

  // As browsers say it.
  private static String origin(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }

  String server() {
    return servers.getFirst();
  }

  /** An address of this server as it is put into orders, if browsers find it there. */
  String server(String asked) {
    if (!servers.contains(origin(asked))) {
      throw Refused.because(
          "You asked for it at "
              + Refused.shown(asked)
              + ", and this server does not go by that address: ask under the address at which"
              + " browsers find it, or have its operator add yours to prytany.public-origin.");
    }
    return origin(asked);
  }

  String nonce() {
    return nonces.draw();
  }

  long expiry() {
    return clock.instant().plus(COUNTS).getEpochSecond();
  }

  void requireOperator(Address operator) {
    if (!operators.contains(operator)) {
      throw Refused.because(operator + " is no operator of this server (prytany.operators).");
    }
  }

  /** Refuses what is for another server, or cannot be handed in any more. */
  void requireCurrent(Address operator, String server, long expiry) {
    requireOperator(operator);
    if (!servers.contains(server)) {
      throw Refused.because(
          "It is signed for the server " + Refused.shown(server) + ", and this is another one.");
    }
    Instant now = clock.instant();
    Instant end = Instant.ofEpochSecond(expiry);
    if (!end.isAfter(now)) {
      throw Refused.because("It has expired: sign a new one.");
    }
    if (end.isAfter(now.plus(COUNTS))) {
      throw Refused.because("It counts for longer than an hour: sign one that this server made.");
    }
  }

  /** Refuses what was not made here, or is not signed by the operator. */
  void requireSigned(
      long chainId, Address operator, String nonce, TypedData data, String signature) {
    if (!nonces.has(nonce)) {
      throw Refused.because("It was not made by this server since its start: sign a new one.");
    }
    if (!signatures.signed(chainId, operator, data.digest(), signature)) {
      throw Refused.because(
          "The signature is not by the key of "
              + operator
              + "; a contract, such as a Safe, cannot order plugins: let an operator with a key of"
              + " their own sign.");
    }
  }
}
