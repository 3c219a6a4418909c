package org.prytany.governance.alert;

import java.time.Instant;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * Somebody who asked to be told by mail, in their browser or by webhook. Their address is personal
 * data: it stands here and nowhere else.
 *
 * @param id random; names it among all
 * @param version how often it was changed
 * @param address of mail, of a browser or of a webhook
 * @param choice what it is about
 * @param confirmed whether whoever is told there said that they want it
 * @param confirmation SHA-256 of the secret in the newest link that confirms it, in hexadecimal; ""
 *     if there is none
 * @param key secret in the links of its messages with which it is changed and ended
 * @param since when it was asked for, confirmed or changed
 */
public record Subscription(
    String id,
    long version,
    Recipient address,
    Choice choice,
    boolean confirmed,
    String confirmation,
    String key,
    Instant since) {

  /**
   * What somebody wants to be told.
   *
   * @param daos ids of DAOs
   * @param kinds some of {@link Alert.Kind#followed()}
   * @param delegates accounts whose votes they want to hear of
   */
  public record Choice(Set<String> daos, Set<Alert.Kind> kinds, Set<Address> delegates) {
    public Choice {
      daos = Set.copyOf(daos);
      kinds = Set.copyOf(kinds);
      delegates = Set.copyOf(delegates);
    }
  }

  /**
   * Whether it is to be told of something.
   *
   * @param at when it happened: what was before is not told
   */
  public boolean wants(Alert.Kind kind, String dao, Instant at) {
    return confirmed
        && choice.kinds().contains(kind)
        && choice.daos().contains(dao)
        && !at.isBefore(since);
  }

  public Subscription confirmed(Instant now) {
    return new Subscription(id, version, address, choice, true, "", key, now);
  }

  public Subscription confirmedBy(String secretsHash) {
    return new Subscription(id, version, address, choice, confirmed, secretsHash, key, since);
  }

  /**
   * @param now from when on it is told that
   */
  public Subscription about(Choice other, Instant now) {
    return new Subscription(id, version, address, other, confirmed, confirmation, key, now);
  }

  public Subscription version(long other) {
    return new Subscription(id, other, address, choice, confirmed, confirmation, key, since);
  }

  /** Without the address and the secrets. */
  @Override
  public String toString() {
    return "subscription " + id;
  }
}
