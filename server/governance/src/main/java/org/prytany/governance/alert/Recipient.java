package org.prytany.governance.alert;

/** Where somebody who subscribed is told. It is personal data: no log shows it. */
public sealed interface Recipient permits MailAddress, PushEndpoint {

  /**
   * What {@link #text} gave.
   *
   * @throws IllegalArgumentException if it is neither; the message does not repeat it
   */
  static Recipient of(String text) {
    return text.startsWith(PushEndpoint.SCHEME) ? PushEndpoint.read(text) : new MailAddress(text);
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
