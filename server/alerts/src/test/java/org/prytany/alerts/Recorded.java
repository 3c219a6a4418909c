package org.prytany.alerts;

import java.util.ArrayList;
import java.util.List;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.governance.alert.Alert;

/** A channel that keeps what it is told. */
class Recorded implements Channel {

  final List<Message> messages = new ArrayList<>();
  boolean fails;

  /** A word that it does not take; "" for none. */
  String refuses = "";

  private final String name;
  private final boolean bundles;

  Recorded(String name, boolean bundles) {
    this.name = name;
    this.bundles = bundles;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(Alert.Kind kind) {
    return true;
  }

  @Override
  public boolean bundles() {
    return bundles;
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    boolean refused =
        !refuses.isEmpty()
            && message.parts().stream().anyMatch(part -> part.text().contains(refuses));
    if (fails || refused) {
      throw new ChannelFailure("It does not answer.");
    }
    messages.add(message);
  }
}
