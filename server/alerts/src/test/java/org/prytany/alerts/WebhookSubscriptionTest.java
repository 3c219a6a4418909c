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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.spi.Address;

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
  private DaoDirectory daos = Examples.daos();

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
            daos,
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

  /** Mattermost and others take Slack's form and read nothing of its blocks. */
  @Test
  void aChatThatReadsTheTextAloneIsToldAllWithBothLinks() throws Exception {
    subscribed(Form.SLACK, "");
    happens("a");
    round();
    String text = newest().path("text").asText();
    assertThat(text)
        .contains("Demo DAO", "<" + ORIGIN + "/#/daos/demo/proposals/7>", "<" + CHANGE)
        .contains("\\*bold\\*")
        .doesNotContain("https://evil", "<!channel>", "@everyone");
    assertThat(newest().has("blocks")).isFalse();
  }

  @Test
  void aQuestionSaysWhetherItIsSignedAndThatItReplacesTheSecret() throws Exception {
    subscribed(Form.WEBHOOK, SECRET);
    subscriptions.ask(at(Form.WEBHOOK, ""), CHOICE);
    round();
    assertThat(newest().path("detail").asText())
        .contains("No secret was given with it", "the secret that it has now");
    assertThat(host.taken.getLast().headers())
        .as("a stranger's question does not pass for the reader's own")
        .doesNotContainKey("X-prytany-signature");
  }

  /** Discord refuses what is longer, and nobody would be told. */
  @ParameterizedTest
  @ValueSource(strings = {"SLACK", "DISCORD"})
  void aQuestionAboutManyDaosHasRoomAndItsLink(String form) throws Exception {
    List<Dao> many =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    Dao.onlyRead(
                        "dao" + i,
                        "The_*DAO*_of_" + "x".repeat(200) + i,
                        31337,
                        new Address("0x" + "%040x".formatted(i + 1)),
                        Examples.GOVERNOR))
            .toList();
    daos = DaoDirectory.of(many);
    subscriptions.ask(
        at(Form.valueOf(form), ""),
        new Subscription.Choice(
            many.stream().map(Dao::id).collect(Collectors.toSet()),
            Kind.followed(),
            IntStream.range(0, 10)
                .mapToObj(i -> new Address("0x" + "%040x".formatted(i)))
                .collect(Collectors.toSet())));
    round();
    String text = newest().path(form.equals("SLACK") ? "text" : "content").asText();
    assertThat(text.length()).isLessThanOrEqualTo(form.equals("SLACK") ? 3_000 : 2_000);
    assertThat(text).contains(CONFIRM, "do nothing");
  }

  @Test
  void ofManyDaosSomeAreNamedAndTheRestIsCounted() throws Exception {
    List<Dao> many =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    Dao.onlyRead(
                        "dao" + i,
                        "DAO " + i,
                        31337,
                        new Address("0x" + "%040x".formatted(i + 1)),
                        Examples.GOVERNOR))
            .toList();
    daos = DaoDirectory.of(many);
    subscriptions.ask(
        at(Form.WEBHOOK, ""),
        new Subscription.Choice(
            many.stream().map(Dao::id).collect(Collectors.toSet()),
            Set.of(Kind.NEEDS_PEOPLE),
            Set.of()));
    round();
    assertThat(newest().path("detail").asText()).contains("DAO 0", "and 40 more DAOs");
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

  /** A chat behind a proxy answers 404 while it is deployed again. */
  @ParameterizedTest
  @ValueSource(strings = {"SLACK", "DISCORD"})
  void aChatAtAHostOfItsOwnIsTriedAgainToo(String form) throws Exception {
    subscribed(Form.valueOf(form), "");
    host.status = 404;
    happens("b");
    round();
    assertThat(stored.all()).hasSize(1);
  }

  @Test
  void onlySlackAndDiscordSayByA404ThatAWebhookWasRemoved() {
    assertThat(over("https://hooks.slack.com/services/T/B/x")).contains(404, 410);
    assertThat(over("https://ptb.discord.com/api/webhooks/1/x")).contains(404, 410);
    assertThat(over("https://hooks.slack.com.evil.example/x")).containsExactly(410);
  }

  private static Set<Integer> over(String address) {
    return new WebhookAddress(Form.DISCORD, address, "").over();
  }

  @Test
  void anAddressIsTheSameHoweverItIsWritten() {
    WebhookAddress plain = new WebhookAddress(Form.SLACK, "https://h.example/hook/tok%2Fen", "");
    for (String other :
        List.of(
            "https://H.Example/hook/tok%2Fen",
            "https://h.example:443/hook/tok%2fen", "https://h.example/%68ook/%74ok%2Fen")) {
      assertThat(new WebhookAddress(Form.SLACK, other, "")).isEqualTo(plain);
    }
    assertThat(WebhookAddress.of(Form.SLACK, "https://h.example/x/../hook", "")).isEmpty();
    assertThat(WebhookAddress.of(Form.SLACK, "https://h.example/x/%2e%2E/hook", "")).isEmpty();
  }

  /** Each of its spellings would be asked three times a day. */
  @Test
  void oneChatIsOneMailboxHoweverItsMakerLetsItBeReached() {
    String token = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    assertThat(
            Stream.of(
                    "https://discord.com/api/webhooks/1/" + token,
                    "https://discordapp.com/api/webhooks/1/" + token,
                    "https://ptb.discord.com/api/v10/webhooks/1/" + token + "?wait=true",
                    "https://discord.com/api//webhooks/1/" + token + "/slack")
                .map(address -> new WebhookAddress(Form.DISCORD, address, ""))
                .flatMap(address -> Stream.of(address.mailbox(), address.domain()))
                .distinct())
        .hasSize(1);
  }

  /** Else the code that posts says the whole address in what it throws. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "203.0.113.40",
        "203.0.113.400",
        "a.1b",
        "1.2.3",
        "localhost",
        "a-b.c-d",
        "a.b-"
      })
  void aHostIsTakenWhereItCanBePostedTo(String host) {
    String address = "https://" + host + "/hook/token";
    assertThat(WebhookAddress.of(Form.WEBHOOK, address, "").isPresent())
        .isEqualTo(URI.create(address).getHost() != null);
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
    assertThat(domain("https://hooks.slack.com/services/T/B/xxxxxxxxx")).endsWith("xxxxxxxxx");
    assertThat(domain("https://discord.com/api/webhooks/1/xxxxxxxxx")).endsWith("xxxxxxxxx");
    assertThat(domain("https://A.example:443/x")).isEqualTo("a.example");
    assertThat(domain("https://hooks.slack.com.evil.example/x"))
        .isEqualTo("hooks.slack.com.evil.example");
  }

  private static String domain(String address) {
    return new WebhookAddress(Form.SLACK, address, "").domain();
  }
}
