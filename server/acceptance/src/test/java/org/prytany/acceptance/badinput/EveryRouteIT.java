package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prytany.acceptance.badinput.BadNeighbours.House;
import org.prytany.acceptance.server.ApiContract;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;
import org.prytany.contracts.localchain.DemoProposal;
import org.web3j.crypto.Credentials;

/** Every route that the running server says it has, with every kind of caller and of bad input. */
@ExtendWith(BadNeighbours.class)
class EveryRouteIT {

  private static final String API = "/api/v1";

  private enum Caller {
    NOBODY,
    WRONG_TOKEN,
    EXPIRED_TOKEN,
    STRANGER,
    OTHER_DAOS_TREASURER,
    TREASURER,
    OPERATOR,
    PROGRAM_WITH_KEY
  }

  /** Who may: what each caller is answered, "ok" standing for what the route answers at best. */
  private static final Map<String, List<String>> ANSWERS =
      Map.of(
          "anybody", List.of("ok", "401", "401", "ok", "ok", "ok", "ok", "ok"),
          "by-signature", List.of("ok", "401", "401", "ok", "ok", "ok", "ok", "ok"),
          "by-link", List.of("ok", "401", "401", "ok", "ok", "ok", "ok", "ok"),
          "signed-in", List.of("401", "401", "401", "ok", "ok", "ok", "ok", "401"),
          "treasurer", List.of("401", "401", "401", "403", "403", "ok", "403", "401"),
          "operator", List.of("401", "401", "401", "403", "403", "403", "ok", "401"),
          "operator-or-key", List.of("401", "401", "401", "403", "403", "403", "ok", "ok"));

  /** What a route needs to be answered well. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "GET /daos/{dao}/proposals/{id}/statement", "?kind=reject&treasurer=" + Operator.NOBODY,
          "GET /search", "?q=pay",
          "GET /daos/{dao}/pause", "?kind=pause&scope=all&treasurer=" + Operator.NOBODY,
          "GET /daos/{dao}/proposals/{id}/decision", "?support=for&operator=" + Operator.NOBODY);

  /**
   * Else 200, and 400 for what is sent an empty object. The DAO has no account to vote with, no
   * changed policy waits, nothing can be set for a plugin, and nobody is named who would sign.
   */
  private static final Map<String, Integer> BEST =
      Map.of(
          "GET /daos/{dao}/proposals/{id}/decision", 422,
          "GET /rules/changed", 204,
          "GET /plugins/order", 400,
          "GET /plugins/{plugin}/settings", 404,
          "GET /plugins/{plugin}/settings/order", 400,
          "GET /rules/confirmation", 400,
          "POST /daos/{dao}/proposals/{id}/effects", 200);

  private static int best(String route, int usual) {
    boolean ofSpace = route.contains("{space}");
    return ofSpace ? NO_SPACE : BEST.getOrDefault(route, usual);
  }

  private static final int NO_SPACE = 404;

  private static final List<String> ODD =
      List.of(
          "%00",
          "%2e%2e%2f",
          "-1",
          "0",
          "1e9",
          "99999999999999999999",
          "0x",
          "é中\ud83d\ude00",
          "%ff%fe",
          "a".repeat(4_000),
          "1".repeat(4_000),
          "{}",
          "<script>",
          "2026-13-45",
          "0x" + "zz".repeat(20),
          "null",
          " ");

  private static final List<byte[]> BODIES =
      bytes(
          "",
          "{",
          "[]",
          "null",
          "\"text\"",
          "{\"a\":".repeat(20_000),
          "[".repeat(20_000),
          "{\"kind\":1,\"message\":[],\"signature\":{},\"channel\":7,\"title\":{},\"body\":3}",
          "{\"kind\":\"reject\",\"counter\":1e999999999,\"expiry\":\"x\",\"signature\":\"0x\"}",
          "{\"counter\":" + "9".repeat(50_000) + ",\"expiry\":-1}",
          "{\"kind\":\"approve\",\"kind\":\"reject\",\"effects\":[1,null,{}],\"lifts\":\"x\"}",
          "{\"message\":\"" + "a".repeat(20_000) + "\",\"signature\":\"0x\"}",
          "{\"title\":\"t\",\"body\":\"b\",\"actions\":[{\"target\":\"x\",\"value\":\"1e99\"}]}",
          "{\"title\":\"t\",\"body\":\"b\",\"actions\":[[[]],1],\"names\":[],\"tokens\":{}}");

