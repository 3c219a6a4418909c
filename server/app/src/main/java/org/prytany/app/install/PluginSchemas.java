package org.prytany.app.install;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.prytany.governance.installation.SettingsSchemas;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;

/**
 * What can be set for the plugins that are here, read from the host's own copies of their WARs. A
 * copy that has not the hash by which it is called says nothing.
 */
public final class PluginSchemas implements SettingsSchemas {

  private static final Logger LOG = System.getLogger(PluginSchemas.class.getName());

  /** What runs or is being started: what else lies here may never be. */
  private static final Set<PluginStatus.State> RUN =
      Set.of(PluginStatus.State.STARTING, PluginStatus.State.ACTIVE, PluginStatus.State.STANDBY);

  private final Plugins plugins;
  private final Path kept;
  private final LookedAt<Optional<Configurable>> lookedAt = new LookedAt<>(PluginSchemas::read);

  /**
   * A plugin for which something can be set.
   *
   * @param id as its manifest says
   * @param version likewise
   * @param sha256 of its WAR
   */
  public record Configurable(
      String id, String version, String sha256, ConfigurationSchema schema) {}

  /**
   * @param kept where the host keeps its own copies, each called by its hash
   */
  public PluginSchemas(Plugins plugins, Path kept) {
    this.plugins = plugins;
    this.kept = kept;
  }

  /**
   * The plugin with this id: the version that runs, or else one that does not; empty if there is
   * none, or nothing can be set for it.
   */
  public Optional<Configurable> of(String id) {
    return of(id, one -> one.state() != PluginStatus.State.GONE);
  }

  @Override
  public boolean mayStart(String plugin) {
    return of(plugin, one -> RUN.contains(one.state())).isPresent();
  }

  private Optional<Configurable> of(String id, Predicate<PluginStatus> asked) {
    List<PluginStatus> statuses = new ArrayList<>(plugins.statuses());
    statuses.sort(Comparator.comparing(one -> one.kind().isEmpty()));
    return statuses.stream()
        .filter(asked)
        .flatMap(one -> one.sha256().stream())
        // What the plugins' process says is a stranger's word.
        .filter(sha256 -> sha256.matches("[0-9a-f]{64}"))
        .flatMap(sha256 -> copy(kept.resolve(sha256 + ".war")).stream())
        .filter(one -> one.id().equals(id))
        .findFirst();
  }

  private Optional<Configurable> copy(Path war) {
    try {
      return Files.isRegularFile(war) ? lookedAt.file(war) : Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "what can be set for a plugin cannot be read: {0}", e.toString());
      return Optional.empty();
    }
  }

  private static Optional<Configurable> read(Path war) throws IOException {
    String sha256 = Inspection.sha256(war);
    if (!war.endsWith(sha256 + ".war")) {
      return Optional.empty();
    }
    try {
      Declared said = Declared.of(war);
      return said.configuration()
          .map(schema -> new Configurable(said.id(), said.version(), sha256, schema));
    } catch (IllegalArgumentException e) {
      // It is refused, and its status says so.
      return Optional.empty();
    }
  }

  @Override
  public Optional<List<String>> problems(
      String plugin, Map<String, String> all, Set<String> ordered) {
    return of(plugin).map(its -> problems(its.schema(), plugin, all, ordered));
  }

  private static List<String> problems(
      ConfigurationSchema schema, String plugin, Map<String, String> all, Set<String> ordered) {
    List<String> problems = new ArrayList<>(schema.problems(plugin, all));
    Map<String, String> anew = new HashMap<>(all);
    anew.keySet().retainAll(ordered);
    problems.addAll(schema.unknown(plugin, anew));
    return problems;
  }
}
