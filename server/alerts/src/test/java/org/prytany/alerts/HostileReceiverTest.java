package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.Webhook;

/** Whatever the other side answers: it leads nowhere, costs little, and says nothing of ours. */
class HostileReceiverTest {

  private static final Message MESSAGE =
      Message.of(Examples.alert("a"), "Demo", Optional.of("https://dao.example"), true);

  private Receiver receiver;

  @BeforeEach
  void open() throws java.io.IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private static Webhook to(URI address) {
    return new Webhook(
        new Webhook.Target(
            "ops",
            Examples.ALL,
            address,
            Optional.of("shared secret"),
            Payload.JSON,
            Optional.empty()),
        () -> Examples.NOW);
  }

  @Test
  void noRedirectIsFollowedWhereverItLeads() {
    String here = receiver.address().resolve("/elsewhere").toString();
    receiver.status = 302;
    for (String location :
        List.of(
            "/elsewhere", here, "http://169.254.169.254/latest/meta-data/", "file:///etc/hosts")) {
      receiver.location = location;
      assertThatThrownBy(() -> to(receiver.address()).send("x", MESSAGE))
          .as(location)
          .isInstanceOf(ChannelFailure.class)
          .hasMessage("127.0.0.1 answered 302.");
    }
    assertThat(receiver.taken).isEmpty();
  }

  @Test
  void aLongAnswerIsThrownAwayAndOneWithoutEndIsLeft() {
    receiver.status = 200;
    receiver.bodyBytes = 10_000_000;
    assertThatCode(() -> to(receiver.address()).send("x", MESSAGE)).doesNotThrowAnyException();
    receiver.bodyBytes = -1;
    assertThatThrownBy(() -> to(receiver.address()).send("x", MESSAGE))
        .isInstanceOf(ChannelFailure.class)
        .hasMessageContaining("took longer than 10 s");
  }

  @Test
  void noTlsAndNoSuchNameAreSaidWithoutTheAddress() throws java.io.IOException {
    try (MailServer plain = new MailServer("nobody")) {
      URI address = URI.create("https://localhost:" + plain.port() + "/" + Receiver.TOKEN);
      assertThatThrownBy(() -> to(address).send("x", MESSAGE))
          .isInstanceOf(ChannelFailure.class)
          .hasMessageContaining("localhost could not be reached (TLS:")
          .hasMessageNotContaining(Receiver.TOKEN);
    }
    assertThatThrownBy(
            () -> to(URI.create("https://hooks.invalid/" + Receiver.TOKEN)).send("x", MESSAGE))
        .isInstanceOf(ChannelFailure.class)
        .hasMessage("hooks.invalid could not be reached (no such name).")
        .hasMessageNotContaining(Receiver.TOKEN);
  }

  @Test
  void whatRetryAfterSaysIsTakenOnlyAsANumberOfSeconds() {
    receiver.status = 429;
    for (String odd : List.of("-1", "1e9", "9999999999", "Wed, 21 Oct 2099 07:28:00 GMT", "x")) {
      receiver.retryAfter = odd;
      assertThatThrownBy(() -> to(receiver.address()).send("x", MESSAGE))
          .isInstanceOfSatisfying(
              ChannelFailure.class, failure -> assertThat(failure.rest()).as(odd).isZero());
    }
    receiver.retryAfter = "31536000";
    assertThatThrownBy(() -> to(receiver.address()).send("x", MESSAGE))
        .isInstanceOfSatisfying(
            ChannelFailure.class, failure -> assertThat(failure.rest()).hasDays(365));
  }
}