  private static House house;
  private static RawHttp server;
  private static final Map<String, String> ROUTES = new TreeMap<>();
  private static final Map<Caller, List<String>> HEADERS = new EnumMap<>(Caller.class);
  private static List<String> operators = List.of();
  private static String proposal;
  private static String contentHash;
  private static JsonNode paths;
  private static ApiContract contract;
  private static int asked;

  @BeforeAll
  static void start() throws Exception {
    house = BadNeighbours.house();
    server = new RawHttp("127.0.0.1", house.server().address().getPort(), false);
    for (String line :
        Files.readAllLines(
            home().resolve("server/app/src/test/resources/org/prytany/app/rest/routes.txt"))) {
      if (!line.startsWith("#")) {
        int last = line.lastIndexOf(' ');
        ROUTES.put(line.substring(0, last), line.substring(last + 1));
      }
    }
    try (ApiClient api = house.api()) {
      JsonNode description = api.get("/openapi?format=JSON");
      paths = description.path("paths");
      contract = new ApiContract(description);
      propose(api);
      HEADERS.put(Caller.NOBODY, List.of());
      HEADERS.put(Caller.WRONG_TOKEN, bearer("not-a-token"));
      HEADERS.put(Caller.EXPIRED_TOKEN, bearer(expired()));
      HEADERS.put(Caller.STRANGER, signedIn(Credentials.create("a11ce"), api));
      HEADERS.put(Caller.OTHER_DAOS_TREASURER, signedIn(house.otherDaosTreasurer, api));
      HEADERS.put(Caller.TREASURER, signedIn(house.treasurers.get(2), api));
      HEADERS.put(Caller.OPERATOR, signedIn(house.operators.get(0), api));
      HEADERS.put(Caller.PROGRAM_WITH_KEY, List.of("Prytany-Key: " + Operator.DIGEST_KEY));
      List<String> tokens = new ArrayList<>();
      for (Credentials operator : house.operators.subList(1, house.operators.size())) {
        tokens.addAll(signedIn(operator, api));
      }
      operators = tokens;
    }
  }

  private static void propose(ApiClient api) throws Exception {
    DemoProposal made =
        house.dao.propose(
            house.chain.account(1),
            List.of(
                house.dao.actions().payStablecoin(Operator.NOBODY, BigInteger.valueOf(3_000_000))),
            "# Pay three\n\nPay 3 DUSD to " + Operator.NOBODY + ".");
    proposal = made.id().toString();
    contentHash =
        Asking.until(
                api,
                API + "/daos/" + House.GOOD + "/proposals/" + proposal,
                view -> view.hasNonNull("digest"))
            .path("contentHash")
            .asText();
  }

