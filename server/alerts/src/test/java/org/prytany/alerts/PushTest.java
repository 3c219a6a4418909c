package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.alerts.channel.PublicHosts;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.Vapid;
import org.prytany.alerts.channel.WebPush;
import org.prytany.alerts.subscription.Subscribers;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.alerts.subscription.Way;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.alert.PushEndpoint;
import org.prytany.governance.alert.Subscription;

/** A browser that subscribed is told through its push service, which reads nothing of it. */
class PushTest {

  private static final String ORIGIN = "https://dao.example";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private final MemoryOutbox outbox = new MemoryOutbox();
  private final MemorySubscriptions stored = new MemorySubscriptions();
  private Instant now = Examples.NOW;
  private final Subscriptions subscriptions = new Subscriptions(stored, outbox, 1_000, () -> now);
  private final MemoryPushKey keys = new MemoryPushKey();
  private Duration patience = Duration.ofSeconds(10);
  private PushService service;
  private PushEndpoint browser;

  @BeforeEach
  void start() throws Exception {
    service = new PushService(folder);
    browser = service.browser("one");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private WebPush push(Predicate<URI> reachable) {
    return new WebPush(
        new Vapid(keys, "ops@dao.example"),
        new PublicPost(service.tls(), reachable, patience, () -> now),
        () -> now);
  }

  private Subscribers subscribers(Predicate<URI> reachable) {
    return new Subscribers(
        stored,
        subscriptions,
        outbox,
        Examples.mail(),
        push(reachable),
        Examples.webhooks(),
        Examples.daos(),
        ORIGIN);
  }

  private void round(Predicate<URI> reachable) {
    ReadersCourier courier = courier(reachable);
    courier.round();
    courier.round();
  }

  private ReadersCourier courier(Predicate<URI> reachable) {
    return new ReadersCourier(
        Way.BROWSER, outbox, subscribers(reachable), Examples.daos(), ORIGIN, "n", () -> now);
  }

  private void round() {
    round(address -> true);
  }

  private JsonNode newest() throws Exception {
    return JSON.readTree(service.read(service.taken.getLast()));
  }

  private void subscribed() throws Exception {
    subscriptions.ask(
        browser, new Subscription.Choice(Set.of("demo"), Set.of(Kind.NEEDS_PEOPLE), Set.of()));
    round();
    assertThat(subscriptions.confirm(newest().path("confirm").asText())).isPresent();
  }

  private void happens(String id) {
    outbox.add(Examples.alert(id), "@subscribers");
  }

  @Test
  void nothingIsToldBeforeTheBrowserConfirmedByWhatItAloneReads() throws Exception {
    subscriptions.ask(
        browser, new Subscription.Choice(Set.of("demo"), Set.of(Kind.NEEDS_PEOPLE), Set.of()));
    happens("early");
    round();
    assertThat(service.taken).hasSize(1);
    assertThat(newest().has("title")).isFalse();

    assertThat(subscriptions.confirm(newest().path("confirm").asText())).isPresent();
    happens("a");
    round();
    assertThat(service.taken).hasSize(2);
    assertThat(newest().path("title").asText())
        .isEqualTo("Prytany: A proposal waits for a person (Demo DAO)");
    assertThat(newest().path("page").asText()).startsWith("#/daos/demo/proposals/");
    assertThat(newest().path("body").asText()).isNotBlank().doesNotContain("./prytany");
    assertThat(new String(service.taken.getLast().body(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Prytany", "proposal");
    assertThat(subscriptions.find(newest().path("link").asText()))
        .as("what changes and ends it")
        .isPresent();
  }

  @Test
  void thePushServiceKnowsTheServerByItsKeyAndHowLongAMessageIsOfUse() throws Exception {
    subscribed();
    happens("a");
    round();
    PushService.Taken taken = service.taken.getLast();
    assertThat(taken.header("Content-encoding")).isEqualTo("aes128gcm");
    Alert told = Examples.alert("a");
    long left = Duration.between(now, told.deadline().orElseThrow()).toSeconds();
    assertThat(taken.header("Ttl")).isEqualTo(Long.toString(Math.min(left, 86_400)));
    assertThat(taken.header("Urgency")).isEqualTo("high");

    String[] parts = taken.header("Authorization").split("vapid t=|, k=", -1);
    String[] token = parts[1].split("\\.", -1);
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token[1]));
    assertThat(claims.path("aud").asText()).isEqualTo(service.origin());
    assertThat(claims.path("sub").asText()).isEqualTo("mailto:ops@dao.example");
    assertThat(claims.path("exp").asLong())
        .isEqualTo(now.plus(Duration.ofHours(12)).getEpochSecond());
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(PushService.key(Base64.getUrlDecoder().decode(parts[2])));
    signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    assertThat(parts[2]).as("after a restart, too").isEqualTo(push(host -> true).open());
  }

  @Test
  void aBrowserThatIsGoneIsForgottenAndOneThatIsBusyIsTriedAgain() throws Exception {
    subscribed();
    happens("a");
    service.status = 503;
    round();
    assertThat(stored.all()).hasSize(1);
    service.status = 410;
    now = now.plus(Duration.ofMinutes(1));
    round();
    assertThat(stored.all()).isEmpty();
    assertThat(outbox.waiting("@browser/")).isEmpty();
    int before = service.taken.size();
    happens("b");
    round();
    assertThat(service.taken).hasSize(before);
  }

  @Test
  void aHostThatIsNotPublicIsNeverAsked() throws Exception {
    Predicate<URI> never = address -> fail("nobody's name is looked up before it is their turn");
    assertThat(push(never).takes(browser)).isTrue();
    assertThat(
            push(never)
                .takes(
                    new PushEndpoint(browser.endpoint(), "B" + "A".repeat(86), browser.secret())))
        .as("no point of the curve")
        .isFalse();
    subscriptions.ask(
        browser, new Subscription.Choice(Set.of("demo"), Set.of(Kind.NEEDS_PEOPLE), Set.of()));
    round(PublicHosts::has);
    assertThat(service.taken).isEmpty();
  }

  @Test
  void muchAtOnceFitsInOneMessageWhateverStrangersWrote() throws Exception {
    subscribed();
    for (int i = 0; i < 20; i++) {
      happens("a" + i);
    }
    round();
    assertThat(newest().path("title").asText()).isEqualTo("Prytany: 20 alerts");
    assertThat(service.taken.getLast().body().length).isLessThanOrEqualTo(4_096);
  }

  @Test
  void anEndpointIsHttpsAndNothingElse() {
    for (String wrong :
        new String[] {
          "http://push.example/a",
          "https://user@push.example/a",
          "https://[::1]/a",
          "https://push.example",
          "https://push.example/a b",
          "https:///a",
          "ftp://push.example/",
          "https://push.example:0/",
          "https://" + "a".repeat(64) + ".example/",
          "https://push..example/",
          "https://push.example/" + "a".repeat(1_000)
        }) {
      assertThat(PushEndpoint.of(wrong, browser.key(), browser.secret())).as(wrong).isEmpty();
    }
  }

  /** Accepts whoever comes, and says nothing. */
  private static ServerSocket silent() throws Exception {
    ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              List<Socket> held = new ArrayList<>();
              try {
                while (true) {
                  held.add(server.accept());
                }
              } catch (IOException e) {
                // It is closed.
              }
            });
    return server;
  }

