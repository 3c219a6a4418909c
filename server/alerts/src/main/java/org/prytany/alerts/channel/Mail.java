package org.prytany.alerts.channel;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.prytany.governance.alert.Alert;

/** Mail in plain text over SMTP. One that is sent twice has the same Message-ID. */
public final class Mail implements Channel {

  private static final String PATIENCE_MILLIS = "10000";

  private final String name;
  private final Set<Alert.Kind> kinds;
  private final Host host;
  private final List<String> to;
  private final InstantSource clock;
  private final Session session;

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

  public Mail(String name, Set<Alert.Kind> kinds, Host host, List<String> to, InstantSource clock) {
    this.name = name;
    this.kinds = Set.copyOf(kinds);
    this.host = host;
    this.to = List.copyOf(to);
    this.clock = clock;
    this.session = Session.getInstance(properties(host));
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
  public void send(String deliveryId, Message message) throws ChannelFailure {
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          host.name(), host.port(), host.user().orElse(null), host.password().orElse(null));
      MimeMessage mail = mail(deliveryId, message);
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      // Not its own words: servers quote what they were given.
      throw new ChannelFailure(
          "The mail server "
              + host.name()
              + " did not take it ("
              + e.getClass().getSimpleName()
              + ").");
    }
  }

  private MimeMessage mail(String deliveryId, Message message) throws MessagingException {
    Identified mail = new Identified(session, "<" + hash(deliveryId) + "@prytany>");
    mail.setFrom(new InternetAddress(host.from()));
    for (String recipient : to) {
      mail.addRecipient(RecipientType.TO, new InternetAddress(recipient));
    }
    mail.setSubject(message.title(), StandardCharsets.UTF_8.name());
    mail.setText(
        String.join("\n\n", message.lines())
            + message.page().map(page -> "\n\n" + page).orElse("")
            + "\n",
        StandardCharsets.UTF_8.name());
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setSentDate(Date.from(clock.instant()));
    mail.saveChanges();
    return mail;
  }

  private static Properties properties(Host host) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.auth", Boolean.toString(host.user().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(host.security() == Security.TLS));
    String starttls = Boolean.toString(host.security() == Security.STARTTLS);
    properties.setProperty("mail.smtp.starttls.enable", starttls);
    properties.setProperty("mail.smtp.starttls.required", starttls);
    return properties;
  }

  private static String hash(String deliveryId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] all = digest.digest(deliveryId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The library makes an id of its own when a mail is saved; this one keeps ours. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
