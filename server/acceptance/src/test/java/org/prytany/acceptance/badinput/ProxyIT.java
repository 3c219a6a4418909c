package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.badinput.BadNeighbours.House;
import org.prytany.cli.ApiClient;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.web3j.crypto.Credentials;

/**
 * Who a client is, and who gets through, behind a real nginx and without one, over IPv4 and IPv6.
 */
@ExtendWith(BadNeighbours.class)
class ProxyIT {

  /** More than anybody may do in a minute, several times. */
  private static final int MOST = 2_000;

  private static final String ACT = "POST /api/v1/digest";
  private static final String LOCAL_NETWORK = "0000000000000000::/64";

  /** What a stranger may write to be taken for somebody else, or for the operator. */
  private static final List<List<String>> HEADERS =
      List.of(
          List.of(),
          List.of("X-Forwarded-For: 127.0.0.1"),
          List.of("X-Forwarded-For: 8.8.8.8"),
          List.of("X-Forwarded-For: 8.8.4.4, 127.0.0.1"),
          List.of("X-Forwarded-For: 9.9.9.9", "X-Forwarded-For: ::1"),
          List.of("X-Forwarded-For:"),
          List.of("X-Forwarded-For: [2001:db8:1:2::3]:443"),
          List.of("X-Forwarded-For: unknown, ,,", "X-Forwarded-For: 127.0.0.5"),
          List.of("X-Forwarded-For: " + "1.1.1.1, ".repeat(500) + "127.0.0.1"),
          List.of("Forwarded: for=127.0.0.1;host=localhost"),
          List.of("Forwarded: for=\"[::1]:80\", for=127.0.0.5"),
          List.of("Forwarded: for=1.2.3.4", "X-Forwarded-For: 127.0.0.1"),
          List.of("X-Real-IP: 127.0.0.1", "X-Client-IP: ::1", "True-Client-IP: 127.0.0.1"),
          List.of("Host: localhost"),
          List.of("Host: [::1]:9080", "X-Forwarded-Host: 127.0.0.1:9080"),
          List.of("$WSRA: 127.0.0.1", "$WSRH: localhost", "$WSSN: localhost", "$WSIS: true"));

  @TempDir private static Path folder;
  private static House house;
  private static Nginx nginx;
  private static List<Way> ways = List.of();

