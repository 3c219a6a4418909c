package org.prytany.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.ApiContract;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.demo.DemoServer;
import org.prytany.demo.DemoWorld;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** What the API answers to good and bad requests, and that nothing it says carries a secret. */
class ApiIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String NOBODY = "0x00000000000000000000000000000000000a4d31";

  private static DemoWorld world;
  private static DemoServer server;
  private static Path data;
  private static String proposal;
  private static ApiContract contract;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> answers = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    data = folder;
    Path home = Path.of("../..").toAbsolutePath().normalize();
    Installation installation = new Installation(home);
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    world = DemoWorld.start();
    server = DemoServer.start(installation, world, data, ServerProcess.freePort());
    server.awaitReady();
    DemoDao dao = world.dao();
    DemoProposal made =
        dao.propose(
            world.proposer(),
            List.of(dao.actions().payStablecoin(NOBODY, java.math.BigInteger.valueOf(1_000_000))),
            "# Pay one\n\nPay 1 DUSD to " + NOBODY + ".");
    proposal = "/api/v1/daos/" + DemoServer.DAO + "/proposals/" + made.id();
    Instant end = Instant.now().plus(PATIENCE);
    boolean read = false;
    try (ApiClient api = server.api()) {
      contract = new ApiContract(api.get("/openapi?format=JSON"));
      while (!read && Instant.now().isBefore(end)) {
        read = api.status(proposal) == 200 && api.get(proposal).has("verdict");
        Thread.sleep(200);
      }
    }
    assertThat(read).as("the proposal was read and digested").isTrue();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
    if (world != null) {
      world.close();
    }
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .timeout(Duration.ofMinutes(5))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    answers.add(response.headers().map() + "\n" + response.body());
    if (response.headers().firstValue("Content-Encoding").isEmpty()
        && response.statusCode() != 304) {
      assertThat(
              contract.faults(
                  method,
                  path,
                  response.statusCode(),
                  response.headers().firstValue("Content-Type"),
                  response.body()))
          .as("%s %s", method, path)
          .isEmpty();
    }
    return response;
  }

  private void refused(HttpResponse<String> response, int status, String code) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = ApiClient.JSON.readTree(response.body());
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("org.prytany");
  }

  private String message(Credentials wallet, String nonce, long chainId) {
    URI origin = server.address();
    return origin.getAuthority()
        + " wants you to sign in with your Ethereum account:\n"
        + Keys.toChecksumAddress(wallet.getAddress())
        + "\n\nSign in.\n\nURI: "
        + origin
        + "\nVersion: 1\nChain ID: "
        + chainId
        + "\nNonce: "
        + nonce
        + "\nIssued At: "
        + Instant.now();
  }

  private HttpResponse<String> signIn(Credentials wallet, String nonce, long chainId)
      throws IOException, InterruptedException {
    String message = message(wallet, nonce, chainId);
    Sign.SignatureData signed =
        Sign.signPrefixedMessage(message.getBytes(StandardCharsets.UTF_8), wallet.getEcKeyPair());
    String signature =
        Numeric.toHexString(signed.getR())
            + Numeric.toHexStringNoPrefix(signed.getS())
            + Numeric.toHexStringNoPrefix(signed.getV());
    String body =
        ApiClient.JSON
            .createObjectNode()
            .put("message", message)
            .put("signature", signature)
            .toString();
    return send("POST", "/api/v1/session", body, "Content-Type", "application/json");
  }

  private String nonce() throws IOException, InterruptedException {
    return ApiClient.JSON
        .readTree(send("GET", "/api/v1/session/nonce", "").body())
        .path("nonce")
        .asText();
  }

  @Test
  void aFeedIsUnchangedForWhoeverHasItsTagAndForNobodyElse() throws Exception {
    String feed = "/api/v1/daos/" + DemoServer.DAO + "/feed.atom?kind=waiting";
    HttpResponse<String> whole = send("GET", feed, "");
    assertThat(whole.statusCode()).isEqualTo(200);
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    String later = "Fri, 01 Jan 2100 00:00:00 GMT";

    HttpResponse<String> again = send("GET", feed, "", "If-None-Match", tag);
    if (again.statusCode() != 304) { // Only if meanwhile something of it changed.
      assertThat(again.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
    }
    // What feed readers send when the feed changed and its times did not.
    assertThat(
            send("GET", feed, "", "If-None-Match", "\"other\"", "If-Modified-Since", later)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFileOfThePageIsUnchangedForWhoeverHasItsTagCompressedOrNot() throws Exception {
    for (String path : List.of("/docs/search.json", "/", "/docs/")) {
      HttpResponse<String> whole = send("GET", path, "", "Accept-Encoding", "gzip");
      assertThat(whole.statusCode()).as(path).isEqualTo(200);
      assertThat(whole.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
      String tag = whole.headers().firstValue("ETag").orElseThrow();

      HttpResponse<String> again = send("GET", path, "", "If-None-Match", tag);
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
      assertThat(send("GET", path, "", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void bad_requests_are_answered_as_problems() throws Exception {
    refused(send("GET", "/api/v1/nothing", ""), 404, "NOT_FOUND");
    refused(send("GET", "/nothing.html", ""), 404, "NOT_FOUND");
    refused(send("GET", "/api/v1/daos/other", ""), 404, "NOT_FOUND");
    refused(send("DELETE", "/api/v1/daos", ""), 405, "METHOD_NOT_ALLOWED");
    refused(send("GET", "/api/v1/daos/demo/proposals?limit=0", ""), 400, "INVALID_INPUT");
    refused(send("GET", "/api/v1/daos/demo/proposals?state=lost", ""), 400, "INVALID_INPUT");
    refused(send("GET", "/api/v1/daos/demo/proposals/one", ""), 400, "INVALID_INPUT");
    refused(
        send("POST", "/api/v1/session", "hello", "Content-Type", "text/plain"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    refused(
        send("POST", "/api/v1/session", "{not json", "Content-Type", "application/json"),
        400,
        "INVALID_INPUT");
    HttpResponse<String> misspelt =
        send("POST", "/api/v1/draft", "{\"txt\":\"# Pay\"}", "Content-Type", "application/json");
    refused(misspelt, 400, "INVALID_INPUT");
    assertThat(misspelt.body()).contains("txt");
    refused(
        send("POST", "/api/v1/session", "x".repeat(1_100_000), "Content-Type", "application/json"),
        413,
        "TOO_LARGE");
  }

  @Test
  void acts_need_a_good_token_and_the_role() throws Exception {
    String statements = proposal + "/statements";
    refused(
        send("POST", statements, "{}", "Content-Type", "application/json"), 401, "NOT_SIGNED_IN");
    long chainId = world.chain().chainId();
    String token =
        ApiClient.JSON
            .readTree(signIn(world.treasurers().getFirst(), nonce(), chainId).body())
            .path("token")
            .asText();
    String who = send("GET", "/api/v1/session", "", "Authorization", "Bearer " + token).body();
    assertThat(who).contains("treasurer").doesNotContain("operator");
    refused(
        send("GET", "/api/v1/session", "", "Authorization", "Bearer " + token + "x"),
        401,
        "NOT_SIGNED_IN");
    refused(
        send("POST", proposal + "/effects", "", "Authorization", "Bearer " + token),
        403,
        "NOT_ALLOWED");
    String statement =
        """
        {"kind":"approve","executor":"0x0000000000000000000000000000000000000000","counter":1,
        "expiry":1,"contentHash":"0x00","actionsHash":"0x00","effectsHash":"0x00",
        "signature":"0x00"}""";
    refused(
        send(
            "POST",
            statements,
            statement,
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token),
        422,
        "APPROVAL_REFUSED");
  }

  @Test
  void a_sign_in_message_works_once_and_only_for_a_chain_of_ours() throws Exception {
    Credentials treasurer = world.treasurers().getFirst();
    String nonce = nonce();
    assertThat(signIn(treasurer, nonce, world.chain().chainId()).statusCode()).isEqualTo(200);
    refused(signIn(treasurer, nonce, world.chain().chainId()), 401, "LOGIN_REFUSED");
    refused(signIn(treasurer, nonce(), 1), 401, "LOGIN_REFUSED");
  }

  @Test
  void whoever_asks_for_a_page_gets_one_and_programs_get_problems() throws Exception {
    String[] browser = {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

    HttpResponse<String> place = send("GET", "/plugins", "", browser);
    HttpResponse<String> missing = send("GET", "/nonsense", "", browser);

    assertThat(place.statusCode()).isEqualTo(302);
    assertThat(place.headers().firstValue("Location").orElse("")).endsWith("/#/plugins");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(missing.body()).contains("No such page");
    refused(send("GET", "/plugins", ""), 404, "NOT_FOUND");
    refused(send("GET", "/api/v1/nothing", "", browser), 404, "NOT_FOUND");
  }

  @Test
  void what_is_large_is_sent_compressed_to_whoever_takes_that() throws Exception {
    String list = "/api/v1/daos/" + DemoServer.DAO + "/proposals";
    awaitLarge(list);
    for (String path : List.of("/", "/api/v1/audit?limit=1000", list)) {
      assertThat(
              send("GET", path, "", "Accept-Encoding", "gzip")
                  .headers()
                  .firstValue("Content-Encoding"))
          .as(path)
          .contains("gzip");
      assertThat(send("GET", path, "").headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void live_updates_are_not_held_back_to_be_compressed() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/api/v1/events"))
            .headers("Accept", "text/event-stream", "Accept-Encoding", "gzip")
            .timeout(PATIENCE)
            .build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());

    response.body().close();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
  }

  /** What is smaller than 2,048 bytes is not worth compressing to the server. */
  private void awaitLarge(String list) throws Exception {
    DemoDao dao = world.dao();
    for (int i = 2; i <= 4; i++) {
      dao.propose(
          world.proposer(),
          List.of(dao.actions().payStablecoin(NOBODY, java.math.BigInteger.valueOf(i))),
          "# Pay " + "the keepers of the harbour light ".repeat(3) + i + "\n\nPay some DUSD.");
    }
    Instant end = Instant.now().plus(PATIENCE);
    while (send("GET", list, "").body().length() <= 2_048) {
      assertThat(Instant.now()).as("the proposals were read").isBefore(end);
      Thread.sleep(200);
    }
  }

  @Test
  void every_answer_carries_the_headers_that_protect_a_browser() throws Exception {
    for (String path : List.of("/", "/api/v1/daos", "/api/v1/nothing")) {
      var headers = send("GET", path, "").headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    }
  }

  @Test
  void theDescriptionOfTheApiIsTheOneThatClientsAreMadeFrom() throws Exception {
    JsonNode served = ApiClient.JSON.readTree(send("GET", "/openapi?format=JSON", "").body());
    JsonNode written =
        ApiClient.JSON.readTree(
            Files.readString(Path.of("../app/src/main/resources/META-INF/openapi.json")));
    assertThat(served.get("paths")).isEqualTo(written.get("paths"));
    assertThat(served.get("components")).isEqualTo(written.get("components"));
  }

  @Test
  void a_page_says_where_the_next_one_begins() throws Exception {
    HttpResponse<String> first = send("GET", "/api/v1/audit?limit=1", "");
    HttpResponse<String> last = send("GET", "/api/v1/audit?from=1000000", "");

    assertThat(first.headers().firstValue("Link")).contains("<?from=2&limit=1>; rel=\"next\"");
    assertThat(last.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void nothing_that_is_said_or_written_carries_a_secret() throws Exception {
    for (String path :
        List.of(
            "/api/v1/daos",
            "/api/v1/daos/demo",
            "/api/v1/daos/demo/proposals",
            proposal,
            proposal + "/statement?treasurer=" + world.treasurers().getFirst().getAddress(),
            "/api/v1/daos/demo/pauses",
            "/api/v1/decisions",
            "/api/v1/ballots",
            "/api/v1/disbursements",
            "/api/v1/approvals",
            "/api/v1/duties",
            "/api/v1/plugins",
            "/api/v1/audit",
            "/api/v1/audit/verification",
            "/health/ready",
            "/health/live",
            "/metrics",
            "/openapi")) {
      HttpResponse<String> response = send("GET", path, "");
      assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    }
    List<String> secrets =
        List.of(
            URI.create(world.chain().rpcUrl()).getAuthority(),
            Files.readString(data.resolve("operator.password")).strip(),
            Numeric.toHexStringNoPrefixZeroPadded(
                world.operator().getEcKeyPair().getPrivateKey(), 64));
    for (String secret : secrets) {
      assertThat(answers).noneMatch(answer -> answer.contains(secret));
      for (Path log : logs()) {
        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
            .as("%s", log)
            .doesNotContain(secret);
      }
    }
  }

  private static List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("logs"))) {
      List<Path> logs = files.filter(Files::isRegularFile).toList();
      assertThat(logs).isNotEmpty();
      return logs;
    }
  }
}
