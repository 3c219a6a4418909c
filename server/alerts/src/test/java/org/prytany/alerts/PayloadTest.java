package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.Untrusted;

/** What proposers write is data in every channel: no link, no mention, no markup comes of it. */
class PayloadTest {

  private static final String PAGE = "https://dao.example/daos/demo/proposals/7";

  private static JsonNode sent(Payload payload) throws Exception {
    try (Receiver receiver = new Receiver()) {
      Examples.webhook(receiver, payload)
          .send("ops:a", new Message(Examples.alert("a"), "Demo DAO", Optional.of(PAGE)));
      return new JsonMapper().readTree(receiver.taken.getFirst().body());
    }
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
