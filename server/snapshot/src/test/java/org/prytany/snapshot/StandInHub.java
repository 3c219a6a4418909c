package org.prytany.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.prytany.governance.poll.HubProposal;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/**
 * A hub and its sequencer as Snapshot publishes them, as far as they are asked here: GraphQL under
 * /graphql, votes under /. It verifies signatures itself, by web3j's reading of EIP-712, and does
 * to its answers what it is told.
 *
 * <p>Sources: `src/graphql` of snapshot-labs/snapshot-hub, `src/ingestor.ts` and
 * `src/writer/vote.ts` of snapshot-labs/snapshot-sequencer.
 */
public final class StandInHub implements AutoCloseable {

  /** What goes wrong with an answer. */
  enum Fault {
    NONE,
    DEAD,
    TOO_OFTEN,
    CUT,
    TOO_LARGE,
    NOT_JSON,
    ERRORS,
    /** Does what it is asked, and loses the answer. */
    LOST
  }

  private final HttpServer server;
  private final Map<String, ObjectNode> proposals = new LinkedHashMap<>();
  private final Map<String, ObjectNode> votes = new HashMap<>();
  private final List<String> taken = new ArrayList<>();
  private final List<JsonNode> envelopes = new ArrayList<>();
  private BigDecimal power = new BigDecimal("12.5");
  private Fault reading = Fault.NONE;
  private Fault sending = Fault.NONE;
  private long now;

  /**
   * @param now its clock, in Unix seconds
   */
  public StandInHub(long now) throws IOException {
    this.now = now;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/graphql", exchange -> answered(exchange, this::graphql, false));
    server.createContext("/", exchange -> answered(exchange, this::handedIn, true));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Where it is asked. */
  public URI graphql() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/graphql");
  }

  /** Where votes are handed in. */
  public URI sequencer() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  /**
   * Has a proposal whose id is the hash of what it says.
   *
   * @param unnamed the proposal; its id counts for nothing
   * @return its id, "0x" and 64 digits
   */
  public String propose(HubProposal unnamed) {
    String id = unnamed.idAsPublished();
    ObjectNode node = HubHttp.json().createObjectNode();
    node.put("id", id).put("ipfs", "bafyproposal").put("author", unnamed.author().hex());
    node.put("created", unnamed.created()).put("network", "1").put("type", unnamed.type());
    node.put("title", unnamed.title()).put("body", unnamed.body()).put("discussion", "");
    unnamed.choices().forEach(choice -> node.withArray("choices").add(choice));
    node.putArray("labels");
    node.put("start", unnamed.start()).put("end", unnamed.end()).put("snapshot", 17);
    node.putObject("plugins");
    node.put("privacy", unnamed.privacy()).put("app", "").put("votes", 3).put("flagged", false);
    node.putArray("scores").add(1.5).add(2);
    node.put("scores_total", 3.5);
    node.putObject("space").put("id", unnamed.space());
    put(node);
    return id;
  }

  synchronized void put(ObjectNode proposal) {
    proposals.put(proposal.path("id").asText(), proposal);
  }

  synchronized ObjectNode proposal(String id) {
    return java.util.Objects.requireNonNull(proposals.get(id));
  }

  synchronized void remove(String id) {
    proposals.remove(id);
  }

  synchronized void power(String its) {
    power = new BigDecimal(its);
  }

  synchronized void time(long its) {
    now = its;
  }

  synchronized void readingFails(Fault fault) {
    reading = fault;
  }

  synchronized void sendingFails(Fault fault) {
    sending = fault;
  }

  /** Everything that was handed in, refused or not. */
  public synchronized List<JsonNode> envelopes() {
    return List.copyOf(envelopes);
  }

  /** The vote that counts on a proposal. */
  public synchronized Optional<ObjectNode> vote(String proposal) {
    return Optional.ofNullable(votes.get(proposal));
  }

  /** A vote that somebody cast by hand. */
  synchronized void voted(String proposal, String voter, JsonNode choice) {
    ObjectNode vote = HubHttp.json().createObjectNode();
    vote.put("id", "0x" + "ab".repeat(32)).put("ipfs", "bafyhand").put("voter", voter);
    vote.put("created", now).set("choice", choice);
    vote.putObject("proposal").put("id", proposal);
    votes.put(proposal, vote);
  }

  private interface Answering {
    ObjectNode answer(JsonNode asked) throws IOException;
  }

