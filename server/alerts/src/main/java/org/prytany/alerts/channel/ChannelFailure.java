package org.prytany.alerts.channel;

/** A channel did not take an alert. Its message names no address beyond the host, and no secret. */
public final class ChannelFailure extends Exception {

  private static final long serialVersionUID = 1L;

  public ChannelFailure(String message) {
    super(message);
  }

  /** What people may read. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
