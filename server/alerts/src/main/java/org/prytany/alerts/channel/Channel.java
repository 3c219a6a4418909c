package org.prytany.alerts.channel;

import org.prytany.governance.alert.Alert;

/** One way to people. */
public interface Channel {

  /** Its name in the configuration; of mail with the recipient behind a slash. */
  String name();

  /** Whether it is to be told about this. */
  boolean wants(Alert.Kind kind);

  /** Whether many alerts at once are told in one message, as people want them. */
  boolean bundles();

  /** Whether those whom it tells run this server, and have its command line. */
  default boolean isOfOperators() {
    return true;
  }

  /** Whether it is left alone for now, by what was met there for others. */
  default boolean isResting() {
    return false;
  }

  /**
   * Whether it is told in rounds of its own, because a plugin is asked first: no other channel
   * waits for that.
   */
  default boolean isToldApart() {
    return false;
  }

  /** After so many tries an alert of a kind is given up; the default takes about a day. */
  default int mostTries(Alert.Kind kind) {
    return 30;
  }

  /**
   * Tells it once; returns when the other side has taken it.
   *
   * @param deliveryId the same each time that this is tried again
   * @throws ChannelFailure if it is not known to have been taken
   */
  void send(String deliveryId, Message message) throws ChannelFailure;
}
