package org.prytany.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.SignerProcess;
import org.prytany.cli.StartWait;

/**
 * The server of the demo: configured with a file, a keystore and a policy as an operator would, and
 * started, killed and started again as the demo needs.
 */
public final class DemoServer implements AutoCloseable {

  /** The DAO's id in the server's URLs. */
  public static final String DAO = "demo";

  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final DemoPlan plan;
  private final SignerProcess signer;
  private Optional<TriedPlugin> tried;
  private ServerProcess process;

  private DemoServer(
      DemoPlan plan, Optional<TriedPlugin> tried, SignerProcess signer, ServerProcess process) {
    this.plan = plan;
    this.tried = tried;
    this.signer = signer;
    this.process = process;
  }

  public static DemoServer start(Installation installation, DemoWorld world, Path data, int port) {
    return start(installation, world, data, port, Optional.empty(), Optional.empty(), words -> {});
  }

  /**
   * @param model of the folder "models" in the data, which writes beside digests
   * @param tried in place of ours of its kind; ours are deployed by {@link #settle}
   * @param told now and then while the signer starts
   */
  static DemoServer start(
      Installation installation,
      DemoWorld world,
      Path data,
      int port,
      Optional<String> model,
      Optional<TriedPlugin> tried,
      Consumer<String> told) {
    return start(new DemoPlan(installation, ServedDaos.of(world), data, port, model), tried, told);
  }

  /**
   * Writes the configuration of these DAOs beside the data, and starts signer and server.
   *
   * @param told now and then while the signer starts
   */
  public static DemoServer start(
      Installation installation, ServedDaos daos, Path data, int port, Consumer<String> told) {
    return start(
        new DemoPlan(installation, daos, data, port, Optional.empty()), Optional.empty(), told);
  }

  private static DemoServer start(
      DemoPlan plan, Optional<TriedPlugin> tried, Consumer<String> told) {
    try {
      Path own = plan.write();
      ServerProcess.Settings settings = plan.configured(tried);
      SignerProcess signer =
          SignerProcess.start(
              plan.installation(),
              settings.config().file(),
              own,
              plan.data(),
              StartWait.whileTheyWork(told));
      try {
        return new DemoServer(
            plan, tried, signer, ServerProcess.start(plan.installation(), settings));
      } catch (RuntimeException e) {
        signer.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean runs() {
    return process.isAlive();
  }

  /** The plugin of somebody's own, if it has one. */
  Optional<TriedPlugin> tried() {
    return tried;
  }

  /**
   * Waits until the tried plugin runs, and has ours run for the other kinds.
   *
   * @return the kinds that the tried one is in use for; none if nothing is tried
   * @throws CommandFailure with the server's reason, if it does not run
   */
  Set<String> settle() {
    if (tried.isEmpty()) {
      return Set.of();
    }
    Instant end = Instant.now().plus(START);
    try (ApiClient api = api()) {
      Set<String> kinds = tried.get().kinds(api, pluginLogs());
      while (kinds.isEmpty() && Instant.now().isBefore(end)) {
        process.requireRunning();
        pause();
        kinds = tried.get().kinds(api, pluginLogs());
      }
      if (kinds.isEmpty()) {
        throw new CommandFailure(
            tried.get().file() + " offered no plugin within " + START.toMinutes() + " minutes.",
            "Is there a bean of a plugin's kind in WEB-INF/classes, and a beans.xml? " + logs());
      }
      plan.deployOurs(kinds);
      return kinds;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "Run the command again.", e);
    }
  }

  public URI address() {
    return process.address();
  }

  public ApiClient api() {
    return new ApiClient(process.address());
  }

  public Path console() {
    return process.console();
  }

  /** Folder of what the plugins' process prints, and of its errors. */
  Path pluginLogs() {
    return plan.data().resolve("plugins-state").resolve("process").resolve("logs");
  }

  /** Where to look when something did not come, in words. */
  String logs() {
    return "The server's log is "
        + console()
        + (tried.isPresent() ? ", and that of the plugins is in " + pluginLogs() : "");
  }

  /**
   * Waits until the page answers.
   *
   * @param told now and then how long it has taken
   */
  public void awaitPage(Consumer<String> told) {
    process.awaitOk("/", StartWait.whileTheyWork(told));
  }

  /**
   * @throws org.prytany.cli.CommandFailure if the server has ended
   */
  public void requireRunning() {
    process.requireRunning();
  }

  /** Waits until the server ends by itself, and says so. */
  public CommandFailure untilItEnds() throws InterruptedException {
    return process.untilItEnds();
  }

  /** Waits until chain, store, models and plugins are there. */
  public void awaitReady() {
    awaitReady(words -> {});
  }

  /**
   * As {@link #awaitReady()}.
   *
   * @param told now and then how long it has taken, and what is missing
   */
  public void awaitReady(Consumer<String> told) {
    process.awaitOk("/health/ready", StartWait.whileTheyWork(told));
  }

  /** Ends the process at once, as kill -9 does. */
  public void kill() {
    process.kill();
  }

  public void startAgain() {
    process.close();
    process = ServerProcess.start(plan.installation(), plan.settings());
    awaitReady();
  }

  /**
   * Has an operator sign for another version while the server runs: it starts beside the one that
   * runs, which goes on if it does not.
   *
   * @param sha256 of what was built
   * @return why the server does not take it so; empty if it does
   */
  Optional<String> order(TriedPlugin plugin, String sha256) {
    try (ApiClient api = api()) {
      DemoOperator operator =
          DemoOperator.signIn(api, address(), plan.daos().chainId(), plan.daos().operator());
      DemoOperator.Uploaded upload = operator.upload(plugin.war());
      if (upload.refusal().isPresent()) {
        return upload.refusal();
      }
      if (!upload.sha256().equals(sha256)) {
        return Optional.of("the file changed after it was built");
      }
      if (tried.isPresent() && !tried.get().is(upload.id(), api)) {
        return Optional.of("it has another id than the plugin before, which would go on beside it");
      }
      operator.handIn(operator.order(upload));
      tried = Optional.of(plugin.ordered(upload));
      return Optional.empty();
    } catch (IOException e) {
      // It refused, is too busy to answer, or ended.
      return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Ends the server, and starts it with another plugin; the chain and the data stay. */
  void startAgain(TriedPlugin plugin) throws IOException {
    process.close();
    tried = Optional.of(plugin);
    process = ServerProcess.start(plan.installation(), plan.configured(tried));
  }

  /** The process ids of server and signer. */
  public List<Long> processes() {
    return List.of(process.pid(), signer.pid());
  }

  @Override
  public void close() {
    process.close();
    signer.close();
  }
}