  private void answered(HttpExchange exchange, Answering by, boolean handsIn) throws IOException {
    try (exchange) {
      JsonNode asked = HubHttp.json().readTree(exchange.getRequestBody());
      ObjectNode answer;
      Fault fault;
      int status;
      synchronized (this) {
        fault = handsIn ? sending : reading;
        boolean does = fault == Fault.NONE || fault == Fault.LOST;
        answer = does ? by.answer(asked) : HubHttp.json().createObjectNode();
        status = answer.has("error") ? 400 : 200;
      }
      switch (fault) {
        case NONE -> write(exchange, status, answer.toString());
        case LOST -> {
          // The connection ends without a word.
          return;
        }
        case DEAD -> write(exchange, 502, "bad gateway");
        case TOO_OFTEN -> write(exchange, 429, "{\"error\":\"too many requests\"}");
        case NOT_JSON -> write(exchange, 200, "<html>");
        case ERRORS -> write(exchange, 200, "{\"errors\":[{\"message\":\"request failed\"}]}");
        case CUT -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"data\":".getBytes(StandardCharsets.UTF_8));
        }
        case TOO_LARGE -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = new byte[1 << 20];
          Arrays.fill(blanks, (byte) ' ');
          for (int i = 0; i <= HubHttp.LARGEST >> 20; i++) {
            exchange.getResponseBody().write(blanks);
          }
        }
      }
    } catch (IOException e) {
      // Who asked does not want to hear more.
      return;
    }
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  // What is asked.

  private ObjectNode graphql(JsonNode asked) {
    String query = asked.path("query").asText();
    JsonNode variables = asked.path("variables");
    ObjectNode answer = HubHttp.json().createObjectNode();
    ObjectNode data = answer.putObject("data");
    if (query.contains(" proposals(")) {
      ArrayNode list = data.putArray("proposals");
      proposals.values().stream()
          .filter(p -> p.path("space").path("id").equals(variables.path("space")))
          .filter(p -> p.path("end").asLong() > variables.path("after").asLong())
          .sorted((a, b) -> Long.compare(b.path("created").asLong(), a.path("created").asLong()))
          .skip(variables.path("skip").asLong())
          .limit(50)
          .forEach(list::add);
    } else if (query.contains(" proposal(")) {
      data.set("proposal", proposals.get(variables.path("id").asText()));
    } else if (query.contains(" votes(")) {
      ArrayNode list = data.putArray("votes");
      vote(variables.path("proposal").asText())
          .filter(v -> v.path("voter").equals(variables.path("voter")))
          .ifPresent(list::add);
    } else if (query.contains(" vp(")) {
      data.putObject("vp").put("vp", power);
    } else {
      answer.putArray("errors").addObject().put("message", "unknown query");
    }
    return answer;
  }

  // What is handed in.

  private ObjectNode handedIn(JsonNode envelope) {
    envelopes.add(envelope);
    JsonNode message = envelope.path("data").path("message");
    Optional<String> why = refusal(envelope, message);
    ObjectNode answer = HubHttp.json().createObjectNode();
    if (why.isPresent()) {
      return answer.put("error", "client_error").put("error_description", why.get());
    }
    String id = hash(envelope);
    taken.add(id);
    ObjectNode vote = HubHttp.json().createObjectNode();
    vote.put("id", id).put("ipfs", "bafy" + id.substring(2, 12));
    vote.put("voter", envelope.path("address").asText());
    vote.put("created", message.path("timestamp").asLong());
    vote.set("choice", choice(envelope));
    vote.putObject("proposal").put("id", message.path("proposal").asText());
    votes.put(message.path("proposal").asText(), vote);
    answer.put("id", id).put("ipfs", vote.path("ipfs").asText());
    answer.putObject("relayer").put("address", "0xrelayer").put("receipt", "0xreceipt");
    return answer;
  }

  private Optional<String> refusal(JsonNode envelope, JsonNode message) {
    ObjectNode proposal = proposals.get(message.path("proposal").asText());
    long timestamp = message.path("timestamp").asLong();
    if (timestamp > now + 300 || timestamp < now - 6 * 86400) {
      return Optional.of("wrong timestamp");
    }
    if (!envelope
        .path("data")
        .path("domain")
        .toString()
        .equals("{\"name\":\"snapshot\",\"version\":\"0.1.4\"}")) {
      return Optional.of("wrong domain");
    }
    if (!signer(envelope).equalsIgnoreCase(envelope.path("address").asText())
        || !envelope.path("address").equals(message.path("from"))) {
      return Optional.of("signature validation failed");
    }
    if (taken.contains(hash(envelope))) {
      return Optional.of("duplicate message");
    }
    if (proposal == null || !proposal.path("space").path("id").equals(message.path("space"))) {
      return Optional.of("unknown proposal");
    }
    long start = proposal.path("start").asLong();
    long end = proposal.path("end").asLong();
    if (timestamp > end || start > timestamp || now > end || start > now) {
      return Optional.of("not in voting window");
    }
    if (proposal.path("privacy").asText().equals("shutter")) {
      return Optional.of("invalid choice");
    }
    return power.signum() == 0 ? Optional.of("no voting power") : Optional.empty();
  }

  private static JsonNode choice(JsonNode envelope) {
    JsonNode choice = envelope.path("data").path("message").path("choice");
    try {
      return choice.isTextual() ? HubHttp.json().readTree(choice.textValue()) : choice;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signer(JsonNode envelope) {
    byte[] raw = Numeric.hexStringToByteArray(envelope.path("sig").asText());
    try {
      Sign.SignatureData signature =
          new Sign.SignatureData(
              raw[64], Arrays.copyOfRange(raw, 0, 32), Arrays.copyOfRange(raw, 32, 64));
      return "0x"
          + Keys.getAddress(
              Sign.signedMessageHashToKey(Numeric.hexStringToByteArray(hash(envelope)), signature));
    } catch (java.security.SignatureException e) {
      return "";
    }
  }

  private static String hash(JsonNode envelope) {
    ObjectNode data = envelope.path("data").deepCopy();
    ArrayNode domain = ((ObjectNode) data.path("types")).putArray("EIP712Domain");
    domain.addObject().put("name", "name").put("type", "string");
    domain.addObject().put("name", "version").put("type", "string");
    data.put("primaryType", "Vote");
    try {
      byte[] hash = new StructuredDataEncoder(data.toString()).hashStructuredData();
      return "0x" + HexFormat.of().formatHex(hash).toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
