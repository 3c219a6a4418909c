package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Payload;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Outbox;

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
        List.of(),
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
          public boolean bundles() {
            return false;
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

    now = now.plus(Duration.ofMinutes(6));
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
    for (int i = 0; i < 29; i++) {
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
  void whatWaitsForAnotherServersChannelIsGivenUpOnlyAfterADayWithoutOne() {
    Outbox.Reader gone = new Outbox.Reader("gone", "demo");
    outbox.begin(gone, new Outbox.Position(0, now));
    outbox.add(Examples.alert("a"), "gone");
    outbox.add(Examples.alert("a"), "ops");
    Courier here = courier("n", webhook());
    here.round();
    assertThat(receiver.taken).hasSize(1);
    for (int minute = 0; minute < 2 * 24 * 60; minute++) {
      now = now.plusSeconds(60);
      here.round();
      if (minute % 60 == 0) {
        outbox.served(List.of(gone), now, Duration.ofDays(1), "");
      }
    }
    assertThat(outbox.counts()).doesNotContainKey(Delivery.Status.DEAD);

    now = now.plus(Duration.ofDays(2));
    here.round();
    assertThat(outbox.counts()).as("a clock that jumped").doesNotContainKey(Delivery.Status.DEAD);
    for (int minute = 0; minute < 24 * 60; minute++) {
      now = now.plusSeconds(60);
      here.round();
    }
    assertThat(outbox.latest(9))
        .filteredOn(delivery -> delivery.channel().equals("gone"))
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.status()).isEqualTo(Delivery.Status.DEAD);
              assertThat(delivery.lastProblem()).contains("No server has had its channel");
            });
  }

  @Test
  void aSlowChannelHoldsNoOtherUp() {
    outbox.add(Examples.alert("a"), "slow");
    outbox.add(Examples.alert("a"), "quick");
    CountDownLatch told = new CountDownLatch(1);
    Channel slow =
        new Recorded("slow", false) {
          @Override
          public void send(String deliveryId, Message message) throws ChannelFailure {
            try {
              if (!told.await(20, TimeUnit.SECONDS)) {
                throw new ChannelFailure("The other was not told meanwhile.");
              }
            } catch (InterruptedException e) {
              throw new ChannelFailure("Interrupted.");
            }
          }
        };
    Channel quick =
        new Recorded("quick", false) {
          @Override
          public void send(String deliveryId, Message message) {
            told.countDown();
          }
        };
    courier("n", slow, quick).round();
    assertThat(outbox.counts()).containsExactly(Map.entry(Delivery.Status.SENT, 2L));
  }

  @Test
  void aChannelThatAsksToWaitIsLeftAloneAsLongAsItSaysButNoLongerThanAnHour() {
    Courier courier = courier("n", webhook());
    receiver.status = 429;
    receiver.retryAfter = "600";
    outbox.add(Examples.alert("a"), "ops");
    courier.round();
    outbox.add(Examples.alert("b"), "ops");
    receiver.status = 204;
    now = now.plusSeconds(599);
    courier.round();
    assertThat(receiver.taken).isEmpty();
    now = now.plusSeconds(1);
    courier.round();
    assertThat(receiver.taken).hasSize(2);

    receiver.status = 429;
    receiver.retryAfter = "31536000";
    outbox.add(Examples.alert("c"), "ops");
    courier.round();
    receiver.status = 204;
    now = now.plus(Duration.ofHours(1));
    courier.round();
    assertThat(receiver.taken).hasSize(3);
  }

  @Test
  void peopleGetManyAlertsInOneMessageAndProgramsEachOne() {
    Recorded chat = new Recorded("chat", true);
    Recorded ops = new Recorded("ops", false);
    Courier courier = courier("n", chat, ops);
    for (int i = 0; i < 300; i++) {
      outbox.add(Examples.alert("first" + i), "chat");
      outbox.add(Examples.alert("first" + i), "ops");
    }
    courier.round();
    assertThat(chat.messages)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.title()).isEqualTo("Prytany: 300 alerts");
              assertThat(message.lines(2_000, text -> text))
                  .contains("300 × A proposal waits for a person", "`./prytany alerts`")
                  .contains("until 15 Jan 2027, 09:00 UTC", "Grant https[:]//evil[.]example");
            });
    for (int i = 0; i < 240; i++) {
      now = now.plusSeconds(15);
      outbox.add(Examples.alert("then" + i), "chat");
      courier.round();
    }
    now = now.plus(Pace.WINDOW);
    courier.round();
    assertThat(chat.messages)
        .as("of an hour with one alert each 15 s")
        .hasSizeLessThanOrEqualTo(7 * Pace.BURST);
    assertThat(chat.messages.stream().mapToInt(message -> message.alerts().size()).sum())
        .isEqualTo(540);
    assertThat(ops.messages).hasSize(300);
    assertThat(outbox.counts()).containsExactly(Map.entry(Delivery.Status.SENT, 840L));
  }

  @Test
  void aMessageOfManyThatFailsIsTriedAgainWithAllOfThem() {
    Recorded chat = new Recorded("chat", true);
    Courier courier = courier("n", chat);
    for (int i = 0; i < 9; i++) {
      outbox.add(Examples.alert("a" + i), "chat");
    }
    chat.fails = true;
    courier.round();
    assertThat(outbox.counts()).containsExactly(Map.entry(Delivery.Status.WAITING, 9L));
    chat.fails = false;
    now = now.plusSeconds(10);
    courier.round();
    assertThat(chat.messages.getLast().alerts()).hasSize(9);
    assertThat(outbox.counts()).containsExactly(Map.entry(Delivery.Status.SENT, 9L));
  }

  @Test
  void anAlertThatIsRefusedForItsWordsHoldsNoOtherUpAndIsToldWithoutThem() {
    for (boolean bundles : List.of(true, false)) {
      Recorded channel = new Recorded("chat" + bundles, bundles);
      channel.refuses = "Grant";
      Courier courier = courier("n", channel);
      outbox.add(Examples.alert("refused"), channel.name());
      outbox.add(Examples.alert("good", "Pay the writers"), channel.name());
      for (int i = 0; i < 40; i++) {
        courier.round();
        now = now.plusSeconds(15);
      }
      assertThat(channel.messages)
          .extracting(message -> message.first().id())
          .containsExactlyElementsOf(bundles ? List.of("good", "refused") : List.of("good"));
    }
  }

  @Test
  void aClockThatWasADayAheadHoldsNothingBack() {
    receiver.status = 500;
    outbox.add(Examples.alert("a"), "ops");
    now = now.plus(Duration.ofDays(1));
    Courier courier = courier("n", webhook());
    courier.round();
    now = now.minus(Duration.ofDays(1));
    receiver.status = 204;
    courier.round();
    assertThat(receiver.taken).hasSize(1);
  }

  @Test
  void noProblemSaysMoreThanTheHost() {
    for (int status : new int[] {500, 404, 302}) {
      receiver.status = status;
      assertThatThrownBy(
              () ->
                  webhook()
                      .send("x", Message.of(Examples.alert("a"), "Demo", Optional.empty(), true)))
          .isInstanceOf(ChannelFailure.class)
          .hasMessageNotContaining(Receiver.TOKEN);
    }
    assertThat(receiver.taken).as("no redirect is followed").isEmpty();
    receiver.close();
    assertThatThrownBy(
            () ->
                webhook()
                    .send("x", Message.of(Examples.alert("a"), "Demo", Optional.empty(), true)))
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
  void aTestGoesToTheNamedChannelAtOnce() throws ChannelFailure {
    courier("n", webhook()).test("ops");
    assertThat(receiver.taken.getFirst().body()).contains("\"kind\":\"test\"");
    assertThatThrownBy(() -> courier("n", webhook()).test("chat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ops]");
  }
}
