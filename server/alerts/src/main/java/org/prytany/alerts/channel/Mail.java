package org.prytany.alerts.channel;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.prytany.governance.alert.Alert;

/**
 * Mail in plain text over SMTP, to one recipient: each has an address of its own that may be wrong.
 * The same alert has the same Message-ID for all, however often it is sent.
 */
public final class Mail implements Channel {

  private final String name;
  private final Set<Alert.Kind> kinds;
  private final String to;
  private final Smtp smtp;

  /** How the connection is protected. */
  public enum Security {
    /** TLS from the first byte. */
    TLS,
    /** STARTTLS, and nothing without it. */
    STARTTLS,
    /** None: for a server on this machine. */
    NONE
  }

  /**
   * The server that takes mail.
   *
   * @param user and password; empty: nobody signs in
   */
  public record Host(
      String name,
      int port,
      Security security,
      Optional<String> user,
      Optional<String> password,
      String from) {
    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /**
   * @param name the channel's in the configuration
   */
  public Mail(String name, Set<Alert.Kind> kinds, Host host, String to, InstantSource clock) {
    this.name = name + "/" + to;
    this.kinds = Set.copyOf(kinds);
    this.to = to;
    this.smtp = new Smtp(host, clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(Alert.Kind kind) {
    return kind == Alert.Kind.TEST || kinds.contains(kind);
  }

  @Override
  public boolean bundles() {
    return true;
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    smtp.send(letter(to, message.id(), message, "", Map.of()));
  }

  /**
   * What an alert is as a mail.
   *
   * @param id names the mail among all
   * @param end what stands below it; "" for nothing
   * @param headers beside those that every mail has
   */
  public static Smtp.Letter letter(
      String to, String id, Message message, String end, Map<String, String> headers) {
    return new Smtp.Letter(
        to,
        id,
        message.title(),
        message.lines(Integer.MAX_VALUE, UnaryOperator.identity()).replace("\n", "\n\n")
            + message.page().map(page -> "\n\n" + page).orElse("")
            + "\n"
            + end,
        headers);
  }
}
