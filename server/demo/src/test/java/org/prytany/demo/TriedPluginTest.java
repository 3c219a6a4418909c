package org.prytany.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A server that says how a developer's plugin does, in the words of the REST API. */
class TriedPluginTest {

  private static final Set<String> ASKED = Set.of("7");

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final TriedPlugin mine = new TriedPlugin(Path.of("mine.war"), List.of());

  private final Path logs = Path.of("process", "logs");

  @TempDir private Path folder;
  private HttpServer server;
  private ApiClient api;

  @BeforeEach
  void aServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              answers
                  .getOrDefault(exchange.getRequestURI().getPath(), "[]")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    api = new ApiClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void end() {
    api.close();
    server.stop(0);
  }

  @Test
  void aNotifierIsNotSaidToBeAskedOrToReplaceOne() {
    assertThat(TriedPlugin.isAsked(Set.of("Notifier"))).isFalse();
    assertThat(TriedPlugin.runsAs(Set.of("Notifier"))).contains("as Notifier; a demo has no");
    assertThat(TriedPlugin.isAsked(Set.of("Notifier", TriedPlugin.STRATEGY))).isTrue();
    assertThat(TriedPlugin.runsAs(Set.of(TriedPlugin.STRATEGY))).endsWith("with Prytany.");
  }

  @Test
  void whatIsOfAnotherIdIsNotTheSamePlugin() throws IOException {
    assertThat(mine.is("votes", api)).as("nothing is known of it").isTrue();
    answers.put(
        "/api/v1/plugins",
        """
        [{"file": "mine.war", "id": "votes", "kind": "VoteStrategy", "state": "ACTIVE"},
         {"file": "other.war", "id": "more", "kind": "VoteStrategy", "state": "STANDBY"}]
        """);
    assertThat(mine.is("votes", api)).isTrue();
    assertThat(mine.is("more", api)).isFalse();
  }

  @Test
  void itHasTheKindsForWhichItIsInUse() {
    plugins(status("STARTING", "", ""));
    assertThat(mine.kinds(api, logs)).isEmpty();

    plugins(
        status("ACTIVE", "VoteStrategy", "")
            + ",{\"file\": \"other.war\", \"state\": \"ACTIVE\", \"kind\": \"ProposalDigester\"}");
    assertThat(mine.kinds(api, logs)).containsExactly("VoteStrategy");
  }

  @Test
  void ofAnOrderedVersionNothingIsTakenForItThatIsSaidOfTheOneBefore() {
    TriedPlugin next =
        mine.ordered(new DemoOperator.Uploaded("mine", "5".repeat(64), Optional.empty()));
    String before = status("ACTIVE", "VoteStrategy", "").replace("{", "{\"sha256\": \"44\", ");
    plugins(before);
    assertThat(next.kinds(api, logs)).isEmpty();

    String now =
        status("STARTING", "", "").replace("{", "{\"sha256\": \"%s\", ".formatted("5".repeat(64)));
    plugins(before + "," + now);
    assertThat(next.kinds(api, logs)).isEmpty();
    plugins(
        now.replace("STARTING", "ACTIVE").replace("\"kind\": \"\"", "\"kind\": \"VoteStrategy\""));
    assertThat(next.kinds(api, logs)).containsExactly("VoteStrategy");
    plugins(before + "," + now.replace("STARTING", "FAILED"));
    assertThatThrownBy(() -> next.kinds(api, logs)).hasMessageContaining("Your plugin is FAILED");
  }

  @Test
  void aServerThatDoesNotAnswerYetIsAskedAgain() {
    server.stop(0);
    assertThat(mine.kinds(api, logs)).isEmpty();
    assertThatCode(() -> mine.requireWell(api, ASKED, logs)).doesNotThrowAnyException();
  }

  @Test
  void whyItDoesNotRunIsSaidInTheServersWords() {
    for (String state : Set.of("REFUSED", "FAILED", "QUARANTINED", "GONE")) {
      plugins(status(state, "", "it threw IllegalStateException"));
      assertThatThrownBy(() -> mine.kinds(api, logs))
          .isInstanceOf(CommandFailure.class)
          .hasMessage("Your plugin is " + state + ": it threw IllegalStateException");
    }
  }

  @Test
  void aFailureOnAProposalThatItIsAskedAboutIsSaid() {
    plugins(status("ACTIVE", "VoteStrategy", ""));
    duties("7", "The last try: PLUGIN_FAULT: mine 1.0.0: decide threw no idea");

    assertThatThrownBy(() -> mine.requireWell(api, ASKED, logs))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("A plugin failed on \"Pay\": mine 1.0.0: decide threw no idea");
  }

