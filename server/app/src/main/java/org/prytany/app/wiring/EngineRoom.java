package org.prytany.app.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.app.writing.WritingModel;
import org.prytany.app.writing.WritingTasks;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.writing.WritingKey;
import org.prytany.inference.Device;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.process.WriterPlan;
import org.prytany.inference.process.WriterProcess;
import org.prytany.inference.registry.ModelEntry;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;
import org.prytany.inference.registry.RegistryException;
import org.prytany.inference.remote.RemoteEndpoint;
import org.prytany.inference.remote.RemoteWriter;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;
import org.prytany.settings.WritingRoutes;
import org.prytany.settings.WritingRoutes.Route;

/**
 * The models that the operator's routes lead to: those of this machine each in a process of its
 * own, those behind endpoints over HTTP.
 */
final class EngineRoom implements WritingTasks.Choosing, AutoCloseable {

  private final WritingRoutes routes;
  private final Map<Route, Engine> engines = new LinkedHashMap<>();
  private final Deque<Runnable> open = new ArrayDeque<>();

  private record Engine(WritingModel model, Writer writer, Runnable rest) {}

  private EngineRoom(WritingRoutes routes) {
    this.routes = routes;
  }

  /**
   * @throws PrytanyException CONFIGURATION_INVALID, naming the setting and the next step
   */
  static EngineRoom of(Settings settings, Settings.Writing chosen) {
    EngineRoom all = new EngineRoom(chosen.routes());
    try {
      for (Route route : chosen.routes().writers()) {
        all.engines.put(
            route,
            switch (route.engine()) {
              case LOCAL -> all.local(settings, chosen, route);
              case REMOTE -> all.remote(settings, route);
              case NONE -> throw new IllegalStateException("nobody is no writer");
            });
      }
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private Engine local(Settings settings, Settings.Writing chosen, Route route) {
    ModelEntry entry = verified(chosen, route);
    Path data = settings.dataDir();
    Path work = data.resolve("native-writing");
    Path temporary = work.resolve("temporary").resolve(entry.name());
    Device device = Device.parse(settings.inference().device());
    WriterProcess process =
        new WriterProcess(
            new WriterPlan(
                WriterPlan.command(
                    libraries() + "/*",
                    chosen.registry(),
                    entry.name(),
                    entry.sha256(),
                    work,
                    temporary,
                    device),
                data.resolve("writing-" + entry.name() + ".log"),
                temporary,
                new WriterPlan.Ready(entry.sha256(), ModelWriter.shippedPromptVersion()),
                chosen.cpuTime()));
    open.push(process::close);
    return new Engine(WritingModel.of(entry, device), process, process::rest);
  }

  private Engine remote(Settings settings, Route route) {
    RemoteWriter writer = new RemoteWriter(endpoint(settings, route.name()));
    open.push(writer::close);
    return new Engine(WritingModel.of(writer.id()), writer, () -> {});
  }

  private static RemoteEndpoint endpoint(Settings settings, String name) {
    try {
      return settings.engines().remotes().stream()
          .filter(each -> each.name().equals(name))
          .map(
              each ->
                  RemoteEndpoint.configured(
                      each.name(),
                      each.url().reveal(),
                      each.model(),
                      each.key().map(key -> key.reveal()),
                      each.keyFile(),
                      each.timeout(),
                      each.allowPlain(),
                      each.grammar()))
          .findFirst()
          .orElseThrow(() -> refused("prytany.writing.remotes does not list " + name + "."));
    } catch (GenerationException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static ModelEntry verified(Settings.Writing chosen, Route route) {
    try {
      return new ModelRegistry(chosen.registry()).usable(route.name(), ModelRole.WRITE);
    } catch (RegistryException e) {
      throw refused("prytany.writing, " + route.text() + ": " + e.getMessage() + " " + e.remedy());
    }
  }

  private static Path libraries() {
    Optional<Path> named = SettingsSource.writingLibraries();
    return named
        .filter(Files::isDirectory)
        .orElseThrow(
            () ->
                refused(
                    "prytany.writing: what the model's process needs was not found"
                        + named.map(path -> " in " + path).orElse("")
                        + ". Start the server with `prytany serve`."));
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.CONFIGURATION_INVALID, why);
  }

  @Override
  public Optional<WritingModel> of(int evidence, boolean doubtful, boolean busy) {
    return engine(evidence, doubtful, busy).map(Engine::model);
  }

  /** Who writes about evidence of which nobody knows whether it is doubtful. */
  Optional<Writer> writer(int evidence, boolean busy) {
    return engine(evidence, false, busy).map(Engine::writer);
  }

  private Optional<Engine> engine(int evidence, boolean doubtful, boolean busy) {
    return Optional.ofNullable(
        engines.get(routes.of(new WritingRoutes.Situation(evidence, doubtful, busy))));
  }

  /** Whoever a key names. */
  Writer of(WritingKey key) {
    return engines.values().stream()
        .filter(each -> each.model().name().equals(key.model()))
        .map(Engine::writer)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody here is " + key.model()));
  }

  List<WritingModel> models() {
    return engines.values().stream().map(Engine::model).toList();
  }

  List<String> lines() {
    return routes.lines();
  }

  void rest() {
    engines.values().forEach(each -> each.rest().run());
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
