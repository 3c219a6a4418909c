package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Payload;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;

/** What is in the outbox reaches its channel at least once, over real sockets. */
class DeliveryTest {

  private final MemoryOutbox outbox = new MemoryOutbox();
  private Receiver receiver;
  private Instant now = Examples.NOW;

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Courier courier(String node, Channel... channels) {
    return new Courier(
        outbox,
        List.of(channels),
        Examples.daos(),
        Optional.of("https://dao.example"),
        node,
        () -> now);
  }

  private Channel webhook() {
    return Examples.webhook(receiver, Payload.JSON);
  }

  @Test
  void aWebhookIsSignedWithTheTimeInTheSignedText() throws GeneralSecurityException {
    outbox.add(Examples.alert("a"), "ops");
    courier("n", webhook()).round();

    Receiver.Taken taken = receiver.taken.getFirst();
    String[] parts = taken.header("X-prytany-signature").split(",");
    String time = parts[0].substring("t=".length());
    assertThat(Long.parseLong(time)).isEqualTo(Examples.NOW.getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("shared secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((time + "." + taken.body()).getBytes(StandardCharsets.UTF_8));
    assertThat(parts[1]).isEqualTo("v1=" + HexFormat.of().formatHex(expected));
    assertThat(taken.header("Idempotency-key")).isEqualTo("ops:a");
    assertThat(taken.body()).contains("\"kind\":\"needs-people\"", "\"proposalId\":\"7\"");
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 1L);
  }

  @Test
  void aWebhookWhoseBodyNeverComesIsGivenUp() {
    receiver.hangs = true;
    outbox.add(Examples.alert("a"), "ops");
    courier("n", webhook()).round();
    assertThat(outbox.latest(1).getFirst().lastProblem()).contains("took longer than 10 s");
  }

  @Test
  void whatIsSentIsNotSentAgain() {
    outbox.add(Examples.alert("a"), "ops");
    assertThat(outbox.add(Examples.alert("a"), "ops")).isFalse();
    courier("n", webhook()).round();
    now = now.plus(Duration.ofDays(1));
    courier("n", webhook()).round();
    assertThat(receiver.taken).hasSize(1);
    assertThat(outbox.add(Examples.alert("a"), "ops")).isFalse();
  }

  @Test
  void aProcessThatEndsBetweenSendingAndMarkingSendsAgainWithTheSameKey() {
    outbox.add(Examples.alert("a"), "ops");
    Channel killed =
        new Channel() {
          @Override
          public String name() {
            return "ops";
          }

          @Override
          public boolean wants(Alert.Kind kind) {
            return true;
          }

          @Override
          public void send(String deliveryId, Message message) throws ChannelFailure {
            webhook().send(deliveryId, message);
            throw new Killed();
          }
        };
    assertThatThrownBy(() -> courier("first", killed).round()).isInstanceOf(Killed.class);
    courier("second", webhook()).round();
    assertThat(receiver.taken).as("the lease still holds").hasSize(1);

    now = now.plus(Duration.ofMinutes(3));
    courier("second", webhook()).round();
    assertThat(receiver.taken)
        .extracting(taken -> taken.header("Idempotency-key"))
        .containsExactly("ops:a", "ops:a");
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 1L);
  }

