package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.Untrusted;
import org.prytany.alerts.channel.Webhook;
import org.prytany.governance.alert.Alert;

/** What proposers write is data in every channel: no link, no mention, no markup comes of it. */
class PayloadTest {

  private static final String PAGE = "https://dao.example/#/daos/demo/proposals/7";

  private JsonNode sent(Payload payload) throws Exception {
    channels
        .get(payload)
        .send(
            "ops:a",
            Message.of(Examples.alert("a"), "Demo DAO", Optional.of("https://dao.example"), true));
    return new JsonMapper().readTree(receiver.taken.getFirst().body());
  }

  private static void assertHarmless(String text) {
    assertThat(text.replace(PAGE, ""))
        .doesNotContain("https://", "<!channel>", "@everyone")
        .doesNotContain("evil.example", "\u202e", "\r");
  }

  @Test
  void programsGetTheValuesAsTheyAre() throws Exception {
    JsonNode body = sent(Payload.JSON);
    assertThat(body.path("headline").asText()).isEqualTo(Examples.HOSTILE);
    assertThat(body.path("page").asText()).isEqualTo(PAGE);
    assertThat(body.path("deadline").asText()).isEqualTo("2027-01-15T09:00:00Z");
  }

  @Test
  void slackGetsPlainTextAndOneLinkOfOurs() throws Exception {
    JsonNode body = sent(Payload.SLACK);
    JsonNode section = body.path("blocks").get(1).path("text");
    assertThat(section.path("type").asText()).isEqualTo("plain_text");
    assertHarmless(section.path("text").asText());
    assertHarmless(body.path("text").asText());
    assertThat(body.path("blocks").get(2).path("text").path("text").asText())
        .isEqualTo("<" + PAGE + ">");
    assertThat(body.path("unfurl_links").asBoolean()).isFalse();
  }

  @Test
  void discordMentionsNobodyAndEscapesMarkdown() throws Exception {
    JsonNode body = sent(Payload.DISCORD);
    String content = body.path("content").asText();
    assertHarmless(content);
    assertThat(content).contains("\\*bold\\*").endsWith("<" + PAGE + ">");
    assertThat(body.path("allowed_mentions").path("parse")).isEmpty();
    assertThat(body.path("flags").asInt()).isEqualTo(4);
  }

  @Test
  void telegramGetsNoMarkupAndNoPreview() throws Exception {
    JsonNode body = sent(Payload.TELEGRAM);
    assertHarmless(body.path("text").asText());
    assertThat(body.has("parse_mode")).isFalse();
    assertThat(body.path("chat_id").asText()).isEqualTo("-100");
    assertThat(body.path("link_preview_options").path("is_disabled").asBoolean()).isTrue();
  }

  /** As long as a hostile proposer, and an operator who likes long names, can make it. */
  private static Message longest(String piece, Optional<String> origin) {
    Alert alert =
        new Alert(
            "a",
            Alert.Kind.VOTE_DUE,
            Examples.NOW,
            "demo",
            Examples.alert("a").proposal(),
            piece.repeat(2_000),
            piece.repeat(2_000),
            NEXT,
            Optional.of(Examples.NOW.plusSeconds(3_600)));
    return Message.of(alert, piece.repeat(300), origin, true);
  }

  private static final String NEXT = "An operator decides the vote: `./prytany decide demo 7 VOTE`";

  private static final List<String> PIECES =
      List.of(
          "*",
          "_`",
          "a",
          "a ",
          "<",
          "&",
          "\ud83d\udca9",
          "\u202e",
          ".la",
          "é",
          "\ud800",
          "@x ",
          "漢",
          "e\u0301",
          "||",
          "<@&1>",
          "[x](y)",
          "https://a.b ");

  private static final Map<Payload, Integer> MOST =
      Map.of(Payload.DISCORD, 2_000, Payload.SLACK, 3_000, Payload.TELEGRAM, 4_096);

  private static int most(Payload payload) {
    return Objects.requireNonNull(MOST.get(payload));
  }

