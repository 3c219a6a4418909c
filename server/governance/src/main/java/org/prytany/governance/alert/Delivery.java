package org.prytany.governance.alert;

import java.time.Instant;
import java.util.Locale;

/**
 * An alert on its way through one channel.
 *
 * @param alert what is told
 * @param channel the channel's name in the configuration
 * @param status how far it is
 * @param notBefore when it is tried next
 * @param attempts how often it was tried
 * @param lastProblem why the last try failed, without secrets; "" if none did
 */
public record Delivery(
    Alert alert,
    String channel,
    Status status,
    Instant notBefore,
    int attempts,
    String lastProblem) {

  /** Names it among all; receivers get it as idempotency key. */
  public String id() {
    return id(channel, alert.id());
  }

  public static String id(String channel, String alert) {
    return channel + ":" + alert;
  }

  /** How far a delivery is. */
  public enum Status {
    WAITING,
    SENT,
    /** Given up: it failed too often, or its channel is gone. */
    DEAD;

    /** Lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
