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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.alert.Alert;

/**
 * Mail in plain text over SMTP, to one recipient: each has an address of its own that may be wrong.
 * The same alert has the same Message-ID for all, however often it is sent.
 */
public final class Mail implements Channel {

  private static final String PATIENCE_MILLIS = "10000";

  /** For all of a message: a server that sends a word now and then meets every other limit. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Set<Alert.Kind> kinds;
  private final Host host;
  private final String to;
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

  /**
   * @param name the channel's in the configuration
   */
  public Mail(String name, Set<Alert.Kind> kinds, Host host, String to, InstantSource clock) {
    this.name = name + "/" + to;
    this.kinds = Set.copyOf(kinds);
    this.host = host;
    this.to = to;
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
  public boolean bundles() {
    return true;
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    // A virtual thread that is interrupted closes its socket; nothing else ends what drips.
    FutureTask<Void> sending = new FutureTask<>(() -> exchange(message));
    Thread thread = Thread.ofVirtual().name("prytany-mail").start(sending);
    try {
      sending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw failure("took longer than " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw failure("did not take it (" + reason(e.getCause()) + ")");
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new ChannelFailure("The server is stopping.");
    }
  }

  private ChannelFailure failure(String what) {
    return new ChannelFailure("The mail server " + host.name() + " " + what + ".");
  }

  private Void exchange(Message message) throws MessagingException {
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          host.name(), host.port(), host.user().orElse(null), host.password().orElse(null));
      MimeMessage mail = mail(message);
      transport.sendMessage(mail, mail.getAllRecipients());
    }
    return null;
  }

  /** The number that the server answered, or the kind of failure; servers' words quote secrets. */
  private static String reason(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      int code =
          switch (cause) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code > 0) {
        return "it answered " + code;
      }
    }
    return failure == null ? "no reason" : failure.getClass().getSimpleName();
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause instanceof MessagingException mail ? mail.getNextException() : null;
  }

  private MimeMessage mail(Message message) throws MessagingException {
    Identified mail = new Identified(session, "<" + hash(message.id()) + "@prytany>");
    mail.setFrom(new InternetAddress(host.from()));
    mail.setRecipient(RecipientType.TO, new InternetAddress(to));
    mail.setSubject(message.title(), StandardCharsets.UTF_8.name());
    mail.setText(
        message.lines(Integer.MAX_VALUE, UnaryOperator.identity()).replace("\n", "\n\n")
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
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.auth", Boolean.toString(host.user().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(host.security() == Security.TLS));
    String starttls = Boolean.toString(host.security() == Security.STARTTLS);
    properties.setProperty("mail.smtp.starttls.enable", starttls);
    properties.setProperty("mail.smtp.starttls.required", starttls);
    return properties;
  }

  private static String hash(String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] all = digest.digest(id.getBytes(StandardCharsets.UTF_8));
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
