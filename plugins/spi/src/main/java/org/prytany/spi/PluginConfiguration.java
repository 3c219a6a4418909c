package org.prytany.spi;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator set for one plugin, by the names of its schema. The host made each value of the
 * type that the schema says, put in defaults, and checked it; what is required is there.
 */
public final class PluginConfiguration {

  /** Nothing is set. */
  public static final PluginConfiguration EMPTY = new PluginConfiguration(Map.of());

  private final Map<String, Object> values;

  /**
   * @param values String, Long, BigDecimal, Boolean, or a list of String, by name
   * @throws IllegalArgumentException if a value has another type
   */
  public PluginConfiguration(Map<String, ?> values) {
    Map<String, Object> own = new LinkedHashMap<>();
    values.forEach((name, value) -> own.put(name, own(name, value)));
    this.values = Map.copyOf(own);
  }

  private static Object own(String name, Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return List.copyOf(list);
    }
    if (value instanceof String
        || value instanceof Long
        || value instanceof BigDecimal
        || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("a plugin's setting cannot have this type: " + name);
  }

  /** A string, or one of an enumeration; empty if it is not set. */
  public Optional<String> text(String name) {
    return of(name, String.class);
  }

  /** An integer; empty if it is not set. */
  public Optional<Long> integer(String name) {
    return of(name, Long.class);
  }

  /** A number; empty if it is not set. */
  public Optional<BigDecimal> number(String name) {
    return of(name, BigDecimal.class);
  }

  /** A boolean; empty if it is not set. */
  public Optional<Boolean> flag(String name) {
    return of(name, Boolean.class);
  }

  /** An array of strings; empty if it is not set. */
  public List<String> texts(String name) {
    return of(name, List.class).stream()
        .<Object>flatMap(List::stream)
        .map(String.class::cast)
        .toList();
  }

  private <T> Optional<T> of(String name, Class<T> type) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(
          "the schema has another type for " + name + " than " + type.getSimpleName());
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  /** Names what is set, and shows nothing of it: it may be a secret. */
  @Override
  public String toString() {
    return values.keySet().stream().sorted().toList().toString();
  }
}
