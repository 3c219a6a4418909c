package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.bridge.PluginRegistry;
import org.prytany.host.inspect.Report;
import org.prytany.spi.Plugin;

/**
 * In the place of the application server: runs what lies in the run directory, by offering what the
 * test said that a WAR of that name holds.
 */
final class StubServer {

  /** Finds nothing against a file. */
  static final Function<Path, Report> FINDS_NOTHING =
      war -> new Report("", List.of(), List.of(), Set.of(), 0);

  final PluginRegistry registry = new PluginRegistry();
  private final Path run;
  private final Map<String, Map<PluginKind, Plugin>> holds = new HashMap<>();
  private final Map<String, String> broken = new HashMap<>();
  private final Map<String, ClassLoader> running = new LinkedHashMap<>();
  private final Map<String, ClassLoader> loaders = new HashMap<>();

  /** What the server says of an application that offers nothing. */
  volatile String silent = "INSTALLED";

  private final Set<String> hanging = new HashSet<>();

  StubServer(Path run) {
    this.run = run;
  }

  /** Writes a WAR with a text of its own in it, which holds a plugin once it runs. */
  Path war(Path directory, String name, String content) {
    return war(directory, name, Map.of("WEB-INF/content-" + content, ""));
  }

  /** Writes a WAR with these texts in it. */
  Path war(Path directory, String name, Map<String, String> texts) {
    Path file = directory.resolve(name + ".war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> one : texts.entrySet()) {
        // The same content is the same file, whenever it is written.
        ZipEntry entry = new ZipEntry(one.getKey());
        entry.setTimeLocal(LocalDateTime.of(2026, 6, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  void holds(String name, PluginKind kind, Plugin plugin) {
    holds.computeIfAbsent(name, any -> new LinkedHashMap<>()).put(kind, plugin);
  }

  /** The same, in a class loader that is there already. */
  void holds(String name, PluginKind kind, Plugin plugin, ClassLoader loader) {
    holds(name, kind, plugin);
    loaders.put(name, loader);
  }

  /**
   * @param name of the WAR, or the first eight digits of its hash
   */
  void fails(String name, String reason) {
    broken.put(name, reason);
  }

  /** A version whose start never returns. */
  void hangs(String sha256) {
    hanging.add("-" + sha256.substring(0, 8) + "-");
  }

  /** Forgets what it was told about a WAR of this name. */
  void forget(String name) {
    holds.remove(name);
    broken.remove(name);
  }

  /** What the server says of an application; runs it if its file is new. */
  synchronized Optional<String> state(String application) {
    stopRemoved();
    if (!Files.exists(run.resolve(application + ".war"))) {
      return Optional.empty();
    }
    if (hanging.stream().anyMatch(application::contains)) {
      return Optional.of("STARTING");
    }
    String name = nameOf(application);
    Origin origin = new Origin(application, Optional.empty(), Optional.empty());
    String reason = broken.getOrDefault(name, broken.get(hashOf(application)));
    if (reason != null) {
      registry.failed(loader(application), origin, "x.Broken", reason);
      return Optional.of("STARTED");
    }
    if (!holds.containsKey(name)) {
      return Optional.of(silent);
    }
    holds
        .get(name)
        .forEach(
            (kind, plugin) -> {
              try {
                registry
                    .starting(loader(application), origin, kind.key(), plugin.id())
                    .ifPresent(plugin::start);
                registry.offer(kind, loader(application), origin, plugin);
              } catch (IllegalStateException e) {
                registry.failed(loader(application), origin, "x.Broken", "it cannot start");
              }
            });
    return Optional.of("STARTED");
  }

  private static String nameOf(String application) {
    return application.replaceFirst("-[0-9a-f]{8}-[0-9a-f]{8}$", "");
  }

  private static String hashOf(String application) {
    return application.replaceFirst("^.*-([0-9a-f]{8})-[0-9a-f]{8}$", "$1");
  }

  ClassLoader loader(String application) {
    return running.computeIfAbsent(
        application,
        any ->
            loaders.getOrDefault(
                nameOf(application),
                new URLClassLoader(new URL[0], StubServer.class.getClassLoader())));
  }

  private void stopRemoved() {
    for (String application : List.copyOf(running.keySet())) {
      if (!Files.exists(run.resolve(application + ".war"))) {
        registry.withdraw(loader(application), application);
        running.remove(application);
      }
    }
  }

  /** Lets host and server look at each other until nothing more comes of it. */
  void settle(PluginHost host) {
    for (int i = 0; i < 12; i++) {
      host.look();
      synchronized (this) {
        stopRemoved();
      }
    }
  }

  /** Names of the applications whose files lie in the run directory. */
  List<String> files() {
    try (Stream<Path> all = Files.list(run)) {
      return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