  /** The process is killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatFailsIsTriedAgainLaterAndLaterAndGivenUpInTheEnd() {
    receiver.status = 500;
    outbox.add(Examples.alert("a"), "ops");
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < Courier.MOST_TRIES - 1; i++) {
      courier("n", webhook()).round();
      Delivery waiting = outbox.latest(1).getFirst();
      assertThat(waiting.status()).isEqualTo(Delivery.Status.WAITING);
      assertThat(waiting.lastProblem()).isEqualTo("127.0.0.1 answered 500.");
      pauses.add(Duration.between(now, waiting.notBefore()));
      now = waiting.notBefore();
    }
    assertThat(pauses).isSorted().startsWith(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(pauses.getLast()).isEqualTo(Duration.ofHours(1));
    courier("n", webhook()).round();
    assertThat(outbox.latest(1).getFirst().status()).isEqualTo(Delivery.Status.DEAD);
  }

  @Test
  void oneChannelThatFailsHoldsNoOtherUp() {
    outbox.add(Examples.alert("a"), "gone");
    outbox.add(Examples.alert("a"), "ops");
    receiver.status = 204;
    courier("n", webhook()).round();
    assertThat(receiver.taken).hasSize(1);
    assertThat(outbox.latest(9))
        .filteredOn(delivery -> delivery.channel().equals("gone"))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.status()).isEqualTo(Delivery.Status.DEAD);
              assertThat(delivery.lastProblem()).contains("not configured any more");
            });
  }

  @Test
  void noProblemSaysMoreThanTheHost() {
    for (int status : new int[] {500, 404, 302}) {
      receiver.status = status;
      assertThatThrownBy(
              () -> webhook().send("x", new Message(Examples.alert("a"), "Demo", Optional.empty())))
          .isInstanceOf(ChannelFailure.class)
          .hasMessageNotContaining(Receiver.TOKEN);
    }
    assertThat(receiver.taken).as("no redirect is followed").isEmpty();
    receiver.close();
    assertThatThrownBy(
            () -> webhook().send("x", new Message(Examples.alert("a"), "Demo", Optional.empty())))
        .hasMessageNotContaining(Receiver.TOKEN)
        .hasMessageContaining("could not be reached");
    assertThat(
            new org.prytany.alerts.channel.Webhook.Target(
                "ops",
                Examples.ALL,
                receiver.address(),
                Optional.of("shared secret"),
                Payload.JSON,
                Optional.empty()))
        .hasToString("ops (JSON at 127.0.0.1)");
  }

  @Test
  void mailIsPlainTextWithOneIdHoweverOftenItIsSent() throws Exception {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    try {
      smtp.setUser("prytany", "a password");
      Mail mail =
          new Mail(
              "mail",
              Examples.ALL,
              new Mail.Host(
                  "127.0.0.1",
                  smtp.getSmtp().getPort(),
                  Mail.Security.NONE,
                  Optional.of("prytany"),
                  Optional.of("a password"),
                  "prytany@dao.example"),
              List.of("ops@dao.example", "two@dao.example"),
              () -> now);
      outbox.add(Examples.alert("a"), "mail");
      courier("n", mail).round();
      mail.send("mail:a", new Message(Examples.alert("a"), "Demo", Optional.empty()));

      MimeMessage[] taken = smtp.getReceivedMessages();
      assertThat(taken).hasSize(4);
      MimeMessage first = taken[0];
      assertThat(first.getContentType()).startsWith("text/plain");
      assertThat(first.getSubject()).isEqualTo("Prytany: Something waits for a person (Demo DAO)");
      assertThat(first.getHeader("Bcc")).isNull();
      String body = (String) first.getContent();
      assertThat(body)
          .contains("https://dao.example/#/daos/demo/proposals/7")
          .doesNotContain("https://evil", "victim@", "evil.example");
      assertThat(first.getMessageID()).isEqualTo(taken[3].getMessageID());
    } finally {
      smtp.stop();
    }
  }

  @Test
  void aMailServerWithoutTlsIsNotUsedWhereTlsIsAskedFor() {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    try {
      for (Mail.Security security : List.of(Mail.Security.TLS, Mail.Security.STARTTLS)) {
        Mail mail =
            new Mail(
                "mail",
                Examples.ALL,
                new Mail.Host(
                    "127.0.0.1",
                    smtp.getSmtp().getPort(),
                    security,
                    Optional.empty(),
                    Optional.empty(),
                    "prytany@dao.example"),
                List.of("ops@dao.example"),
                () -> now);
        assertThatThrownBy(
                () -> mail.send("x", new Message(Examples.alert("a"), "", Optional.empty())))
            .isInstanceOf(ChannelFailure.class);
      }
      assertThat(smtp.getReceivedMessages()).isEmpty();
    } finally {
      smtp.stop();
    }
  }

  @Test
  void aTestGoesToTheNamedChannelAtOnce() throws ChannelFailure {
    courier("n", webhook()).test("ops");
    assertThat(receiver.taken.getFirst().body()).contains("\"kind\":\"test\"");
    assertThatThrownBy(() -> courier("n", webhook()).test("chat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ops]");
  }
}