  private Receiver receiver;
  private final Map<Payload, Webhook> channels = new EnumMap<>(Payload.class);

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    for (Payload payload : Payload.values()) {
      channels.put(payload, Examples.webhook(receiver, payload));
    }
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private String shown(Payload payload, Message message) throws Exception {
    channels.get(payload).send("ops:a", message);
    JsonNode body = new JsonMapper().readTree(receiver.taken.removeLast().body());
    return switch (payload) {
      case DISCORD -> body.path("content").asText();
      case TELEGRAM -> body.path("text").asText();
      default -> body.path("blocks").get(1).path("text").path("text").asText();
    };
  }

  @Test
  void whatMattersStaysWhereAStrangersWordsHaveNoRoom() throws Exception {
    for (Payload payload : MOST.keySet()) {
      for (String piece : PIECES) {
        for (Optional<String> origin :
            List.of(Optional.<String>empty(), Optional.of("https://" + "d".repeat(200)))) {
          String text = shown(payload, longest(piece, origin));
          assertThat(text.length()).as("%s %s", payload, piece).isLessThanOrEqualTo(most(payload));
          String plain = text.replace("\\", "");
          assertThat(plain).contains("What to do: " + NEXT, "Until 15 Jan 2027, 09:00 UTC");
          if (payload != Payload.SLACK || origin.isEmpty()) {
            assertThat(plain)
                .contains(
                    origin
                        .map(page -> page + "/#/daos/demo/proposals/7")
                        .orElse("`./prytany verify --rpc URL --chain 31337 --governor 0x6060"));
          }
          assertThat(text.codePoints())
              .as("%s: no half of a character", piece)
              .noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
          assertThat(text.lines())
              .as("no escape is cut")
              .noneMatch(line -> line.matches(CUT_ESCAPE));
        }
      }
    }
  }

  /** An escape, or a bracket that names something hidden, before the sign that it is cut. */
  private static final String CUT_ESCAPE = ".*(\\\\|\\[U\\+[0-9A-F]*|\\[at|\\[\\.)…”?";

  @Test
  void manyAlertsInOneHaveRoomInEveryChat() throws Exception {
    for (String piece : PIECES) {
      Alert one = longest(piece, Optional.empty()).first();
      List<Alert> many = new ArrayList<>();
      for (Alert.Kind kind : Alert.Kind.values()) {
        for (int i = 0; i < 100; i++) {
          many.add(
              new Alert(
                  kind + "" + i,
                  kind,
                  one.at(),
                  one.dao(),
                  one.proposal(),
                  one.headline(),
                  one.detail(),
                  one.next(),
                  one.deadline()));
        }
      }
      Message message = Message.of(many, Optional.of("https://dao.example"), true);
      for (Payload payload : MOST.keySet()) {
        String text = shown(payload, message);
        assertThat(text.length()).as("%s %s", payload, piece).isLessThanOrEqualTo(most(payload));
        assertThat(text.replace("\\", ""))
            .contains("100 × Our vote was missed", "All of them: `./prytany alerts`");
      }
    }
  }

  @Test
  void numbersAndSentencesStayWhatTheyAre() {
    assertThat(Untrusted.shown("Pay 1.5 ETH. Then 2,000.25 USDC."))
        .isEqualTo("Pay 1.5 ETH. Then 2,000.25 USDC.");
    assertThat(Untrusted.shown("a\nb\u200bc")).isEqualTo("a b[U+200B]c");
    assertThat(Untrusted.shown("x".repeat(10_000))).hasSize(400);
    for (String link :
        List.of("कंपनी.com", "cafe\u0301.com", "\ud83d\udca9.la", "evil\uff61com", "1.com")) {
      assertThat(Untrusted.shown(link)).as(link).contains("[.]");
    }
    assertThat(Untrusted.shown("/start #tag a/b")).isEqualTo("[/]start [#]tag a/b");
  }

  /** Before, a heading of a hundred kilobytes took a minute. */
  @Test
  void onlyWhatIsShownIsLookedAt() {
    assertThat(Untrusted.shown("a".repeat(4_000_000))).hasSize(400);
  }
}
