package org.prytany.settings;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.alert.Alert;

/**
 * Whom the server tells what.
 *
 * @param channels ways to people; none: nobody is told anything
 * @param reminders how long before a deadline
 * @param notReadyAfter how long a DAO cannot be served before that is told
 * @param walletLowWei with less than this an account's balance is told, in wei
 * @param page where people read on; empty where prytany.public-origin is not set: this machine's
 *     own name leads nobody else there
 * @param subscriptions what strangers may have themselves told; empty: nothing
 */
public record AlertSettings(
    List<Channel> channels,
    List<Duration> reminders,
    Duration notReadyAfter,
    BigInteger walletLowWei,
    Optional<URI> page,
    Optional<Subscriptions> subscriptions) {

  public AlertSettings {
    channels = List.copyOf(channels);
    reminders = List.copyOf(reminders);
  }

  /**
   * One way to people.
   *
   * @param name in the configuration
   * @param kind which one
   * @param events what it is told about
   */
  public record Channel(String name, Kind kind, Set<Alert.Kind> events, Target target) {
    public Channel {
      events = Set.copyOf(events);
    }
  }

  /**
   * How strangers are told who asked for it.
   *
   * @param most subscriptions in all, with those that are not confirmed yet
   * @param askedPerMinute how many may be asked for in a minute, by all together
   * @param mail the server that takes their mail
   */
  public record Subscriptions(int most, int askedPerMinute, MailHost mail) {}

  /** Where a channel leads. */
  public sealed interface Target {}

  /**
   * An address that is posted to.
   *
   * @param url with whatever token it has in it
   * @param secret under which the body is signed
   * @param chat for Telegram
   */
  public record Web(Secret url, Optional<Secret> secret, Optional<String> chat) implements Target {}

  /** Recipients of mail, and the server that takes it. */
  public record Mail(MailHost host, List<String> to) implements Target {
    public Mail {
      to = List.copyOf(to);
    }
  }

  /**
   * The server that takes mail.
   *
   * @param security "tls", "starttls" or "none"
   */
  public record MailHost(
      String host,
      int port,
      String security,
      Optional<String> user,
      Optional<Secret> password,
      String from) {}

  /** What a channel speaks. */
  public enum Kind {
    WEBHOOK,
    SLACK,
    DISCORD,
    TELEGRAM,
    PLUGIN,
    MAIL
  }
}
