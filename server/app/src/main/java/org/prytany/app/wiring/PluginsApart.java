package org.prytany.app.wiring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      Set.of("PATH", "TMPDIR", "LANG", "LC_ALL", "WLP_USER_DIR", "PRYTANY_POLICY_FILE");

  /** Options for the virtual machine of that process, as JVM_ARGS is for this one's. */
  private static final String JVM_ARGS = "PRYTANY_PLUGINS_JVM_ARGS";

  private final Settings settings;
  private final Path beside;
  private Optional<Path> run = Optional.empty();

  private PluginsApart(Settings settings) {
    this.settings = settings;
    this.beside = SettingsSource.pluginsRun().toAbsolutePath();
  }

  static ApartPlugins start(Settings settings) {
    PluginsApart apart = new PluginsApart(settings);
    return new ApartPlugins(new PluginsProcess(apart::next), settings.limits().digestHang());
  }

  private ProcessBuilder next(Path socket) throws IOException {
    Path liberty = Path.of(System.getProperty("wlp.install.dir"));
    Path work = directory(beside.resolveSibling("process"));
    Path logs = directory(work.resolve("logs"));
    ProcessBuilder builder =
        new ProcessBuilder(liberty.resolve("bin/server").toString(), "run", SERVER)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve("console.log").toFile());
    Map<String, String> own = builder.environment();
    Map<String, String> given = new TreeMap<>(own);
    own.clear();
    Stream.concat(VARIABLES.stream(), settings.plugins().variables().stream())
        .filter(given::containsKey)
        .forEach(name -> own.put(name, given.get(name)));
    if (given.containsKey(JVM_ARGS)) {
      own.put("JVM_ARGS", given.get(JVM_ARGS));
    }
    own.put("JAVA_HOME", System.getProperty("java.home"));
    own.put("WLP_OUTPUT_DIR", work.toString());
    own.put("LOG_DIR", logs.toString());
    own.put("PRYTANY_PLUGINS_SOCKET", socket.toString());
    own.put("PRYTANY_PLUGINS_DIR", settings.plugins().directory().toAbsolutePath().toString());
    own.put("PRYTANY_PLUGINS_RUN", newRun().toString());
    own.put("PRYTANY_PLUGINS_SHA256", String.join(" ", settings.plugins().sha256()));
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

  /** A directory that the application server deploys from, under a name that is used once. */
  private Path newRun() throws IOException {
    if (run.isPresent()) {
      delete(run.get());
    }
    Path made = directory(beside.resolveSibling("run-" + UUID.randomUUID()));
    run = Optional.of(made);
    return made;
  }

  private static Path directory(Path path) throws IOException {
    Files.createDirectories(path);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    return path;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<File> files = all.sorted(Comparator.reverseOrder()).map(Path::toFile).toList();
      files.forEach(File::delete);
    }
  }
}
