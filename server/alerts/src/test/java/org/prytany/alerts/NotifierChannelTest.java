package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.NotifierChannel;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.PublicHosts;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.Notifier;

/** What a plugin writes reaches the operator's address, and holds nothing else up. */
class NotifierChannelTest {

  private static final String TOKEN = "T0K3N";

  @TempDir private static Path folder;

  private final MemoryOutbox outbox = new MemoryOutbox();
  private Instant now = Examples.NOW;
  private PushService host;

  /** A plugin as the host hands it out. */
  private record Writing(Function<Notice, String> body) implements Notifier {
    @Override
    public String id() {
      return "notifier";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public NoticePayload render(Notice notice) {
      return new NoticePayload(NoticePayload.Form.JSON, body.apply(notice));
    }
  }

  @BeforeEach
  void start() throws Exception {
    host = new PushService(folder);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private Channel channel(Optional<Notifier> plugin, Predicate<URI> reachable) {
    return channel(() -> plugin, reachable, Duration.ofSeconds(10));
  }

  private Channel channel(
      Supplier<Optional<Notifier>> inUse, Predicate<URI> reachable, Duration patience) {
    return new NotifierChannel(
        new NotifierChannel.Target(
            "room",
            Examples.ALL,
            URI.create(host.origin() + "/push/" + TOKEN),
            Optional.of("0123456789abcdef")),
        inUse,
        new PublicPost(host.tls(), reachable, patience, () -> now, false),
        () -> now);
  }

  private Courier courier(Channel... channels) {
    return new Courier(
        outbox,
        List.of(channels),
        List.of(),
        Examples.daos(),
        Optional.of("https://dao.example"),
        "n",
        () -> now);
  }

  private Courier courier(Function<Notice, String> body) {
    return courier(channel(Optional.of(new Writing(body)), address -> true));
  }

  private String problem() {
    return outbox.latest(1).getFirst().lastProblem();
  }

  @Test
  void postsWhatThePluginWritesWithTheAlertAsItsTypedParts() {
    outbox.add(Examples.alert("a"), "room");
    courier(
            notice ->
                "[\""
                    + String.join(
                        "|",
                        notice.id(),
                        notice.title(),
                        notice.events().getFirst().kind(),
                        notice.events().getFirst().proposal().orElseThrow().text(),
                        notice.link().orElseThrow())
                    + "\"]")
        .roundApart();

    PushService.Taken taken = host.taken.getFirst();
    assertThat(new String(taken.body(), StandardCharsets.UTF_8))
        .matches("\\[\"a#[0-9a-f]{16}\\|.*+")
        .endsWith(
            "|Prytany: A proposal waits for a person (Demo DAO)|needs-people|31337:"
                + Examples.GOVERNOR
                + ":7|https://dao.example/#/daos/demo/proposals/7\"]");
    assertThat(taken.header("Content-type")).startsWith("application/json");
    assertThat(taken.header("Idempotency-key")).startsWith("room:a#");
    assertThat(taken.header("X-prytany-signature")).startsWith("t=");
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 1L);
  }

  @Test
  void strangersWordsReachThePluginAsLinesThatAreNotOursAndHarmless() {
    outbox.add(Examples.alert("a"), "room");
    courier(
            notice -> {
              assertThat(notice.lines().getFirst().own()).isFalse();
              assertThat(notice.lines().getFirst().text())
                  .contains("Grant")
                  .doesNotContain("https://", "@", "\n", "\u202e");
              assertThat(notice.toString()).doesNotContain(TOKEN, "0123456789abcdef");
              return "{}";
            })
        .roundApart();
    assertThat(host.taken).hasSize(1);
  }

  /** A stranger's words that a plugin cannot write keep nobody from being told. */
  @Test
  void isToldWithoutStrangersWordsWhereThePluginCannotWriteThem() {
    outbox.add(Examples.alert("a"), "room");
    Courier courier =
        courier(
            notice -> {
              if (notice.lines().stream().anyMatch(line -> !line.own())) {
                throw new PrytanyException(FailureCode.PLUGIN_FAULT, "it trips over words");
              }
              return "{}";
            });
    for (int i = 0; i < 8; i++) {
      courier.roundApart();
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(host.taken).hasSize(1);
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 1L);
  }

  /** Plugins that start, or one that waits for a person, cost no alert a try. */
  @Test
  void waitsWithoutATryWhileNoPluginIsInUse() throws Exception {
    outbox.add(Examples.alert("a"), "room");
    AtomicReference<Optional<Notifier>> plugin = new AtomicReference<>(Optional.empty());
    Courier courier = courier(channel(plugin::get, address -> true, Duration.ofSeconds(10)));
    for (int i = 0; i < 40; i++) {
      courier.roundApart();
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(outbox.latest(1).getFirst().attempts()).isZero();
    assertThatThrownBy(() -> courier.test("room"))
        .isInstanceOf(ChannelFailure.class)
        .hasMessageContaining("No notifier plugin is in use");

    plugin.set(Optional.of(new Writing(notice -> "[\"" + notice.lines().size() + "\"]")));
    courier.roundApart();
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 1L);
  }