  @Test
  void theEndOfThePluginsProcessIsItsFailureAndSaidAtOnce() {
    plugins(
        status(
            "STARTING",
            "ProposalDigester",
            "the plugins' process is being started again: exit code 3"));

    assertThatThrownBy(() -> mine.requireWell(api, ASKED, logs))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "The process that plugins run in ended, and yours is the only one in it that does not"
                + " come with Prytany: the plugins' process is being started again: exit code 3")
        .extracting(failure -> ((CommandFailure) failure).remedy())
        .asString()
        .contains(logs.toString());
  }

  @Test
  void anEndWhileItWasAskedIsItsFailureThoughItRunsAgain() {
    plugins(status("ACTIVE", "VoteStrategy", ""));
    duties(
        "7",
        "PLUGIN_UNAVAILABLE: the plugins' process was left or ended while the plugin 'mine' was"
            + " deciding; ask again");

    assertThatThrownBy(() -> mine.requireWell(api, ASKED, logs))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("A plugin failed on \"Pay\": the plugins' process was left or ended");
  }

  @Test
  void anEndWhileAnotherWasAskedOrAWaitForOthersIsNot() {
    plugins(status("ACTIVE", "VoteStrategy", ""));
    for (String problem :
        List.of(
            "PLUGIN_UNAVAILABLE: the plugins' process was left or ended while the plugin 'other'"
                + " was planning; ask again",
            "PLUGIN_UNAVAILABLE: plugins are asked one at a time for 10 minutes, because their"
                + " process ended while several were asked; ask again",
            "PLUGIN_UNAVAILABLE: no strategy is in use")) {
      duties("7", problem);
      assertThatCode(() -> mine.requireWell(api, ASKED, logs))
          .as(problem)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aFileThatIsStillLookedAtIsNoEnd() {
    plugins(status("STARTING", "", "it is being started"));
    assertThatCode(() -> mine.requireWell(api, ASKED, logs)).doesNotThrowAnyException();
  }

  @Test
  void whatIsNotItsDoingOrOfAnEarlierRoundIsNot() {
    plugins(status("ACTIVE", "VoteStrategy", ""));
    duties("7", "CHAIN_UNAVAILABLE: nobody answers");
    assertThatCode(() -> mine.requireWell(api, ASKED, logs)).doesNotThrowAnyException();
    duties("6", "PLUGIN_FAULT: mine 1.0.0: decide threw no idea");
    assertThatCode(() -> mine.requireWell(api, ASKED, logs)).doesNotThrowAnyException();
  }

  @Test
  void aFileThatTheServerWouldNotTakeIsRefusedFirst() throws IOException {
    assertRefused(folder.resolve("nowhere.war"), "There is no file");
    assertRefused(Files.createFile(folder.resolve("a b.war")), "takes no plugin called a b.war");
    assertRefused(Files.createFile(folder.resolve("mine.jar")), "takes no plugin called mine.jar");
    assertRefused(
        Files.createFile(folder.resolve("prytany-policy.war")), "that comes with Prytany");
    assertRefused(Files.createFile(folder.resolve("bad.war")), "The server would not run bad.war");
  }

  @Test
  void aVariableThatIsNotSetIsSaid() throws IOException {
    Path war = Files.createFile(folder.resolve("mine.war"));
    CommandLine.Model.CommandSpec prytany = new CommandLine(new Group()).getCommandSpec();

    for (String name : List.of("PRYTANY_NOBODY_SETS_THIS", "A=B", "A\nB")) {
      assertThatThrownBy(() -> TriedPlugin.checked(war, List.of(name), prytany))
          .isInstanceOf(CommandFailure.class)
          .hasMessageStartingWith("The environment variable ")
          .hasMessageEndingWith(" is not set.");
    }
  }

  private static void assertRefused(Path war, String why) {
    CommandLine prytany = new CommandLine(new Group());
    prytany.addSubcommand("plugin", new CommandLine(new Group()).addSubcommand("check", new Bad()));
    assertThatThrownBy(() -> TriedPlugin.checked(war, List.of(), prytany.getCommandSpec()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(why);
  }

  @Command(name = "group")
  private static final class Group implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("only its commands are run");
    }
  }

  /** Finds something against every file. */
  @Command(name = "check")
  private static final class Bad implements Callable<Integer> {
    @CommandLine.Parameters private Path war;

    @Override
    public Integer call() {
      return Files.exists(war) ? 1 : 2;
    }
  }

  private void plugins(String statuses) {
    answers.put("/api/v1/plugins", "[" + statuses + "]");
  }

  private static String status(String state, String kind, String reason) {
    return "{\"file\": \"mine.war\", \"id\": \"mine\", \"state\": \"%s\", \"kind\": \"%s\", \"reason\": \"%s\"}"
        .formatted(state, kind, reason);
  }

  private void duties(String proposal, String problem) {
    answers.put(
        "/api/v1/duties",
        "[{\"proposalId\": \"%s\", \"headline\": \"Pay\", \"problem\": \"%s\"}]"
            .formatted(proposal, problem));
  }
}