  /**
   * @param client whom the server takes a request on this way to be of
   */
  private record Way(String name, RawHttp to, String from, String client) {}

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Nginx.program().isPresent(),
        "nginx is not installed, and behind another proxy nothing is tried:"
            + " apt-get install nginx-light");
    house = BadNeighbours.house();
    int port = house.server().address().getPort();
    nginx = new Nginx(folder, port);
    ways =
        List.of(
            new Way("direct", new RawHttp("127.0.0.1", port, false), "127.0.0.21", "127.0.0.21"),
            new Way("TLS", new RawHttp("::1", house.tlsPort, true), "::1", LOCAL_NETWORK),
            new Way(
                "nginx", new RawHttp("127.0.0.1", nginx.usual, false), "127.0.0.22", Nginx.UNKNOWN),
            new Way("nginx, v6", new RawHttp("::1", nginx.usual, false), "::1", Nginx.UNKNOWN),
            new Way(
                "nginx as documented",
                new RawHttp("127.0.0.1", nginx.documented, false),
                "127.0.0.23",
                "127.0.0.23"),
            new Way(
                "nginx as documented, v6",
                new RawHttp("::1", nginx.documented, false),
                "::1",
                LOCAL_NETWORK));
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (nginx != null) {
      nginx.close();
    }
  }

  @Test
  void no_way_and_no_header_makes_a_request_the_operators_own() throws Exception {
    for (Way way : ways) {
      for (List<String> headers : HEADERS) {
        for (String start : List.of(ACT, "GET /api/v1/alerts")) {
          RawHttp.Answer answer = send(way.to(), way.from(), start, headers);
          // 429 where another test has used the client's share: that is no way in either.
          assertThat(answer.status()).as(way + " " + headers + answer.body()).isIn(401, 429);
        }
      }
    }
  }

  @Test
  void no_header_gives_a_client_another_ones_limits() throws Exception {
    for (Way way : ways) {
      for (List<String> headers : HEADERS) {
        assertThat(refusal(way.to(), way.from(), headers))
            .as(way + " " + headers)
            .contains("from " + way.client() + " more was asked");
      }
    }
  }

  @Test
  void clients_are_told_apart_behind_a_proxy_that_is_known() throws Exception {
    RawHttp to = new RawHttp("127.0.0.1", nginx.documented, false);
    assertThat(refusal(to, "127.0.0.31", List.of())).contains("from 127.0.0.31 ");

    assertThat(send(to, "127.0.0.32", ACT, List.of()).status()).isEqualTo(401);
  }

  @Test
  void of_ipv6_a_whole_network_is_one_client() throws Exception {
    RawHttp direct = new RawHttp("127.0.0.1", house.server().address().getPort(), false);
    RawHttp twice = new RawHttp("127.0.0.1", nginx.documented, false);
    for (RawHttp to : List.of(direct, twice)) {
      String network = to == direct ? "2001:db8:7:8" : "2001:db8:7:a";
      refusal(to, House.OUTER_PROXY, named(network + "::1"));

      assertThat(refusal(to, House.OUTER_PROXY, named(network + ":ffff::2")))
          .contains("from " + network.replace("2001:db8:7:", "20010db80007000") + "::/64 ");
      assertThat(
              send(to, House.OUTER_PROXY, ACT, named(network.replace("db8", "db9") + "::1"))
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void a_treasurers_rejection_arrives_while_everybody_else_is_refused() throws Exception {
    DemoProposal made =
        house.dao.propose(
            house.chain.account(1),
            List.of(
                house.dao.actions().payStablecoin(Operator.NOBODY, BigInteger.valueOf(2_000_000))),
            "# Pay two\n\nPay 2 DUSD to " + Operator.NOBODY + ".");
    String proposal = "/api/v1/daos/" + House.GOOD + "/proposals/" + made.id();
    try (ApiClient api = house.api()) {
      Asking.until(api, proposal, view -> view.hasNonNull("contentHash"));
    }
    try (Flood flood = new Flood(new RawHttp("127.0.0.1", nginx.usual, false), "127.0.0.41");
        ApiClient sameNetwork = new ApiClient(URI.create("http://127.0.0.1:" + nginx.usual));
        ApiClient other = new ApiClient(URI.create("http://127.0.0.1:" + nginx.documented))) {
      flood.awaitRefused(130);
      assertThatThrownBy(() -> signInUntilRefused(sameNetwork))
          .isInstanceOfSatisfying(
              ApiClient.Problem.class, problem -> assertThat(problem.status()).isEqualTo(429));
      assertThat(reject(sameNetwork, house.treasurers.get(0), proposal)).contains("reject");
      assertThat(reject(other, house.treasurers.get(1), proposal)).contains("reject");
      Treasurer owner = signIn(sameNetwork, house.owner);
      ObjectNode statement =
          (ObjectNode) owner.api().get(proposal + "/statement?kind=reject&treasurer=" + House.SAFE);
      // It names its owner and answers nothing else: the signature is looked at, and refused.
      assertThatThrownBy(() -> owner.submit(proposal, statement, "0x" + "11".repeat(65)))
          .isInstanceOfSatisfying(
              ApiClient.Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
    }
  }

  @Test
  void what_an_operator_signed_is_read_while_everybody_else_is_refused() throws Exception {
    RawHttp to = new RawHttp("127.0.0.1", nginx.usual, false);
    DemoProposal made =
        house.dao.propose(
            house.chain.account(1),
            List.of(
                house.dao.actions().payStablecoin(Operator.NOBODY, BigInteger.valueOf(4_000_000))),
            "# Pay four\n\nPay 4 DUSD to " + Operator.NOBODY + ".");
    String proposal = "/api/v1/daos/" + House.GOOD + "/proposals/" + made.id();
    try (ApiClient api = house.api()) {
      Asking.until(api, proposal, view -> view.hasNonNull("contentHash"));
    }
    Credentials operator = house.operators.getFirst();
    OperatorDecision unsigned =
        new OperatorDecision(
            new ProposalKey(
                house.chain.chainId(), new Address(house.dao.addresses().governor()), made.id()),
            Support.AGAINST,
            "too large",
            new Address(operator.getAddress()),
            new Address(Operator.NOBODY),
            1,
            2_000_000_000,
            "0x" + "11".repeat(32),
            "0x" + "00".repeat(32),
            "",
            Optional.empty());
    try (Flood flood = new Flood(to, "127.0.0.42")) {
      flood.awaitRefused(130);
      String decisions = "POST " + proposal + "/decisions";
      String stranger = body(unsigned, Credentials.create("bad"));
      RawHttp.Answer refused = post(to, decisions, stranger);
      for (int i = 0; i < MOST && refused.status() != 429; i++) {
        refused = post(to, decisions, stranger);
      }
      assertThat(refused.status()).as(refused.body()).isEqualTo(429);

      // The DAO has no account that votes here: that is what it is refused for, and not the flood.
      RawHttp.Answer read = post(to, decisions, body(unsigned, operator));
      assertThat(read.status()).as(read.body()).isIn(403, 422);

      List<String> key = List.of("Prytany-Key: " + Operator.DIGEST_KEY);
      assertThat(send(to, "127.0.0.43", "GET " + proposal, key).status()).isEqualTo(200);
    }
  }

  private static RawHttp.Answer post(RawHttp to, String start, String body) throws IOException {
    return to.send(
        "127.0.0.43",
        start,
        List.of("Content-Type: application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(OperatorDecision unsigned, Credentials by) throws IOException {
    ObjectNode body = (ObjectNode) ApiClient.JSON.readTree(unsigned.data().json()).path("message");
    return body.put("signature", Treasurer.signed(unsigned.data().digest(), by)).toString();
  }

  private static String reject(ApiClient api, Credentials wallet, String proposal)
      throws IOException {
    Treasurer treasurer = signIn(api, wallet);
    ObjectNode statement = treasurer.statement(proposal, "reject");
    JsonNode payout =
        treasurer.submit(proposal, statement, treasurer.sign(statement.path("typedData")));
    return payout.path("approvals").path("statements").toString();
  }

  private static void signInUntilRefused(ApiClient api) throws IOException {
    for (int i = 0; i < MOST; i++) {
      signIn(api, Credentials.create(BigInteger.valueOf(77_777L + i).toString(16)));
    }
  }

  private static Treasurer signIn(ApiClient api, Credentials wallet) throws IOException {
    return Treasurer.signIn(api, house.server().address(), house.chain.chainId(), wallet);
  }

  private static List<String> named(String client) {
    return List.of("X-Forwarded-For: " + client);
  }

  /** Asks until it is too often, and says why. */
  private static String refusal(RawHttp to, String from, List<String> headers) throws IOException {
    for (int i = 0; i < MOST; i++) {
      RawHttp.Answer answer = send(to, from, ACT, headers);
      if (answer.status() == 429) {
        return ApiClient.JSON.readTree(answer.body()).path("detail").asText();
      }
      assertThat(answer.status()).as(headers + answer.body()).isEqualTo(401);
    }
    throw new AssertionError("never refused from " + from + " with " + headers);
  }

  private static RawHttp.Answer send(RawHttp to, String from, String start, List<String> headers)
      throws IOException {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Type: application/json");
    return to.send(from, start, all, "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** One client that asks all the time. */
  private static final class Flood implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread;

    Flood(RawHttp to, String from) {
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      try {
                        if (send(to, from, ACT, List.of()).status() == 429) {
                          refused.incrementAndGet();
                        }
                      } catch (IOException e) {
                        // A connection that a busy machine drops is none that was let through.
                        continue;
                      }
                    }
                  });
    }

    void awaitRefused(int times) throws InterruptedException {
      while (refused.get() < times) {
        Thread.sleep(20);
      }
    }

    @Override
    public void close() throws InterruptedException {
      over.set(true);
      thread.join();
    }
  }
}