  /** Where the plugins' process ended at strangers' words, ours are written in the same try. */
  @Test
  void isToldInOurWordsAtOnceWhereANoticeIsPutAside() {
    outbox.add(Examples.alert("a"), "room");
    courier(
            notice -> {
              if (notice.lines().stream().anyMatch(line -> !line.own())) {
                throw new ProposalAside("three ends");
              }
              return "{}";
            })
        .roundApart();
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 1L);
  }

  /** Who takes each key once may drop no alert that it was not told. */
  @Test
  void theKeyIsAnotherForOtherAlertsAndForOurWordsAlone() {
    host.status = 502;
    outbox.add(Examples.alert("a"), "room");
    Courier courier = courier(notice -> "[\"" + notice.id() + "\"]");
    for (int i = 0; i < 6; i++) {
      courier.roundApart();
      now = now.plus(Duration.ofHours(1));
    }
    for (int bundle = 0; bundle < 2; bundle++) {
      for (int i = 0; i < 9; i++) {
        outbox.add(Examples.alert("b" + bundle + i), "room");
      }
      courier.roundApart();
    }
    List<String> keys = host.taken.stream().map(its -> its.header("Idempotency-key")).toList();
    assertThat(keys.subList(0, 5)).as("the same each time").containsOnly(keys.getFirst());
    assertThat(Set.copyOf(keys)).as("" + keys).hasSize(4);
    assertThat(host.taken)
        .allSatisfy(
            its ->
                assertThat("room:" + new String(its.body(), StandardCharsets.UTF_8).split("\"")[1])
                    .isEqualTo(its.header("Idempotency-key")));
  }

  /** The host is the operator's, who waits for it: it answered. */
  @Test
  void aHostThatTakesItSlowlyIsNotLeftAlone() {
    outbox.add(Examples.alert("a"), "room");
    Channel channel =
        channel(
            () -> Optional.of(new Writing(notice -> "{}")),
            address -> {
              LockSupport.parkNanos(Duration.ofMillis(2_200).toNanos());
              return true;
            },
            Duration.ofSeconds(8));
    courier(channel).roundApart();
    assertThat(host.taken).hasSize(1);
    assertThat(channel.isResting()).isFalse();
  }

  @Test
  void isTriedAgainWhereTheHostDoesNotTakeItAndSaysNothingOfItsAddress() {
    host.status = 500;
    outbox.add(Examples.alert("a"), "room");
    Courier courier = courier(notice -> "{}");
    courier.roundApart();
    assertThat(problem()).contains("answered 500").doesNotContain(TOKEN);
    courier.roundApart();
    assertThat(host.taken).as("not before its pause is over").hasSize(1);
    host.status = 204;
    now = now.plusSeconds(11);
    courier.roundApart();
    assertThat(host.taken).hasSize(2);
  }

  @Test
  void nothingIsPostedIntoThisMachinesNetwork() {
    outbox.add(Examples.alert("a"), "room");
    courier(channel(Optional.of(new Writing(notice -> "{}")), PublicHosts::has)).roundApart();
    assertThat(host.taken).isEmpty();
    assertThat(problem()).contains("no public address");
  }

  /** The plugin is asked in rounds of its own: while it hangs, all others are told. */
  @Test
  void aPluginThatHangsHoldsNoOtherChannelUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    try (Receiver receiver = new Receiver()) {
      Channel hanging =
          channel(
              Optional.of(
                  new Writing(
                      notice -> {
                        asked.countDown();
                        try {
                          hangs.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                        return "{}";
                      })),
              address -> true);
      Courier courier = courier(hanging, Examples.webhook(receiver, Payload.JSON));
      outbox.add(Examples.alert("a"), "room");
      outbox.add(Examples.alert("a"), "ops");
      Thread apart = Thread.ofVirtual().start(courier::roundApart);
      asked.await();
      courier.round();
      assertThat(receiver.taken).hasSize(1);
      assertThat(host.taken).isEmpty();
      hangs.countDown();
      apart.join();
      assertThat(host.taken).hasSize(1);
      List.of("b", "c", "d", "e", "f").forEach(id -> outbox.add(Examples.alert(id), "room"));
      courier.roundApart();
      assertThat(host.taken).as("the first counts: what is left comes as one").hasSize(2);
    }
  }
}
