package org.prytany.governance.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What texts call a chain: its name, the first word of it, and names that are rows of a file. */
final class ChainNames {

  private static final ChainNames SHIPPED = shipped();

  private final Map<String, List<String>> further = new HashMap<>();

  /**
   * @param lines rows as chain-names.txt explains them
   * @throws IllegalArgumentException naming the row that is none
   */
  ChainNames(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] columns = line.strip().split("\\s*\\|\\s*", -1);
        if (columns.length != 2
            || further.put(columns[0], List.of(columns[1].split("\\s*,\\s*"))) != null) {
          throw new IllegalArgumentException("not a row of chains' names: " + line);
        }
      }
    }
  }

  /** Every name of a chain, its own first. */
  static List<String> of(String chain) {
    int space = chain.indexOf(' ');
    List<String> names = new ArrayList<>(List.of(chain));
    if (space > 0) {
      names.add(chain.substring(0, space));
    }
    names.addAll(SHIPPED.further.getOrDefault(chain, List.of()));
    return List.copyOf(names);
  }

  private static ChainNames shipped() {
    try (InputStream rows =
        Objects.requireNonNull(ChainNames.class.getResourceAsStream("chain-names.txt"))) {
      return new ChainNames(
          new String(rows.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("chain-names.txt cannot be read", e);
    }
  }
}
