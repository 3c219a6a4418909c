package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.Message;
import org.prytany.governance.alert.Delivery;

/** Each recipient of a mail gets it once, whatever becomes of the others. */
class MailTest {

  private final MemoryOutbox outbox = new MemoryOutbox();
  private final GreenMail smtp = new GreenMail(smtp());
  private Instant now = Examples.NOW;

  private static ServerSetup smtp() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(Duration.ofMinutes(2).toMillis());
    return setup;
  }

  @BeforeEach
  void start() {
    smtp.start();
    smtp.setUser("prytany", "a password");
  }

  @AfterEach
  void stop() {
    smtp.stop();
  }

  private Mail mail(int port, Mail.Security security, String to) {
    boolean signsIn = port == smtp.getSmtp().getPort();
    return new Mail(
        "mail",
        Examples.ALL,
        new Mail.Host(
            "127.0.0.1",
            port,
            security,
            Optional.of("prytany").filter(its -> signsIn),
            Optional.of("a password").filter(its -> signsIn),
            "prytany@dao.example"),
        to,
        () -> now);
  }

  private Courier courier(int port, String... to) {
    List<Channel> channels =
        Stream.of(to).<Channel>map(its -> mail(port, Mail.Security.NONE, its)).toList();
    channels.forEach(channel -> outbox.add(Examples.alert("a"), channel.name()));
    return new Courier(
        outbox,
        channels,
        List.of(),
        Examples.daos(),
        Optional.of("https://dao.example"),
        "n",
        () -> now);
  }

  @Test
  void mailIsPlainTextWithOneIdHoweverOftenItIsSent() throws Exception {
    int port = smtp.getSmtp().getPort();
    courier(port, "ops@dao.example", "two@dao.example").round();
    mail(port, Mail.Security.NONE, "ops@dao.example")
        .send("x", Message.of(Examples.alert("a"), "Demo", Optional.empty(), true));

    MimeMessage[] taken = smtp.getReceivedMessages();
    assertThat(taken).hasSize(3);
    MimeMessage first = taken[0];
    assertThat(first.getContentType()).startsWith("text/plain");
    assertThat(first.getSubject()).isEqualTo("Prytany: A proposal waits for a person (Demo DAO)");
    assertThat(first.getHeader("Bcc")).isNull();
    assertThat(first.getAllRecipients()).hasSize(1);
    assertThat((String) first.getContent())
        .contains("What to do: An operator decides the vote.", "Until 15 Jan 2027, 09:00 UTC")
        .contains("https://dao.example/#/daos/demo/proposals/7")
        .doesNotContain("https://evil", "victim@", "evil.example");
    assertThat(Stream.of(taken).map(MailTest::id).distinct()).hasSize(1);
  }

  private static String id(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMailServerWithoutTlsIsNotUsedWhereTlsIsAskedFor() {
    for (Mail.Security security : List.of(Mail.Security.TLS, Mail.Security.STARTTLS)) {
      assertThatThrownBy(
              () ->
                  mail(smtp.getSmtp().getPort(), security, "ops@dao.example")
                      .send("x", Message.of(Examples.alert("a"), "", Optional.empty(), true)))
          .isInstanceOf(ChannelFailure.class);
    }
    assertThat(smtp.getReceivedMessages()).isEmpty();
  }

  @Test
  void aRecipientThatIsRefusedKeepsTheMailFromNoOther() throws Exception {
    try (MailServer server = new MailServer("bad@dao.example")) {
      Courier courier =
          courier(server.port(), "one@dao.example", "bad@dao.example", "two@dao.example");
      for (int i = 0; i < 5; i++) {
        courier.round();
        now = now.plus(Duration.ofMinutes(30));
      }
      assertThat(server.taken).containsExactlyInAnyOrder("one@dao.example", "two@dao.example");
      assertThat(outbox.latest(9))
          .filteredOn(delivery -> delivery.status() == Delivery.Status.WAITING)
          .singleElement()
          .satisfies(
              delivery -> {
                assertThat(delivery.channel()).isEqualTo("mail/bad@dao.example");
                assertThat(delivery.attempts()).isEqualTo(5);
                assertThat(delivery.lastProblem())
                    .isEqualTo("The mail server 127.0.0.1 did not take it (it answered 550).");
              });
      assertThatThrownBy(() -> courier.test("mail"))
          .hasMessageContaining("mail/bad@dao.example: ")
          .hasMessageNotContaining("one@dao.example");
    }
  }

  @Test
  void aMailServerThatAnswersLetterByLetterIsGivenUp() throws Exception {
    try (MailServer server = new MailServer("nobody")) {
      server.drips = true;
      courier(server.port(), "one@dao.example").round();
      assertThat(outbox.latest(1).getFirst().lastProblem()).contains("took longer than 20 s");
    }
  }
}
