package org.prytany.alerts.subscription;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Smtp;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.dao.DaoDirectory;

/** Mail to one person who asked for it: each has the links with which it is changed and ended. */
final class SubscriberMail extends SubscriberChannel {

  private final Smtp smtp;
  private final DaoDirectory daos;
  private final String origin;

  SubscriberMail(
      String name,
      Subscription subscription,
      Subscriptions subscriptions,
      Smtp smtp,
      DaoDirectory daos,
      String origin) {
    super(name, subscription, subscriptions);
    this.smtp = smtp;
    this.daos = daos;
    this.origin = origin;
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    if (message.first().kind() != Alert.Kind.CONFIRMATION) {
      smtp.send(told(deliveryId, message));
      return;
    }
    Optional<Link> link = subscriptions.toConfirm(subscription.id());
    if (link.isPresent()) {
      smtp.send(question(deliveryId, message, link.get()));
    }
  }

  private Smtp.Letter told(String deliveryId, Message message) {
    String link = Subscriptions.toChange(subscription).text();
    Map<String, String> headers = new HashMap<>();
    // RFC 8058: programs send one POST there; it needs https.
    if (origin.startsWith("https:")) {
      headers.put(
          "List-Unsubscribe", "<" + origin + "/api/v1/subscriptions/end?link=" + link + ">");
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return Mail.letter(
        subscription.address().text(),
        deliveryId + message.others(),
        message,
        "\n-- \nYou asked for this at "
            + origin
            + ". Change or end it:\n"
            + origin
            + "/#/subscription/"
            + link
            + "\n",
        headers);
  }

  /** Each has another link, and so another id: mail programs drop what they think they have. */
  private Smtp.Letter question(String deliveryId, Message message, Link link) {
    return new Smtp.Letter(
        subscription.address().text(),
        deliveryId + link.secretsHash(),
        message.title(),
        "Somebody, most likely you, asked at "
            + origin
            + " to have this address told by mail:\n\n"
            + Asked.words(subscription.choice(), daos)
            + (subscriptions.hasOthers(subscription)
                ? "\nThis address is told by mail already. What you confirm here replaces that.\n"
                : "")
            + "\n"
            + "If it was you, open this page within a day and confirm it:\n"
            + origin
            + "/#/subscription/confirm/"
            + link.text()
            + "\n\nIf it was not you, do nothing: without that, nothing else is sent, and the address"
            + " is deleted after a day.\n",
        Map.of());
  }
}
