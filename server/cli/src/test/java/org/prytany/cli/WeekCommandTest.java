package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** `prytany week` of an organisation with two governors, beside a DAO that stands alone. */
class WeekCommandTest {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/api/v1/spaces",
          "[{\"id\":\"signals\",\"name\":\"Signals\"}]",
          "/api/v1/spaces/signals/polls",
          "[]",
          "/api/v1/spaces/signals/period.md",
          "## Signals\n",
          "/api/v1/daos",
          """
          [{"id":"core","organisation":"Big"},{"id":"solo"},{"id":"grants","organisation":"Big"}]
          """,
          "/api/v1/daos/core/period",
          period("Core", "2026-01-09T00:00:00Z", "2026-01-01T00:00:00Z"),
          "/api/v1/daos/grants/period",
          period("Grants", "2026-01-08T00:00:00Z", "2026-01-02T00:00:00Z"),
          "/api/v1/daos/core/period.md",
          "## Core\n",
          "/api/v1/daos/grants/period.md",
          "## Grants\n");

  private HttpServer server;

  private static String period(String name, String latest, String at) {
    return """
        {"name":"%1$s","from":"2026-01-01T00:00:00Z","to":"2026-01-15T00:00:00Z",
         "now":"2026-01-05T00:00:00Z","blocked":[],
         "paid":[{"line":"5 USDC","payments":1}],
         "due":[{"what":"vote","headline":"%1$s asks","notBefore":"2026-01-01T00:00:00Z",
                 "latestSafe":"%2$s","detail":""}],
         "happened":[{"kind":"passed","at":"%3$s","about":false,"headline":"%1$s passed",
                      "details":[]}]}
        """
        .formatted(name, latest, at);
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String answer = ANSWERS.get(exchange.getRequestURI().getPath());
          byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int week(String... more) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> words = new ArrayList<>(List.of("week", "--server"));
    words.add("http://127.0.0.1:" + server.getAddress().getPort());
    words.addAll(List.of(more));
    return commandLine.execute(words.toArray(String[]::new));
  }

  @Test
  void anOrganisationsGovernorsAreToldTogetherEachLineWithItsGovernor() {
    assertThat(week("--organisation", "Big")).isZero();
    assertThat(out.toString())
        .startsWith("Big\n")
        .containsSubsequence(
            "Grants asks - Grants",
            "Core asks - Core",
            "5 USDC in 1 payment - Core",
            "5 USDC in 1 payment - Grants",
            "Core passed - Core",
            "Grants passed - Grants")
        .doesNotContain("solo");
  }

  @Test
  void asMarkdownTheOrganisationHeadsItAndNoWordOfASpaceFollows() {
    assertThat(week("--organisation", "Big", "--markdown")).isZero();
    assertThat(out.toString()).isEqualTo("# Big\n\n## Core\n## Grants\n");
  }

  @Test
  void aSpaceIsToldAloneAndBesideNoDaoThatIsNamed() {
    assertThat(week("--dao", "core", "--markdown")).isZero();
    assertThat(out.toString()).isEqualTo("## Core\n");
    assertThat(week("--space", "signals", "--markdown")).isZero();
    assertThat(out.toString()).isEqualTo("## Core\n## Signals\n");
    assertThat(week("--space", "signals")).isZero();
    assertThat(out.toString()).contains("Votes off chain: Signals");
    assertThat(week("--space", "signal")).isNotZero();
    assertThat(err.toString()).contains("no space 'signal'", "--space: signals");
    assertThat(week("--space", "signals", "--dao", "core")).isNotZero();
    assertThat(err.toString()).contains("A space is named, and a DAO");
  }

  @Test
  void oneGovernorOfAnOrganisationIsToldAlone() {
    assertThat(week("--dao", "core")).isZero();
    assertThat(out.toString()).contains("Core asks").doesNotContain("Grants", " - Core");
  }

  @Test
  void anOrganisationThatIsNotServedIsRefusedWithThoseThatAre() {
    assertThat(week("--organisation", "Bigg")).isNotZero();
    assertThat(err.toString()).contains("no organisation 'Bigg'", "Name one of these: Big");
    assertThat(week("--organisation", "Big", "--dao", "core")).isNotZero();
    assertThat(err.toString()).contains("Both a DAO and an organisation");
  }

  @Test
  void whereSeveralAreServedOneHasToBeNamed() {
    assertThat(week()).isNotZero();
    assertThat(err.toString()).contains("core, solo, grants", "--organisation");
  }
}
