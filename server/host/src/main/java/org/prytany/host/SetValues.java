package org.prytany.host;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.bridge.PluginRegistry.Settled;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.inspect.Declared;

/**
 * What operators set for plugins. A WAR gets what was set for the id in its own manifest, as far as
 * its own schema knows it; one without a schema gets nothing.
 */
final class SetValues {

  private static final Logger LOG = System.getLogger(SetValues.class.getName());

  private Optional<Map<String, Map<String, String>>> told = Optional.empty();
  private final Set<String> plain = new HashSet<>();
  private final Map<String, String> remarks = new ConcurrentHashMap<>();

  /** Says all that is set, by plugin and name. */
  void tell(Map<String, Map<String, String>> values) {
    told = Optional.of(Map.copyOf(values));
  }

  /** Whether a WAR cannot be started before it is known what is set for it. */
  boolean waits(String sha256, Path war) {
    if (told.isEmpty() && !plain.contains(sha256) && isPlain(war)) {
      plain.add(sha256);
    }
    return told.isEmpty() && !plain.contains(sha256);
  }

  private static boolean isPlain(Path war) {
    try {
      return ConfigurationSchema.of(war).isEmpty();
    } catch (IllegalArgumentException e) {
      // Whoever starts it comes upon the same, and says so.
      return true;
    } catch (IOException e) {
      // Says nothing of the WAR: it is asked again.
      return false;
    }
  }

  /**
   * What the plugin of a WAR gets.
   *
   * @throws IllegalArgumentException if it is not what its schema asks for, in words
   */
  Optional<Settled> of(String sha256, Path war) throws IOException {
    Optional<ConfigurationSchema> schema = ConfigurationSchema.of(war);
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    String id = Declared.of(war).id();
    Map<String, String> written = told.orElse(Map.of()).getOrDefault(id, Map.of());
    Settled settled =
        new Settled(id, schema.get().configuration(id, written), schema.get().hidden(written));
    List<String> unknown = schema.get().unknown(id, written);
    remarks.put(sha256, String.join("; ", unknown));
    unknown.forEach(one -> LOG.log(Level.WARNING, one));
    return Optional.of(settled);
  }

  /** What is to be said of what was set for a plugin that runs; "" if nothing. */
  String remark(String sha256) {
    return remarks.getOrDefault(sha256, "");
  }
}
