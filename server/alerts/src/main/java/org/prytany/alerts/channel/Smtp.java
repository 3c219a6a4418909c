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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Hands mails to the operator's mail server. */
public final class Smtp {

  private static final String PATIENCE_MILLIS = "10000";

  /** For all of a message: a server that sends a word now and then meets every other limit. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Mail.Host host;
  private final InstantSource clock;
  private final Session session;

  public Smtp(Mail.Host host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
    this.session = Session.getInstance(properties(host));
  }

  /**
   * A mail in plain text.
   *
   * @param to one address
   * @param id names it among all; sent again it has the same
   * @param headers beside those that every mail has
   */
  public record Letter(
      String to, String id, String subject, String text, Map<String, String> headers) {
    public Letter {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Returns when the server has taken it.
   *
   * @throws ChannelFailure if it is not known to have been taken
   */
  public void send(Letter letter) throws ChannelFailure {
    // A virtual thread that is interrupted closes its socket; nothing else ends what drips.
    FutureTask<Void> sending = new FutureTask<>(() -> exchange(letter));
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

  private Void exchange(Letter letter) throws MessagingException {
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          host.name(), host.port(), host.user().orElse(null), host.password().orElse(null));
      MimeMessage mail = mail(letter);
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

  private MimeMessage mail(Letter letter) throws MessagingException {
    Identified mail = new Identified(session, "<" + hash(letter.id()) + "@prytany>");
    mail.setFrom(new InternetAddress(host.from()));
    mail.setRecipient(RecipientType.TO, new InternetAddress(letter.to()));
    mail.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    mail.setText(letter.text(), StandardCharsets.UTF_8.name());
    mail.setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : letter.headers().entrySet()) {
      mail.setHeader(header.getKey(), header.getValue());
    }
    mail.setSentDate(Date.from(clock.instant()));
    mail.saveChanges();
    return mail;
  }

  private static Properties properties(Mail.Host host) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.auth", Boolean.toString(host.user().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(host.security() == Mail.Security.TLS));
    String starttls = Boolean.toString(host.security() == Mail.Security.STARTTLS);
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
