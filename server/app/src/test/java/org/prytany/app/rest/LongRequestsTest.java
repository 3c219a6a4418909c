package org.prytany.app.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.prytany.app.draft.DraftCalls;
import org.prytany.app.sheet.MarkdownText;
import org.prytany.app.sheet.VisibleText;
import org.prytany.app.signin.SessionTokens;
import org.prytany.app.textdigest.StatedDigest;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.LongInputs;

/** Bodies, tokens, parameters and shown texts of any length are read, or refused in words. */
class LongRequestsTest {

  private static final List<String> UNITS =
      List.of(
          "a",
          "[",
          "{\"a\":",
          "1",
          "\\\\u0041",
          "1,",
          "(",
          "[]",
          "uint256,",
          "* ",
          "a.",
          "0x",
          " ",
          "`",
          "\\n",
          "é",
          "\ud83d\ude00",
          "-",
          "<b>",
          "](");

  /** What a signature or an argument is written with. */
  private static final List<String> WRITTEN =
      List.of("(", "[]", "uint256,", "1*", "1+", "a(", "[\\\"");

  private static final KnownFunctions FUNCTIONS = KnownFunctions.bundled();

  private static Map<String, Consumer<String>> readers() {
    SessionTokens tokens = new SessionTokens(Clock.systemUTC());
    Map<String, Consumer<String>> readers = new LinkedHashMap<>();
    readers.put("token", tokens::check);
    readers.put("token's parts", text -> tokens.check(text + "." + text + "." + text));
    readers.put("number", text -> Query.whole("limit", text, 1, 100));
    readers.put("account", text -> Query.account("treasurer", text));
    readers.put("day", text -> PeriodBounds.of(text, "", Instant.EPOCH));
    readers.put("time", text -> PeriodBounds.of("2026-01-01T" + text, "", Instant.EPOCH));
    readers.put("body", LongRequestsTest::body);
    readers.put("field", text -> body("{\"kind\":\"" + text + "\"}").text("kind"));
    readers.put("whole number", text -> body("{\"counter\":1e" + text + "}").whole("counter"));
    readers.put("calls", DraftCalls::read);
    readers.put("calls in a list", text -> DraftCalls.read("[" + text));
    readers.put("calls in lines", text -> DraftCalls.read("0x" + "12".repeat(20) + " " + text));
    readers.put("shown text", VisibleText::of);
    readers.put("Markdown", MarkdownText::of);
    return readers;
  }

  @Test
  void onLittleStack() throws InterruptedException {
    for (Map.Entry<String, Consumer<String>> reader : readers().entrySet()) {
      LongInputs.assertRead(
          reader.getKey(), UNITS, UNITS.size(), PrytanyException.class, reader.getValue());
    }
  }

  @Test
  void inTimeThatGrowsWithThem() {
    readers()
        .forEach(
            (name, reader) ->
                LongInputs.assertLinear(
                    name, List.of("a", "[", "é"), PrytanyException.class, reader));
  }

  @Test
  void writtenCallsOnLittleStack() throws InterruptedException {
    for (String place :
        List.of(
            "\"signature\":\"%s\"",
            "\"signature\":\"f(%s)\",\"args\":[\"1\"]",
            "\"signature\":\"f(uint256[])\",\"args\":[\"%s\"]",
            "\"value\":\"%s\"",
            "\"target\":\"%s\"",
            "\"calldata\":\"0x%s\"")) {
      LongInputs.assertRead(
          place, WRITTEN, WRITTEN.size(), PrytanyException.class, text -> digest(place, text));
    }
  }

  private static void digest(String place, String text) {
    TextDigester digester =
        new TextDigester(
            new StatedDigest(new TextDigest("", List.of(), List.of(), "nothing/1")).service(),
            FUNCTIONS);
    digester.digest(
        "",
        "",
        "words",
        DigestResource.actions(
            body("{\"actions\":[{" + place.replace("%s", text) + "}]}").list("actions")));
  }

  private static Body body(String text) {
    try {
      return Body.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
