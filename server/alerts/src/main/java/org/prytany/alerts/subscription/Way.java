package org.prytany.alerts.subscription;

import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.PushEndpoint;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.WebhookAddress;

/** How readers are told. No way waits for another. */
public enum Way {
  MAIL("@subscriber/"),
  BROWSER("@browser/"),
  WEBHOOK("@webhook/");

  private final String beginning;

  Way(String beginning) {
    this.beginning = beginning;
  }

  /** Of the names of single people's channels; no configured one can begin so. */
  String beginning() {
    return beginning;
  }

  static String channel(Subscription its) {
    Way way =
        switch (its.address()) {
          case MailAddress mail -> MAIL;
          case PushEndpoint browser -> BROWSER;
          case WebhookAddress webhook -> WEBHOOK;
        };
    return way.beginning + its.id();
  }

  /** Of the subscription that has this channel. */
  static String id(String channel) {
    return channel.substring(channel.indexOf('/') + 1);
  }
}
