package org.prytany.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.OperatorFile;

/**
 * Shows the operator's file to MicroProfile Config. What the file says stands above everything
 * else; what it leaves out, such as a secret, may come from the environment.
 */
public final class OperatorConfigSource implements ConfigSource {

  private static final int ABOVE_ALL = 600;

  private final Map<String, String> values;

  public OperatorConfigSource() {
    values = OperatorFile.location().map(OperatorConfigSource::valuesOf).orElse(Map.of());
  }

  // A file that cannot be read is reported by the start-up check, which reads it again and can
  // refuse to start; an exception from here would come out as a stack trace.
  private static Map<String, String> valuesOf(java.nio.file.Path path) {
    try {
      return OperatorFile.read(path).values();
    } catch (PrytanyException e) {
      return Map.of();
    }
  }

  @Override
  public Map<String, String> getProperties() {
    return values;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return Optional.ofNullable(values.get(name)).orElse(null);
  }

  @Override
  public String getName() {
    return "operator's file";
  }

  @Override
  public int getOrdinal() {
    return ABOVE_ALL;
  }
}
