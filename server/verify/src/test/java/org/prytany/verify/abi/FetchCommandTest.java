package org.prytany.verify.abi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.OperatorAbi;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.CommandFailure;
import org.prytany.spi.Address;
import picocli.CommandLine;

/** ABIs of verified contracts, from a stand-in of such a server and of a chain. */
class FetchCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Address POOL = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address CODE = new Address("0x00000000000000000000000000000000000000cc");
  private static final String ABI =
      "[{\"type\":\"function\",\"name\":\"setSupplyCeiling\",\"inputs\":[{\"name\":\"cap\","
          + "\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\"}]";

  @TempDir private Path folder;
  private HttpServer http;
  private final Map<String, String> codes = new TreeMap<>();
  private final Map<String, String> slots = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private int status = 200;
  private String answer = "";
  private String said = "";
  private String refused = "";
  private Path config;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/rpc", this::chain);
    http.createContext("/v2/", this::verified);
    http.start();
    config = folder.resolve("prytany.properties");
    configure("prytany.decode.sourcify-url = " + base() + "\n");
    codes.put(POOL.hex(), "0x6001");
    answer = contract(POOL, "exact_match", "0x6001");
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void configure(String lines) throws IOException {
    Files.writeString(
        config,
        "prytany.dao.demo.chain-id = 5\nprytany.dao.demo.rpc-url = " + base() + "/rpc\n" + lines);
  }

  /** The form of the published API, with the fields that are asked for. */
  private static String contract(Address address, String match, String code) {
    return "{\"matchId\":\"1\",\"match\":\""
        + match
        + "\",\"creationMatch\":null,\"runtimeMatch\":\""
        + match
        + "\",\"chainId\":\"5\",\"address\":\""
        + address.hex().replace('a', 'A')
        + "\",\"verifiedAt\":\"2024-07-24T12:00:00Z\",\"abi\":"
        + ABI
        + ",\"compilation\":{\"name\":\"Pool\"},\"runtimeBytecode\":{\"onchainBytecode\":\""
        + code
        + "\"}}";
  }

  private void chain(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String of = request.path("params").path(0).asText("");
    String result =
        switch (request.path("method").asText()) {
          case "eth_chainId" -> "0x5";
          case "eth_getCode" -> codes.getOrDefault(of, "0x");
          case "eth_getStorageAt" -> slots.getOrDefault(of, "0x" + "0".repeat(64));
          default -> "0x";
        };
    reply(
        exchange,
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",\"result\":\"" + result + "\"}");
  }

  private void verified(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    reply(exchange, status, answer);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int fetch(Object... more) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new AbiCommand());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof CommandFailure known) {
            refused = known.getMessage() + "\n" + known.remedy();
            return 2;
          }
          throw failure;
        });
    List<String> words =
        new ArrayList<>(List.of("fetch", "5", POOL.hex(), "--config", config.toString()));
    Stream.of(more).map(Object::toString).forEach(words::add);
    int code = line.execute(words.toArray(String[]::new));
    said = out.toString();
    return code;
  }

  private List<OperatorAbi> taught() {
    Path abis = folder.resolve("abis");
    return Files.isDirectory(abis) ? OperatorFiles.read(abis) : List.of();
  }

  @Test
  void anAbiIsBoundToTheContractAndTheCodeThatTheChainHas() {
    assertThat(fetch()).isZero();

    assertThat(said).contains("Pool-5-" + POOL + ": 1 function").contains("restart the server");
    assertThat(asked)
        .containsExactly(
            "/v2/contract/5/"
                + POOL
                + "?fields=abi,compilation.name,runtimeBytecode.onchainBytecode");
    assertThat(taught())
        .singleElement()
        .satisfies(
            abi ->
                assertThat(abi.binding())
                    .contains(
                        new OperatorAbi.Binding(
                            5, POOL, Optional.of(AbiBytes.keccak(new byte[] {0x60, 0x01})))));
  }

  @Test
  void whatIsThereForThatCodeIsNotAskedAgainAndOtherCodeIs() {
    fetch();
    assertThat(fetch()).isZero();
    assertThat(said).contains("Nothing to ask");
    assertThat(asked).hasSize(1);

    codes.put(POOL.hex(), "0x6002");
    assertThat(fetch()).isEqualTo(2);
    assertThat(refused).contains("other code than the chain's endpoint has");
    assertThat(taught()).hasSize(1);

    answer = contract(POOL, "exact_match", "0x6002");
    assertThat(fetch()).isZero();
    assertThat(said).contains("which was about other code");
    assertThat(taught()).hasSize(1);
  }

  @Test
  void aProxysCodeIsAskedAbout() {
    slots.put(POOL.hex(), "0x" + "0".repeat(24) + CODE.hex().substring(2));
    codes.put(CODE.hex(), "0x6003");
    answer = contract(CODE, "exact_match", "0x6003");

    assertThat(fetch()).isZero();

    assertThat(said).contains("runs the code of " + CODE);
    assertThat(asked.getFirst()).contains(CODE.hex());
    assertThat(taught().getFirst().binding().orElseThrow().address()).isEqualTo(CODE);
  }

  @Test
  void codeAloneIsTakenOnlyWhereTheOperatorSaysSo() throws IOException {
    answer = contract(POOL, "match", "0x6001");
    assertThat(fetch()).isEqualTo(2);
    assertThat(refused).contains("by its code alone").contains("sourcify-match=match");
    assertThat(taught()).isEmpty();

    configure(
        "prytany.decode.sourcify-url = " + base() + "/\nprytany.decode.sourcify-match = match\n");
    assertThat(fetch()).isZero();
  }

  @Test
  void nobodyIsAskedWithoutAnAddressFromTheOperator() throws IOException {
    configure("");
    assertThat(fetch()).isEqualTo(2);
    assertThat(refused).contains("none is asked without that");
    assertThat(asked).isEmpty();

    assertThat(fetch("--source", base())).isZero();
  }

  @Test
  void whatCannotBeUsedIsRefusedAndLeavesNothing() {
    Map<String, String> answers = new TreeMap<>();
    answers.put("another contract", contract(CODE, "exact_match", "0x6001"));
    answers.put(
        "another contract ",
        contract(POOL, "exact_match", "0x6001").replace("\"chainId\":\"5\"", "\"chainId\":\"1\""));
    answers.put("no code or no ABI", contract(POOL, "exact_match", "6001"));
    answers.put("not with JSON", "<html>");
    answers.put("more than 8 MiB", "\"" + "x".repeat((int) OperatorFiles.LARGEST + 1) + "\"");
    answers.put("is not verified there", contract(POOL, "null", "0x6001"));
    answers.put("cannot be read", contract(POOL, "exact_match", "0x6001").replace("256", "257"));
    answers.forEach(
        (why, body) -> {
          answer = body;
          assertThat(fetch()).as(why).isEqualTo(2);
          assertThat(refused).contains(why.strip());
        });
    status = 404;
    assertThat(fetch()).isEqualTo(2);
    assertThat(refused).contains("is not verified there");
    status = 429;
    answer = "{\"customCode\":\"too_many_requests\",\"message\":\"Slow down\"}";
    assertThat(fetch()).isEqualTo(2);
    assertThat(refused).contains("status 429: Slow down");
    status = 302;
    assertThat(fetch()).isEqualTo(2);
    codes.clear();
    assertThat(fetch()).isEqualTo(2);
    assertThat(refused).contains("There is no contract at");
    assertThat(fetch("--source", "http://192.0.2.1")).isEqualTo(2);
    assertThat(taught()).isEmpty();
  }
}
