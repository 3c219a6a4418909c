package org.prytany.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;

/**
 * An endpoint is a stranger. Invariants: what it answers is taken only as far as the grammar of the
 * local mask goes; whatever it does, the call ends, in the patience it was given, with a draft or
 * with a message that names the setting; its address and key appear nowhere.
 */
class RemoteWriterTest {

  private static final String KEY = "sk-very-secret-word";
  private static final List<String> EVIDENCE =
      List.of(
          "We ask the DAO to pay 900 USDC to the audit team.",
          "The audit is needed because the bridge was changed in May.");
  private static final String GOOD = "The audit team is to be paid 900 USDC to the end [1].";

  private StandIn server;
  private RemoteWriter writer;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    writer = new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(20)));
  }

  @AfterEach
  void stop() {
    writer.close();
    server.close();
  }

  private static RemoteEndpoint endpoint(String address, Duration patience) {
    return RemoteEndpoint.of(
        "house",
        address,
        StandIn.MODEL,
        Optional.of(RemoteKey.of(KEY, "the key")),
        patience,
        false,
        part -> "prytany.writing.remote.house." + part);
  }

  private static Budget budget() {
    return new Budget(120, Long.MAX_VALUE, () -> 0, () -> false);
  }

  private Writer.Draft write() {
    return writer.write(EVIDENCE, List.of("Pays 900 USDC."), budget());
  }

  private GenerationException refused() {
    GenerationException e = catchThrowableOfType(GenerationException.class, this::write);
    assertThat(e).isNotNull();
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain("127.0.0.1").doesNotContain(KEY);
    assertThat(e.getMessage()).startsWith("The endpoint remote:house (org/small-model) ");
    return e;
  }

  @Test
  void whatIsAskedFollowsTheProtocolAndWhatIsAnsweredIsTakenApart() throws IOException {
    server.says("The audit is needed because the bridge was changed in May [2]. Bob pays [1].");
    Writer.Draft draft = write();
    assertThat(draft.sentences())
        .containsExactly(
            new Writer.Sentence(
                "The audit is needed because the bridge was changed in May.", List.of(2)));
    assertThat(draft.written().promptTokens()).isEqualTo(210);
    assertThat(draft.written().stop()).isEqualTo(Written.Stop.ENDED);

    assertThat(server.heard())
        .extracting(StandIn.Heard::path)
        .containsExactly("/v1/models", "/v1/chat/completions");
    assertThat(server.heard()).allSatisfy(each -> assertThat(each.key()).contains("Bearer " + KEY));
    JsonNode asked = server.heard().getLast().json();
    assertThat(asked.path("temperature").asDouble(1)).isZero();
    assertThat(asked.path("seed").isInt()).isTrue();
    assertThat(asked.path("max_tokens").asInt()).isEqualTo(120);
    assertThat(asked.path("stream").asBoolean(true)).isFalse();
    assertThat(asked.path("messages"))
        .extracting(each -> each.path("role").asText())
        .containsExactly("system", "user");
    assertThat(asked.path("messages").get(1).path("content").asText())
        .contains("[1] We ask the DAO to pay 900 USDC", "[2] The audit", "- Pays 900 USDC.");
    assertThat(writer.id().key()).isEqualTo("remote house org/small-model  1 ");
    assertThat(writer.id().toString()).doesNotContain("127.0.0.1").doesNotContain(KEY);

    write();
    assertThat(server.heard()).as("the list of models is not asked for again").hasSize(3);
  }

  @Test
  void theFormIsSentAlongWhereTheOperatorSaysSo() throws IOException {
    server.says(GOOD);
    write();
    assertThat(server.heard().getLast().json().has("grammar")).isFalse();
    try (RemoteWriter formed =
        new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(20)).withGrammar())) {
      formed.write(EVIDENCE, List.of(), budget());
      assertThat(formed.id().key()).as("it writes otherwise").isNotEqualTo(writer.id().key());
    }
    assertThat(server.heard().getLast().json().path("grammar").asText())
        .startsWith("root ::= ")
        .contains("\"900 USDC\"");
  }

  @Test
  void anAnswerInPiecesIsOne() {
    server.chat(
        exchange -> StandIn.inPieces(exchange, StandIn.answer(StandIn.MODEL, GOOD, "stop"), 7, 1));
    assertThat(write().written().text()).isEqualTo(GOOD);
  }

  @Test
  void anAnswerThatWasCutHasNoHalfSentence() {
    server.chat(
        exchange ->
            StandIn.json(
                exchange,
                200,
                StandIn.answer(StandIn.MODEL, "This is so for all [2]. That is so [1]", "length")));
    Writer.Draft draft = write();
    assertThat(draft.sentences()).hasSize(1);
    assertThat(draft.written().stop()).isEqualTo(Written.Stop.TOKENS);
  }

  /** Tokens of eight families of models, in evidence, in effects, and disguised. */
  @Test
  void textOfStrangersHasNoControlTokens() throws IOException {
    List<String> tokens =
        List.of(
            "<|im_start|>system",
            "<|im_end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|start_header_id|>",
            "<start_of_turn>model",
            "<end_of_turn>",
            "<bos>",
            "<s>",
            "</s>",
            "[INST]",
            "[/INST]",
            "<<SYS>>",
            "[TOOL_CALLS]",
            "<\uff5cUser\uff5c>",
            "<|START_OF_TURN_TOKEN|>",
            "<think>",
            "<\u200b|im_start|>",
            "\uff1c|im_start|\uff1e",
            "<\u2063s>",
            "<unk>",
            "[gMASK]",
            "<!--",
            "<_x>");
    server.says(GOOD);
    List<String> evidence = new ArrayList<>(EVIDENCE);
    tokens.forEach(each -> evidence.add("The DAO " + each + " pays < 5 and >3, a<5%."));
    writer.write(evidence, tokens, budget());
    JsonNode messages = server.heard().getLast().json().path("messages");
    assertThat(messages).hasSize(2);
    String question = messages.get(1).path("content").asText();
    String data = question.replaceAll("(?m)^\\[\\d+] ", "");
    assertThat(data).doesNotContainPattern("<[^ 5]").doesNotContain("[").doesNotContain("]");
    assertThat(data).doesNotContainPattern("\\p{Cf}").doesNotContain("\uff1c");
    assertThat(data).contains("pays < 5 and >3, a<5%.");
    assertThat(question.lines().filter(line -> line.matches("\\[\\d+] .*"))).hasSize(26);
  }

  @Test
  void aModelThatIsNotThereIsNamedWithThoseThatAre() {
    server.models(
        exchange ->
            StandIn.json(
                exchange,
                200,
                StandIn.list("other-1", "a b", "x-" + KEY, "\u202Eevil", "127.0.0.1")));
    GenerationException e = refused();
    assertThat(e.code()).isEqualTo("remote-model");
    assertThat(e.getMessage())
        .contains("does not have the model org/small-model; it has other-1. Set")
        .contains("prytany.writing.remote.house.model");
    assertThat(server.heard()).extracting(StandIn.Heard::method).containsOnly("GET");
  }

  @Test
  void aStatusAboutATextIsTheTextsUnlessTheEndpointIsBroken() {
    for (var each : List.of(List.of(400, "remote-answer"), List.of(502, "remote-down"))) {
      try (RemoteWriter fresh =
          new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(20)))) {
        writer.close();
        writer = fresh;
        server.chat(exchange -> StandIn.json(exchange, (int) each.getFirst(), "{}"));
        assertThat(refused().code()).isEqualTo(each.getLast());
      }
    }
  }

  /** What fails before a text is sent, or comes from whoever stands before it, is no text's. */
  @Test
  void aProxysPageAndAListThatIsNoneAreNoFaultOfTheText() {
    String page = "\n<!DOCTYPE html><html>We are back soon.</html>";
    server.chat(exchange -> StandIn.json(exchange, 200, page));
    assertThat(refused().code()).isEqualTo("remote-down");
    for (String list : List.of(page, "{}", "[".repeat(2 << 20))) {
      try (RemoteWriter fresh =
          new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(20)))) {
        writer.close();
        writer = fresh;
        server.models(exchange -> StandIn.json(exchange, 200, list));
        assertThat(refused().code()).isEqualTo("remote-down");
      }
    }
    writer = new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(1)));
    server.models(exchange -> StandIn.inPieces(exchange, "{".repeat(10_000), 1, 50));
    assertThat(refused().code()).isEqualTo("remote-down");
  }

  @Test
  void anAnswerOfAnotherModelIsRefused() {
    server.chat(
        exchange -> StandIn.json(exchange, 200, StandIn.answer("cheaper-model", GOOD, "stop")));
    assertThat(refused().code()).isEqualTo("remote-model");
  }

  @Test
  void anEndpointThatAsksToWaitIsNotAskedMeanwhile() {
    AtomicInteger asked = new AtomicInteger();
    server.chat(
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().set("Retry-After", "100");
          StandIn.json(exchange, 429, "{}");
        });
    assertThat(refused().code()).isEqualTo("remote-busy");
    GenerationException rests = catchThrowableOfType(GenerationException.class, this::write);
    assertThat(rests.code()).isEqualTo("remote-rests");
    assertThat(asked).hasValue(1);
  }

  @Test
  void eachStatusNamesTheSettingToLookAt() {
    for (var each :
        List.of(
            List.of(401, "remote-key", "key-file"),
            List.of(403, "remote-key", "key-file"),
            List.of(404, "remote-path", "url"),
            List.of(400, "remote-down", "log"),
            List.of(500, "remote-down", "log"),
            List.of(502, "remote-down", "log"),
            List.of(503, "remote-busy", "503"),
            List.of(302, "remote-moved", "url"),
            List.of(307, "remote-moved", "url"))) {
      try (RemoteWriter fresh =
          new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(20)))) {
        writer.close();
        writer = fresh;
        server.models(
            exchange -> {
              exchange.getResponseHeaders().set("Location", server.address() + "/elsewhere");
              StandIn.json(
                  exchange, (int) each.getFirst(), "{\"error\":\"" + KEY + " 127.0.0.1\"}");
            });
        GenerationException e = refused();
        assertThat(e.code()).isEqualTo(each.get(1));
        assertThat(e.getMessage()).contains((String) each.get(2));
      }
    }
    assertThat(server.heard())
        .as("no redirect is followed")
        .allSatisfy(each -> assertThat(each.path()).isEqualTo("/v1/models"));
  }

  @Test
  void whatIsNoAnswerIsRefused() {
    List<String> bodies =
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"choices\":[]}",
            "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[{\"message\":{\"content\":[\"a\"]},\"finish_reason\":\"stop\"}]}",
            StandIn.answer(StandIn.MODEL, GOOD, "content_filter"),
            StandIn.answer(StandIn.MODEL, GOOD, "stop").replace("assistant", "system"),
            StandIn.answer(StandIn.MODEL, GOOD, "stop") + "{}",
            StandIn.answer(StandIn.MODEL, GOOD, "stop")
                .replace("{\"role\"", "{\"content\":\"x\",\"role\""),
            StandIn.answer(StandIn.MODEL, GOOD, "tool_calls")
                .replace("{\"role\"", "{\"tool_calls\":[{}],\"role\""),
            "[".repeat(100_000));
    for (String body : bodies) {
      try (RemoteWriter fresh =
          new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(20)))) {
        writer.close();
        writer = fresh;
        server.chat(exchange -> StandIn.json(exchange, 200, body));
        assertThat(refused().code()).as(body).isEqualTo("remote-answer");
      }
    }
  }

  /** It is announced as short, and never ends. */
  @Test
  void anEndlessAnswerIsNotRead() {
    AtomicBoolean ended = new AtomicBoolean();
    server.chat(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          byte[] piece = "a".repeat(8192).getBytes(StandardCharsets.UTF_8);
          try {
            while (true) {
              out.write(piece);
            }
          } finally {
            ended.set(true);
          }
        });
    GenerationException e = refused();
    assertThat(e.getMessage()).contains("more than 256 KiB");
    await(ended);
  }

  @Test
  void oneWhoNeverEndsIsNotWaitedFor() {
    writer.close();
    writer = new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(5)));
    // So that the time passes with the text.
    writer.check();
    server.chat(exchange -> StandIn.inPieces(exchange, "{".repeat(10_000), 1, 50));
    GenerationException e = refused();
    assertThat(e.code()).isEqualTo("remote-slow");
    assertThat(e.getMessage()).contains("prytany.writing.remote.house.timeout");
  }

  @Test
  void aCutConnectionAndNobodyThereAreTold() {
    server.chat(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          throw new IOException("cut");
        });
    assertThat(refused().code()).isEqualTo("remote-unreachable");
    writer.close();
    writer = new RemoteWriter(endpoint(server.address(), Duration.ofSeconds(5)));
    server.close();
    assertThat(refused().getMessage()).contains("prytany.writing.remote.house.url");
  }

  @Test
  void whatIsNotWantedAnyMoreEndsAtOnceAndIsNobodysFault() {
    AtomicBoolean cancelled = new AtomicBoolean();
    server.chat(
        exchange -> {
          cancelled.set(true);
          StandIn.inPieces(exchange, "{".repeat(10_000), 1, 50);
        });
    Writer.Draft draft =
        writer.write(EVIDENCE, List.of(), new Budget(9, Long.MAX_VALUE, () -> 0, cancelled::get));
    assertThat(draft.written().stop()).isEqualTo(Written.Stop.CANCELLED);
    server.says(GOOD);
    assertThat(write().written().text()).as("it does not rest").isEqualTo(GOOD);
  }

  /** A proxy of the environment's would see key and text. */
  @Test
  void noProxyIsUsed() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    try (StandIn proxy = new StandIn()) {
      ProxySelector.setDefault(
          ProxySelector.of(
              new java.net.InetSocketAddress(
                  "127.0.0.1", java.net.URI.create(proxy.address()).getPort())));
      server.says(GOOD);
      write();
      assertThat(proxy.heard()).isEmpty();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void moreThanIsReadIsRefusedBeforeItIsSent() {
    GenerationException e =
        catchThrowableOfType(
            GenerationException.class,
            () -> writer.write(List.of("a".repeat(100_001)), List.of(), budget()));
    assertThat(e.code()).isEqualTo("text-too-long");
    assertThat(server.heard()).isEmpty();
  }

  private static void await(AtomicBoolean flag) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!flag.get() && System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
    assertThat(flag).isTrue();
  }
}
