package org.prytany.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.app.install.PluginSchemas;
import org.prytany.app.install.UploadShelf;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Publishers;
import org.prytany.host.inspect.Report;
import org.prytany.host.staging.Staging;
import org.prytany.link.ApartPlugins;
import org.prytany.link.PluginsProcess;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;

/**
 * Says how the plugins' own process is started: the application server that runs this one, with
 * another configuration, and with none of this one's environment but what is named here.
 */
final class PluginsApart {

  private static final String SERVER = "plugins";

  /** Where programs and temporary files are. */
  private static final Set<String> VARIABLES =
      Set.of("PATH", "TMPDIR", "LANG", "LC_ALL", "WLP_USER_DIR");

  /** Options for the virtual machine of that process, as JVM_ARGS is for this one's. */
  private static final String JVM_ARGS = "PRYTANY_PLUGINS_JVM_ARGS";

  /** Folders of {@link #state}: where the process writes, and where plugins are deployed from. */
  private static final String WORK = "process";

  private static final String LOGS = "logs";

  private static final String RUN = "run-";

  private static final String UPLOADS = "uploads";

  /** The host's own copies of WARs, which it keeps beside the folder that it runs from. */
  private static final Path KEPT = Path.of("kept", "wars");

  private final Settings settings;
  private final Path state;
  private final PolicyInForce policy;
  private final Supplier<SignedFor> approved;

  private PluginsApart(Settings settings, Supplier<SignedFor> approved) {
    this.settings = settings;
    this.approved = approved;
    this.state = SettingsSource.pluginsState().toAbsolutePath();
    this.policy =
        new PolicyInForce(
            Optional.ofNullable(System.getenv(PolicyInForce.FILE))
                .filter(file -> !file.isBlank())
                .map(Path::of));
  }

  /**
   * @param approved what may run by an operator's signature, as it is now
   * @param set what operators set for plugins
   */
  static ApartPlugins start(Settings settings, Supplier<SignedFor> approved, SetForPlugins set) {
    PluginsApart apart = new PluginsApart(settings, approved);
    PluginLogs.watch(apart.state.resolve(WORK).resolve(LOGS));
    return new ApartPlugins(
        new PluginsProcess(apart.state.resolve(WORK), apart::next),
        apart.policy,
        approved,
        set,
        settings.limits().digestHang());
  }

  /** What can be set for the plugins that are here. */
  static PluginSchemas schemas(Plugins plugins) {
    return new PluginSchemas(plugins, SettingsSource.pluginsState().toAbsolutePath().resolve(KEPT));
  }

  /** Where uploads wait; those of an earlier process are gone. */
  static UploadShelf shelf(Settings settings) {
    Path state = SettingsSource.pluginsState().toAbsolutePath();
    try {
      Staging.clearDelivery(settings.plugins().directory());
      return new UploadShelf(
          new Staging(Folders.own(state.resolve(UPLOADS)), inspection(settings)),
          settings.plugins().directory(),
          state.resolve(KEPT));
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The folder for uploads of plugins cannot be made ready: "
              + e.getMessage()
              + ". See that "
              + state
              + " is the server's own.",
          e);
    }
  }

  /** Whoever uploads hears what the host would say. */
  private static Function<Path, Report> inspection(Settings settings) {
    Publishers publishers =
        Publishers.read(settings.plugins().trust(), settings.plugins().revoked());
    return war -> publishers.judged(Inspection.of(war), war);
  }

  private ProcessBuilder next(Path socket, String name, Optional<String> forgiven)
      throws IOException {
    Path liberty = Path.of(System.getProperty("wlp.install.dir"));
    Path work = Folders.own(state.resolve(WORK));
    Path logs = Folders.own(work.resolve(LOGS));
    ProcessBuilder builder =
        new ProcessBuilder(liberty.resolve("bin/server").toString(), "run", SERVER)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(PluginLogs.console(logs).toFile()));
    Map<String, String> own = builder.environment();
    Map<String, String> given = new TreeMap<>(own);
    own.clear();
    Stream.concat(VARIABLES.stream(), settings.plugins().variables().stream())
        .filter(given::containsKey)
        .forEach(its -> own.put(its, given.get(its)));
    if (given.containsKey(JVM_ARGS)) {
      own.put("JVM_ARGS", given.get(JVM_ARGS));
    }
    own.putAll(policy.laid(work));
    own.put("JAVA_HOME", System.getProperty("java.home"));
    own.put("WLP_OUTPUT_DIR", work.toString());
    own.put("LOG_DIR", logs.toString());
    own.put("PRYTANY_PLUGINS_SOCKET", socket.toString());
    own.put("PRYTANY_PLUGINS_DIR", settings.plugins().directory().toAbsolutePath().toString());
    own.put("PRYTANY_PLUGINS_RUN", newRun(name).toString());
    own.put("PRYTANY_PLUGINS_FORGIVEN", forgiven.map(its -> RUN + its).orElse(""));
    own.put("PRYTANY_PLUGINS_SHA256", String.join(" ", settings.plugins().sha256()));
    // What an operator signed for starts as early as what the configuration lists, and is told
    // apart from it: a signature can be taken back while the process runs.
    SignedFor signedFor = approved.get();
    own.put("PRYTANY_PLUGINS_SIGNED", String.join(" ", signedFor.sha256()));
    own.put("PRYTANY_PLUGINS_SIGNED_LAST", String.join(" ", signedFor.latest()));
    own.put("PRYTANY_PLUGINS_TRUST", settings.plugins().trust().map(Path::toString).orElse(""));
    own.put("PRYTANY_PLUGINS_REVOKED", String.join(" ", settings.plugins().revoked()));
    own.put(
        "PRYTANY_PLUGINS_USE",
        settings.plugins().use().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" ")));
    own.put(
        "PRYTANY_PLUGINS_PROCESSOR_MILLIS",
        Long.toString(settings.limits().digestTimeout().toMillis()));
    own.put(
        "PRYTANY_PLUGINS_CLOCK_MILLIS", Long.toString(settings.limits().digestHang().toMillis()));
    return builder;
  }

  /**
   * A directory that the application server deploys from, under a name that nobody could have put
   * something under before. Earlier ones are deleted: no other server has this folder.
   */
  private Path newRun(String name) throws IOException {
    try (Stream<Path> all = Files.list(state)) {
      all.filter(one -> String.valueOf(one.getFileName()).startsWith(RUN)).forEach(Folders::remove);
    }
    return Folders.own(state.resolve(RUN + name));
  }
}