  @Test
  void every_route_that_the_server_has_is_listed_with_who_may_use_it() {
    List<String> there = new ArrayList<>();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            there.add(
                                method.toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + path.getKey().replace(API, ""))));

    assertThat(there).containsExactlyInAnyOrderElementsOf(ROUTES.keySet());
  }

  @Test
  void every_caller_is_answered_as_the_route_says() throws Exception {
    for (Map.Entry<String, String> route : ROUTES.entrySet()) {
      String name = route.getKey();
      int best = best(name, name.startsWith("GET ") ? 200 : 400);
      for (Caller caller : Caller.values()) {
        String expected = ANSWERS.get(route.getValue()).get(caller.ordinal());
        RawHttp.Answer answer =
            send(
                filled(name, House.GOOD, proposal) + QUERIES.getOrDefault(name, ""),
                HEADERS.get(caller),
                name.startsWith("GET ") ? new byte[0] : bytes("{}").getFirst());
        assertThat(answer.status())
            .as("%s by %s: %s", name, caller, answer.body())
            .isEqualTo(expected.equals("ok") ? best : Integer.parseInt(expected));
        saysNothingOfTheInside(name, answer);
      }
    }
    assertThat(contract.held())
        .as("answered as the description says")
        .containsAll(
            ROUTES.keySet().stream()
                .filter(name -> name.startsWith("GET "))
                .map(name -> name.replace(" /", " " + API + "/") + " " + described(name))
                .toList());
  }

  /** What the description calls the best answer to a GET. */
  private static String described(String route) {
    int best = best(route, 200);
    return best < 400 ? Integer.toString(best) : "default";
  }

  @Test
  void who_asks_to_be_told_is_answered_alike_and_their_address_is_shown_to_nobody()
      throws Exception {
    byte[] wanted =
        bytes(
                "{\"address\":\"ann@reader.example\",\"daos\":[\""
                    + House.GOOD
                    + "\"],\"kinds\":[\"stopped\"]}")
            .getFirst();
    for (int i = 0; i < 4; i++) {
      RawHttp.Answer answer = send("POST " + API + "/subscriptions/mail", List.of(), wanted);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("Open your mail");
    }
    RawHttp.Answer told =
        send("GET " + API + "/alerts", HEADERS.get(Caller.PROGRAM_WITH_KEY), new byte[0]);
    assertThat(told.body()).contains("\"readers\"").doesNotContain("reader.example", "@subscriber");
    String end = "POST " + API + "/subscriptions/end?link=" + "0".repeat(32);
    byte[] click = bytes("List-Unsubscribe=One-Click").getFirst();
    RawHttp.Answer ended =
        server.send(
            "127.0.1.1",
            end + "." + "0".repeat(32),
            List.of("Content-Type: application/x-www-form-urlencoded", "Accept: text/html"),
            click);
    assertThat(ended.status()).as(ended.body()).isEqualTo(204);
    assertThat(send(end, List.of(), click).status()).as("a link that was cut off").isEqualTo(400);
  }

  @Test
  void no_body_is_answered_with_an_error_of_the_server() throws Exception {
    for (String route : ROUTES.keySet()) {
      if (route.startsWith("POST ") && !route.endsWith("/effects")) {
        for (byte[] body : BODIES) {
          RawHttp.Answer answer =
              send(filled(route, House.GOOD, proposal), mightiest(ROUTES.get(route)), body);
          assertThat(answer.status())
              .as("%s with %s: %s", route, start(body), answer.body())
              .isLessThan(500)
              .isNotIn(403, 429);
          // Only a sign-in may be refused as one: whoever asks here may.
          assertThat(answer.status() == 401).as(answer.body()).isEqualTo(isRefusedSignIn(answer));
          saysNothingOfTheInside(route, answer);
        }
      }
    }
  }

  @Test
  void no_path_and_no_parameter_is_answered_with_an_error_of_the_server() throws Exception {
    for (String route : ROUTES.keySet()) {
      for (String odd : ODD) {
        List<String> asked = new ArrayList<>();
        if (route.contains("{")) {
          asked.add(filled(route, encoded(odd), encoded(odd)));
          asked.add(filled(route, House.GOOD, encoded(odd)));
        }
        for (String parameter : parameters(route)) {
          asked.add(filled(route, House.GOOD, proposal) + "?" + parameter + "=" + encoded(odd));
        }
        for (String start : asked) {
          RawHttp.Answer answer =
              send(
                  start,
                  start.startsWith("GET ") ? List.of() : mightiest(ROUTES.get(route)),
                  start.startsWith("GET ") ? new byte[0] : bytes("{}").getFirst());
          assertThat(answer.status()).as("%s: %s", start, answer.body()).isLessThan(500);
          if (hasNul(start)) {
            assertThat(answer.status()).isEqualTo(400);
          } else {
            saysNothingOfTheInside(start, answer);
          }
        }
      }
    }
  }

  /** What is right where a parameter of this name is asked for, so that what follows is reached. */
  private static Map<String, String> right() {
    return Map.ofEntries(
        Map.entry("dao", House.GOOD),
        Map.entry("kind", "pause"),
        Map.entry("operator", house.operators.getFirst().getAddress()),
        Map.entry("q", "pay"),
        Map.entry("reason", "why"),
        Map.entry("scope", "all"),
        Map.entry("server", "https://dao.example"),
        Map.entry("set", "room"),
        Map.entry("sha256", "0".repeat(64)),
        Map.entry("support", "for"),
        Map.entry("treasurer", Operator.NOBODY),
        Map.entry("unset", "hall"),
        Map.entry("values", "0".repeat(64)));
  }

  @Test
  void no_missing_parameter_is_answered_with_an_error_of_the_server() throws Exception {
    Map<String, String> right = right();
    for (String route : ROUTES.keySet()) {
      List<String> names = parameters(route).stream().filter(right::containsKey).sorted().toList();
      for (String missing : route.startsWith("GET ") ? names : List.<String>of()) {
        String query =
            names.stream()
                .filter(name -> !name.equals(missing))
                .map(name -> name + "=" + encoded(right.getOrDefault(name, "")))
                .collect(Collectors.joining("&"));
        RawHttp.Answer answer =
            send(
                filled(route, House.GOOD, proposal) + "?" + query,
                mightiest(ROUTES.get(route)),
                new byte[0]);
        assertThat(answer.status())
            .as("%s without %s: %s", route, missing, answer.body())
            .isLessThan(500);
        saysNothingOfTheInside(route, answer);
      }
    }
  }

  @Test
  void an_order_about_values_of_a_plugin_that_is_not_here_is_looked_at_whole() throws Exception {
    String operator = house.operators.getFirst().getAddress();
    String settings = "/plugins/" + House.GOOD + "/settings";
    String hash = "0".repeat(64);
    RawHttp.Answer asked =
        send(
            "GET "
                + API
                + settings
                + "/order?operator="
                + operator
                + "&set=room&values="
                + hash
                + "&server=https://dao.example",
            List.of(),
            new byte[0]);
    assertThat(asked.status()).as(asked.body()).isEqualTo(404);

    Map<String, String> fields = new TreeMap<>();
    try (ApiClient api = house.api()) {
      fields.put("governor", text(api.get(API + "/daos/" + House.GOOD).path("governor").asText()));
    }
    fields.put("kind", text("configure-plugin"));
    fields.put("plugin", text(House.GOOD));
    fields.put("server", text("https://dao.example"));
    fields.put("set", "[\"room\"]");
    fields.put("unset", "[]");
    fields.put("salted", "{\"room\":{\"value\":\"court\",\"salt\":\"" + hash + "\"}}");
    fields.put("values", text(hash));
    fields.put("replaces", text(hash));
    fields.put("operator", text(operator));
    fields.put("nonce", text(hash));
    fields.put("expiry", "1");
    fields.put("signature", text("0x"));
    refusesOrder(settings, fields);
    for (String field : fields.keySet()) {
      for (String odd : List.of("", "null", "7", "[null]", "{\"room\":{\"value\":7}}", "\"zz\"")) {
        Map<String, String> broken = new TreeMap<>(fields);
        if (odd.isEmpty()) {
          broken.remove(field);
        } else {
          broken.put(field, odd);
        }
        refusesOrder(settings, broken);
      }
    }
  }

  private static void refusesOrder(String settings, Map<String, String> fields) throws Exception {
    String body =
        fields.entrySet().stream()
            .map(one -> text(one.getKey()) + ":" + one.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    RawHttp.Answer answer =
        send("POST " + API + settings + "/orders", List.of(), bytes(body).getFirst());
    assertThat(answer.status()).as("%s: %s", body, answer.body()).isBetween(400, 499);
    saysNothingOfTheInside(settings, answer);
  }

  private static String text(String its) {
    return '"' + its + '"';
  }

  /** The application server refuses such a path before anybody is asked. */
  private static boolean hasNul(String start) {
    return start.split("\\?", -1)[0].contains("%00");
  }

  private static boolean isRefusedSignIn(RawHttp.Answer answer) {
    return answer.body().contains("LOGIN_REFUSED");
  }

  private static void saysNothingOfTheInside(String route, RawHttp.Answer answer) {
    if (answer.status() >= 400) {
      assertThat(answer.head()).as(route + answer.body()).contains("application/problem+json");
      assertThat(answer.body())
          .as(route)
          .contains("\"code\":")
          .doesNotContain("Exception")
          .doesNotContain("org.prytany");
    }
  }

  private static List<String> parameters(String route) {
    List<String> names = new ArrayList<>();
    int space = route.indexOf(' ');
    paths
        .path(API + route.substring(space + 1))
        .path(route.substring(0, space).toLowerCase(java.util.Locale.ROOT))
        .path("parameters")
        .forEach(
            parameter -> {
              if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
              }
            });
    return names;
  }

  private static String filled(String route, String dao, String id) {
    return route
        .replace(" /", " " + API + "/")
        .replace("{dao}", dao)
        .replace("{space}", dao)
        .replace("{plugin}", dao)
        .replace("{id}", id)
        .replace("{contentHash}", id.equals(proposal) ? contentHash : id);
  }

  private static String encoded(String odd) {
    return odd.startsWith("%") ? odd : URLEncoder.encode(odd, StandardCharsets.UTF_8);
  }

  /** Of operators another one each time, so that none of them asks too often. */
  private static List<String> mightiest(String who) {
    return switch (who) {
      case "treasurer" -> HEADERS.get(Caller.TREASURER);
      case "operator" -> List.of(operators.get(asked % operators.size()));
      case "operator-or-key" -> HEADERS.get(Caller.PROGRAM_WITH_KEY);
      default -> List.of();
    };
  }

  /** From another address each time, so that nothing is asked too often. */
  private static RawHttp.Answer send(String start, List<String> headers, byte[] body)
      throws IOException {
    asked++;
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Type: application/json");
    RawHttp.Answer answer = server.send("127.0.1." + (1 + asked % 250), start, all, body);
    if (!hasNul(start)) {
      int space = start.indexOf(' ');
      assertThat(
              contract.faults(
                  start.substring(0, space),
                  start.substring(space + 1),
                  answer.status(),
                  answer.header("Content-Type"),
                  answer.body()))
          .as(start)
          .isEmpty();
    }
    return answer;
  }

  private static List<String> signedIn(Credentials wallet, ApiClient api) throws IOException {
    return bearer(Treasurer.token(api, house.server().address(), house.chain.chainId(), wallet));
  }

  private static List<String> bearer(String token) {
    return List.of("Authorization: Bearer " + token);
  }

  /** As the server's own are, but over, and under a key that is not the server's. */
  private static String expired() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(bytes("{\"typ\":\"JWT\",\"alg\":\"HS256\"}").getFirst())
        + "."
        + encoder.encodeToString(
            bytes("{\"iss\":\"prytany\",\"aud\":\"prytany\",\"exp\":1700000000,\"sub\":\"0x0\"}")
                .getFirst())
        + "."
        + encoder.encodeToString(new byte[32]);
  }

  private static Path home() {
    return BuiltHouse.installation().home();
  }

  private static List<byte[]> bytes(String... texts) {
    List<byte[]> all = new ArrayList<>();
    for (String text : texts) {
      all.add(text.getBytes(StandardCharsets.UTF_8));
    }
    if (texts.length > 1) {
      all.add(new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}'});
      all.add(new byte[100_000]);
    }
    return all;
  }

  private static String start(byte[] body) {
    return new String(body, 0, Math.min(40, body.length), StandardCharsets.ISO_8859_1);
  }
}
