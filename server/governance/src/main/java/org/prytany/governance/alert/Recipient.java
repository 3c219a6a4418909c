package org.prytany.governance.alert;

/** Where somebody who subscribed is told. It is personal data: no log shows it. */
public sealed interface Recipient permits MailAddress, PushEndpoint, WebhookAddress {

  /**
   * What {@link #text} gave.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  static Recipient of(String text) {
    if (text.startsWith(HttpsAddress.SCHEME)) {
      return PushEndpoint.read(text);
    }
    return text.contains(" ") ? WebhookAddress.read(text) : new MailAddress(text);
  }

  /** As it is stored. */
  String text();

  /** Who reads there: the same for all that reach one person as far as is known. */
  String reader();

  /** Whose it may be, for limits. */
  String mailbox();

  /** Whose limit it shares with others. */
  String domain();
}
