package org.prytany.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.prytany.spi.PluginConfiguration;
import org.prytany.spi.PluginContext;

/**
 * What a plugin is started with in a test: nothing is set, and it is always the same moment, until
 * the test says otherwise.
 *
 * @param configuration as the host would have made it from the plugin's schema
 * @param clock stands still
 */
public record StubPluginContext(PluginConfiguration configuration, InstantSource clock)
    implements PluginContext {

  /** Nothing is set; it is the first of June 2026. */
  public static StubPluginContext of() {
    return of(Map.of());
  }

  /**
   * With values of a schema's types.
   *
   * @param values String, Long, BigDecimal, Boolean, or a list of String, by name
   */
  public static StubPluginContext of(Map<String, ?> values) {
    return new StubPluginContext(
        new PluginConfiguration(values), standing(Instant.parse("2026-06-01T00:00:00Z")));
  }

  /** The same at another moment. */
  public StubPluginContext at(Instant moment) {
    return new StubPluginContext(configuration, standing(moment));
  }

  @Override
  public System.Logger logger() {
    return System.getLogger("org.prytany.plugin.test");
  }

  private static InstantSource standing(Instant moment) {
    return () -> moment;
  }
}