  private PushEndpoint at(String host, int number) {
    return new PushEndpoint("https://" + host + "/push/" + number, browser.key(), browser.secret());
  }

  private void ask(PushEndpoint asked) throws Exception {
    subscriptions.ask(
        asked, new Subscription.Choice(Set.of("demo"), Set.of(Kind.NEEDS_PEOPLE), Set.of()));
  }

  @Test
  void aSilentHostIsLeftAloneWithAllItsBrowsersAndNoMailWaitsForIt() throws Exception {
    patience = Duration.ofSeconds(1);
    List<String> asked = new CopyOnWriteArrayList<>();
    try (ServerSocket host = silent()) {
      int browsers = 3 * ReadersCourier.POSTS_AT_ONCE;
      for (int i = 0; i < browsers; i++) {
        ask(at("127.0.0.1:" + host.getLocalPort(), i));
      }
      new ReadersCourier(
              Way.MAIL,
              outbox,
              subscribers(address -> asked.add(address.getHost())),
              Examples.daos(),
              ORIGIN,
              "n",
              () -> now)
          .round();
      assertThat(asked).isEmpty();
      ReadersCourier pushes = courier(address -> asked.add(address.getHost()));
      pushes.round();
      int first = asked.size();
      assertThat(first).isBetween(1, ReadersCourier.POSTS_AT_ONCE);
      pushes.round();
      assertThat(asked).hasSize(first);
      now = now.plus(Duration.ofMinutes(1));
      pushes.round();
      assertThat(asked).as("one goes and looks").hasSize(first + 1);
      ask(browser);
      pushes.round();
      assertThat(asked).as("others do not wait").hasSize(first + 2).endsWith("localhost");
    }
  }

