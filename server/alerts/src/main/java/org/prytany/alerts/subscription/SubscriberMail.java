package org.prytany.alerts.subscription;

import java.util.HashMap;
import java.util.Map;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Smtp;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;

/** Mail to one person who asked for it: each has the links with which it is changed and ended. */
final class SubscriberMail implements Channel {

  private final String name;
  private final Subscription subscription;
  private final Subscriptions subscriptions;
  private final Smtp smtp;
  private final String origin;

  SubscriberMail(
      String name,
      Subscription subscription,
      Subscriptions subscriptions,
      Smtp smtp,
      String origin) {
    this.name = name;
    this.subscription = subscription;
    this.subscriptions = subscriptions;
    this.smtp = smtp;
    this.origin = origin;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(Alert.Kind kind) {
    return subscription.choice().kinds().contains(kind);
  }

  @Override
  public boolean bundles() {
    return true;
  }

  @Override
  public boolean isOfOperators() {
    return false;
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    smtp.send(
        message.first().kind() == Alert.Kind.CONFIRMATION ? question(message) : told(message));
  }

  private Smtp.Letter told(Message message) {
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

  private Smtp.Letter question(Message message) {
    String link = subscriptions.toConfirm(subscription).text();
    return new Smtp.Letter(
        subscription.address().text(),
        message.id(),
        message.title(),
        "Somebody, most likely you, asked at "
            + origin
            + " to have this address told by mail what happens to proposals of a DAO.\n\n"
            + "If it was you, open this page within a day and confirm it:\n"
            + origin
            + "/#/subscription/confirm/"
            + link
            + "\n\nIf it was not you, do nothing: without that, nothing else is sent, and the address"
            + " is deleted after a day.\n",
        Map.of());
  }
}
