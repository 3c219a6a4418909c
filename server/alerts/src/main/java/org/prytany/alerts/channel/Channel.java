package org.prytany.alerts.channel;

import org.prytany.governance.alert.Alert;

/** One way to people. */
public interface Channel {

  /** Its name in the configuration. */
  String name();

  /** Whether it is to be told about this. */
  boolean wants(Alert.Kind kind);

  /**
   * Tells it once; returns when the other side has taken it.
   *
   * @param deliveryId the same each time that this is tried again
   * @throws ChannelFailure if it is not known to have been taken
   */
  void send(String deliveryId, Message message) throws ChannelFailure;
}