  @Test
  void aNameThatNobodyAnswersForIsSilentToo() throws Exception {
    patience = Duration.ofMillis(100);
    AtomicInteger looked = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    ReadersCourier pushes =
        courier(
            address -> {
              looked.incrementAndGet();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return true;
            });
    ask(browser);
    pushes.round();
    pushes.round();
    over.countDown();
    assertThat(looked).hasValue(1);
    assertThat(service.taken).isEmpty();
  }

  @Test
  void theFirstMessageIsTriedAFewTimesAndNoProblemNamesTheHost() throws Exception {
    ask(browser);
    service.status = 302;
    String channel = outbox.waiting("@browser/").iterator().next();
    String alert = "confirmation:" + channel.substring("@browser/".length());
    for (int i = 0; i < 9; i++) {
      round();
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(service.taken).as("redirects are not followed").hasSize(3);
    assertThat(outbox.waiting("@browser/")).isEmpty();
    assertThat(outbox.problem(channel, alert)).contains("302").doesNotContain("localhost");
  }

  @Test
  void aHostHasAsManyBrowsersAskedAsMailboxesAndBrowsersMakersHaveNoSuchLimit() throws Exception {
    Subscriptions many = new Subscriptions(stored, outbox, 1_000, () -> now);
    Subscription.Choice choice =
        new Subscription.Choice(Set.of("demo"), Set.of(Kind.NEEDS_PEOPLE), Set.of());
    for (int i = 0; i < Subscriptions.MOST_AT_A_HOST; i++) {
      many.ask(at("Push.victim.example", i), choice);
    }
    assertThatThrownBy(() -> many.ask(at("push.VICTIM.example:443", 99), choice))
        .isInstanceOf(Subscriptions.Full.class);
    assertThatThrownBy(
            () ->
                new Subscriptions(stored, outbox, 1_000, () -> now)
                    .ask(at("push.victim.example", 99), choice))
        .as("also after a restart")
        .isInstanceOf(Subscriptions.Full.class);
    int before = stored.all().size();
    for (int i = 0; i <= Subscriptions.MOST_AT_A_HOST; i++) {
      many.ask(at("fcm.googleapis.com", i), choice);
    }
    for (int i = 0; i < 9; i++) {
      many.ask(
          new PushEndpoint("https://fcm.googleapis.com/one?" + i, browser.key(), browser.secret()),
          choice);
    }
    assertThat(stored.all())
        .as("one browser is asked three times, whatever stands behind a question mark")
        .hasSize(before + Subscriptions.MOST_AT_A_HOST + 1 + 3);
    assertThat(at("fcm.googleapis.com.evil.example", 1).domain())
        .isEqualTo("fcm.googleapis.com.evil.example");
    assertThat(at("evilpush.apple.com", 1).domain()).isEqualTo("evilpush.apple.com");
  }

  private String keptFor(Kind kind, Instant deadline) throws Exception {
    Alert told = Examples.alert("x");
    Alert alert =
        new Alert(
            kind.word() + deadline,
            kind,
            now,
            told.dao(),
            told.proposal(),
            "",
            "",
            "",
            Optional.of(deadline));
    outbox.add(alert, "@browser/" + stored.all().getFirst().id());
    round();
    return service.taken.getLast().header("Ttl");
  }

  @Test
  void aMessageIsKeptForADayUnlessItsEndIsNearer() throws Exception {
    subscribed();
    Instant soon = now.plusSeconds(600);
    assertThat(keptFor(Kind.NEEDS_PEOPLE, soon)).isEqualTo("600");
    assertThat(keptFor(Kind.WAITS_FOR_APPROVAL, soon))
        .as("from then on it can be executed")
        .isEqualTo("86400");
    assertThat(service.taken.getLast().header("Urgency")).isEqualTo("high");
    assertThat(keptFor(Kind.STOPPED, now.minusSeconds(1))).as("it is past").isEqualTo("86400");
  }
}
