package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.alerts.channel.PublicHosts;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.PublicWebhook;
import org.prytany.alerts.subscription.Subscribers;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.alerts.subscription.Way;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.Recipient;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.WebhookAddress;
import org.prytany.governance.alert.WebhookAddress.Form;

/** A reader has a program or a chat of their own told. */
class WebhookSubscriptionTest {

  private static final String ORIGIN = "https://dao.example";
  private static final String CONFIRM = ORIGIN + "/#/subscription/confirm/";
  private static final String CHANGE = ORIGIN + "/#/subscription/";
  private static final String SECRET = "0123456789abcdef";
  private static final Subscription.Choice CHOICE =
      new Subscription.Choice(Set.of("demo"), Set.of(Kind.NEEDS_PEOPLE), Set.of());
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private final MemoryOutbox outbox = new MemoryOutbox();
  private final MemorySubscriptions stored = new MemorySubscriptions();
  private Instant now = Examples.NOW;
  private final Subscriptions subscriptions = new Subscriptions(stored, outbox, 1_000, () -> now);
  private PushService host;

  @BeforeEach
  void start() throws Exception {
    host = new PushService(folder);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private WebhookAddress at(Form form, String secret) {
    return new WebhookAddress(form, host.origin() + "/push/one", secret);
  }

  private void round(Predicate<URI> reachable) {
    Subscribers all =
        new Subscribers(
            stored,
            subscriptions,
            outbox,
            Examples.mail(),
            Examples.push(),
            new PublicWebhook(
                new PublicPost(host.tls(), reachable, Duration.ofSeconds(10), () -> now),
                () -> now),
            Examples.daos(),
            ORIGIN);
    ReadersCourier courier =
        new ReadersCourier(Way.WEBHOOK, outbox, all, Examples.daos(), ORIGIN, "n", () -> now);
    courier.round();
    courier.round();
  }

  private void round() {
    round(address -> true);
  }

  private String body() {
    return new String(host.taken.getLast().body(), StandardCharsets.UTF_8);
  }

  private JsonNode newest() throws Exception {
    return JSON.readTree(body());
  }

  private void subscribed(Form form, String secret) throws Exception {
    subscriptions.ask(at(form, secret), CHOICE);
    round();
    String link = body().split(CONFIRM, -1)[1].substring(0, 65);
    assertThat(subscriptions.confirm(link)).isPresent();
  }

  private void happens(String id) {
    outbox.add(Examples.alert(id), "@subscribers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEBHOOK", "SLACK", "DISCORD"})
  void isToldNothingBeforeWhoeverReadsThereConfirmed(String form) throws Exception {
    subscriptions.ask(at(Form.valueOf(form), ""), CHOICE);
    happens("early");
    round();
    assertThat(host.taken).hasSize(1);
    assertThat(body()).contains(CONFIRM, "Demo DAO", "do nothing").doesNotContain("evil.example");
    String link = body().split(CONFIRM, -1)[1].substring(0, 65);

    assertThat(subscriptions.confirm(link)).isPresent();
    happens("a");
    round();
    assertThat(host.taken).hasSize(2);
    assertThat(body()).contains("A proposal waits for a person", "/#/daos/demo/proposals/7");
    String change = body().split(CHANGE, -1)[1].substring(0, 65);
    assertThat(subscriptions.find(change)).as("what changes and ends it").isPresent();
    assertThat(subscriptions.end(change)).isTrue();
    assertThat(stored.all()).isEmpty();
  }

  @Test
  void aProgramGetsEachByItselfAndSignedUnderItsOwnSecret() throws Exception {
    subscribed(Form.WEBHOOK, SECRET);
    int before = host.taken.size();
    for (int i = 0; i < 4; i++) {
      happens("a" + i);
    }
    round();
    assertThat(host.taken).hasSize(before + 4);
    assertThat(newest().path("kind").asText()).isEqualTo("needs-people");
    assertThat(newest().path("headline").asText()).isEqualTo(Examples.HOSTILE);
    String[] signature = host.taken.getLast().header("X-prytany-signature").split("t=|,v1=", -1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(signature[2])
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    mac.doFinal((signature[1] + "." + body()).getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aChatGetsManyInOneMessage() throws Exception {
    subscribed(Form.SLACK, "");
    int before = host.taken.size();
    for (int i = 0; i < 20; i++) {
      happens("a" + i);
    }
    round();
    assertThat(host.taken).hasSize(before + 1);
    assertThat(body()).contains("20 alerts");
  }

  @Test
  void eachTryToHaveItConfirmedHasAnIdOfItsOwnBecauseItHasALinkOfItsOwn() throws Exception {
    subscriptions.ask(at(Form.WEBHOOK, ""), CHOICE);
    host.status = 500;
    for (int i = 0; i < 9; i++) {
      round();
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(host.taken).hasSize(3);
    assertThat(host.taken.stream().map(its -> its.header("Idempotency-key")).distinct()).hasSize(3);
    assertThat(outbox.waiting("@webhook/")).isEmpty();
  }

  @Test
  void aProgramThatIsBrokenIsTriedAgainAndOneThatSaysItIsGoneIsForgotten() throws Exception {
    subscribed(Form.WEBHOOK, "");
    host.status = 404;
    happens("a");
    round();
    assertThat(stored.all()).as("a program may be deployed again").hasSize(1);
    now = now.plus(Duration.ofHours(1));
    host.status = 410;
    round();
    assertThat(stored.all()).isEmpty();
  }

  @Test
  void aChatWhoseWebhookWasRemovedIsForgotten() throws Exception {
    subscribed(Form.DISCORD, "");
    host.status = 404;
    happens("b");
    round();
    assertThat(stored.all()).isEmpty();
  }

  @Test
  void nothingIsPostedIntoThisMachinesNetwork() throws Exception {
    subscriptions.ask(at(Form.WEBHOOK, ""), CHOICE);
    round(PublicHosts::has);
    assertThat(host.taken).isEmpty();
  }

  @Test
  void isStoredAsOneTextThatGivesTheSameAgain() {
    for (Form form : Form.values()) {
      WebhookAddress address = at(form, form == Form.WEBHOOK ? SECRET : "");
      assertThat(Recipient.of(address.text())).isEqualTo(address);
      assertThat(address.toString()).doesNotContain("localhost", SECRET);
    }
    assertThat(Recipient.of("ann@dao.example")).isEqualTo(new MailAddress("ann@dao.example"));
    assertThat(Recipient.of(host.browser("one").text())).isEqualTo(host.browser("one"));
    assertThatThrownBy(() -> Recipient.of("pager https://a.example/ "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/x",
        "https://user@a.example/x",
        "https://a.example",
        "https://a.example/x y",
        "https://a.example/%zz",
        "https://a.example/#place"
      })
  void anAddressIsHttpsAndNothingElse(String wrong) {
    assertThat(WebhookAddress.of(Form.WEBHOOK, wrong, "")).isEqualTo(Optional.empty());
  }

  @Test
  void aSecretIsLongEnoughAndHasNoBlanks() {
    String address = "https://a.example/x?y=%20";
    assertThat(WebhookAddress.of(Form.WEBHOOK, address, "short")).isEmpty();
    assertThat(WebhookAddress.of(Form.WEBHOOK, address, "0123456789 abcdef")).isEmpty();
    assertThat(WebhookAddress.of(Form.WEBHOOK, address, SECRET)).isPresent();
  }

  @Test
  void chatsOfOneMakerShareNoLimitAndOtherHostsDo() {
    assertThat(domain("https://hooks.slack.com/services/T/B/x")).endsWith("/x");
    assertThat(domain("https://discord.com/api/webhooks/1/x")).endsWith("/x");
    assertThat(domain("https://A.example:443/x")).isEqualTo("a.example");
    assertThat(domain("https://hooks.slack.com.evil.example/x"))
        .isEqualTo("hooks.slack.com.evil.example");
  }

  private static String domain(String address) {
    return new WebhookAddress(Form.SLACK, address, "").domain();
  }
}
