package org.prytany.chain.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A JSON-RPC endpoint of a made-up chain, which can be told to fail. */
final class ScriptedNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BEARS = 20;

  /** How it fails. */
  enum Fault {
    NONE,
    /** It has not come to the last two blocks. */
    LAGS,
    /** Its logs, and nothing else, come from a node that is two blocks behind. */
    LAGS_IN_LOGS,
    /** HTTP 429 with Retry-After. */
    THROTTLED,
    /** "Too many requests" as a JSON-RPC error. */
    THROTTLED_IN_WORDS,
    /** Every other request is throttled. */
    THROTTLED_BY_TURNS,
    SERVER_ERROR,
    BAD_GATEWAY,
    /** A gateway whose node is gone. */
    GATEWAY_TIMEOUT,
    /** It knows no latest block. */
    NO_HEAD,
    /** The answer ends in the middle. */
    CUT,
    /** The connection ends without an answer. */
    DEAD,
    /** It became another chain's. */
    WRONG_CHAIN,
    /** Few blocks at once. */
    SMALL_RANGES,
    /** No range is small enough for it. */
    NO_RANGES,
    /** It leaves all logs out. */
    NO_LOGS,
    /** Its logs say another end of voting. */
    LATER_END,
    /** Its logs stand in the block after theirs. */
    LATER_BLOCK,
    /** It shows a contract where there is none, or another one. */
    OTHER_CODE
  }

  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger questions = new AtomicInteger();
  final Map<String, Integer> methods = new ConcurrentHashMap<>();

  /** How many blocks each question for logs was about. */
  final List<Long> ranges = new CopyOnWriteArrayList<>();

  volatile Fault fault = Fault.NONE;
  volatile boolean batches = true;

  /** So many questions in a batch, and more are refused with one error. */
  volatile int largestBatch = Integer.MAX_VALUE;

  /** So many questions in a batch, and for more it asks to wait. */
  volatile int throttledAbove = Integer.MAX_VALUE;

  /** So many answers to a batch, the first ones. */
  volatile int mostAnswers = Integer.MAX_VALUE;

  /** So many blocks it stays behind, always. */
  volatile long behind;

  /** So many blocks its head lies ahead of the chain's, with hashes that nobody else will show. */
  volatile long ahead;

  private volatile long last = Long.MAX_VALUE;
  private final ScriptedChain chain;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ScriptedNode(ScriptedChain chain) {
    this.chain = chain;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** No block comes any more. */
  void stop() {
    last = chain.head();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
      int number = requests.incrementAndGet();
      Fault now = asked.isArray() && asked.size() > throttledAbove ? Fault.THROTTLED : fault;
      switch (now) {
        case THROTTLED -> refuse(exchange, 429, "1");
        case THROTTLED_BY_TURNS -> {
          if (number % 2 == 0) {
            refuse(exchange, 429, "1");
          } else {
            answer(exchange, asked, now);
          }
        }
        case SERVER_ERROR -> refuse(exchange, 500, "");
        case BAD_GATEWAY -> refuse(exchange, 502, "");
        case GATEWAY_TIMEOUT -> refuse(exchange, 504, "");
        case DEAD -> {}
        default -> answer(exchange, asked, now);
      }
    }
  }

  private static void refuse(HttpExchange exchange, int status, String retryAfter)
      throws IOException {
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(status, -1);
  }

  private void answer(HttpExchange exchange, JsonNode asked, Fault now) throws IOException {
    JsonNode answer;
    if (asked.isArray() && batches && asked.size() <= largestBatch) {
      ArrayNode all = JSON.createArrayNode();
      asked.forEach(request -> all.add(told(request, now)));
      while (all.size() > mostAnswers) {
        all.remove(all.size() - 1);
      }
      answer = all;
    } else if (asked.isArray()) {
      answer = error(asked, -32600, "no batches");
    } else {
      answer = told(asked, now);
    }
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    int length = now == Fault.CUT ? bytes.length / 2 : bytes.length;
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, length);
  }

  private ObjectNode told(JsonNode request, Fault now) {
    questions.incrementAndGet();
    String method = request.path("method").asText();
    methods.merge(method, 1, Integer::sum);
    boolean logs = method.equals("eth_getLogs");
    if (logs) {
      ranges.add(blocks(request));
    }
    if (now == Fault.THROTTLED_IN_WORDS) {
      return error(request, -32005, "Too many requests, retry later");
    }
    if (now == Fault.SMALL_RANGES && logs && blocks(request) > BEARS) {
      return error(request, -32000, "block range is too large");
    }
    if (now == Fault.NO_RANGES && logs) {
      return error(request, -32000, "query exceeds limit, block range is too large");
    }
    boolean lags = now == Fault.LAGS || (logs && now == Fault.LAGS_IN_LOGS);
    long missing = Math.max(lags ? 2 : behind, chain.head() - last);
    ObjectNode answer = chain.answer(request, missing);
    if (ahead > 0 && method.equals("eth_getBlockByNumber")) {
      ahead(request, answer);
    }
    boolean head = request.path("params").path(0).asText().equals("latest");
    if (now == Fault.NO_HEAD && method.equals("eth_getBlockByNumber") && head) {
      answer.putNull("result");
    }
    if (now == Fault.OTHER_CODE && method.equals("eth_getCode")) {
      answer.put("result", "0x6002");
    }
    if (now == Fault.WRONG_CHAIN && method.equals("eth_chainId")) {
      answer.put("result", "0x1");
    } else if (now == Fault.WRONG_CHAIN && method.equals("eth_getBlockByNumber")) {
      if (answer.path("result").isObject()) {
        ((ObjectNode) answer.path("result")).put("hash", ScriptedChain.hash(-1));
      }
    }
    if (logs && (now == Fault.NO_LOGS || now == Fault.WRONG_CHAIN)) {
      answer.set("result", JSON.createArrayNode());
    }
    if (logs) {
      answer.path("result").forEach(log -> forge((ObjectNode) log, now));
    }
    return answer;
  }

  private void ahead(JsonNode request, ObjectNode answer) {
    String tag = request.path("params").path(0).asText();
    long number = tag.equals("latest") ? chain.head() + ahead : Long.decode(tag);
    if (number > chain.head()) {
      answer.set("result", chain.madeUp(number));
    }
  }

  private static void forge(ObjectNode log, Fault now) {
    long block = Long.decode(log.path("blockNumber").asText()) + 1;
    if (now == Fault.LATER_END) {
      log.put("data", ScriptedChain.laterEnd(log.path("data").asText()));
    } else if (now == Fault.LATER_BLOCK) {
      log.put("blockNumber", "0x" + Long.toHexString(block));
      log.put("blockHash", ScriptedChain.hash(block));
    }
  }

  private static long blocks(JsonNode request) {
    JsonNode filter = request.path("params").path(0);
    return Long.decode(filter.path("toBlock").asText())
        - Long.decode(filter.path("fromBlock").asText())
        + 1;
  }

  private static ObjectNode error(JsonNode request, int code, String message) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    answer.set("error", JSON.createObjectNode().put("code", code).put("message", message));
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
