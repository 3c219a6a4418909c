package org.prytany.alerts.channel;

import java.time.Duration;

/** A channel did not take an alert. Its message names no address beyond the host, and no secret. */
public final class ChannelFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration rest;

  public ChannelFailure(String message) {
    this(message, Duration.ZERO);
  }

  /**
   * @param rest how long the other side asks to be left alone; zero if it does not say
   */
  public ChannelFailure(String message, Duration rest) {
    super(message);
    this.rest = rest;
  }

  /** What people may read. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  public Duration rest() {
    return rest;
  }
}
