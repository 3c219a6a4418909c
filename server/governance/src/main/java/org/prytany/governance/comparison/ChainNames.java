package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.reading.cue.Cues;

/** What texts call a chain: its name, the first word of it, and names that are rows of a file. */
final class ChainNames {

  /** For words that mean the proposal's own chain or Ethereum. */
  static final String HERE_OR_ETHEREUM = "*";

  private static final ChainNames SHIPPED =
      new ChainNames(
          Cues.text(ChainNames.class.getResourceAsStream("chain-names.txt"), "chain-names.txt")
              .lines()
              .toList());

  private record Row(Optional<Long> id, List<String> further) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();

  /**
   * @param lines rows as chain-names.txt explains them
   * @throws IllegalArgumentException naming the row that is none
   */
  ChainNames(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#") && rows.put(name(line), row(line)) != null) {
        throw new IllegalArgumentException("a second row of a chain's names: " + line);
      }
    }
  }

  private static String name(String line) {
    return line.split("\\|", -1)[0].strip();
  }

  private static Row row(String line) {
    String[] columns = line.strip().split("\\s*\\|\\s*", -1);
    if (columns.length != 3 || !columns[1].matches("-|\\d{1,18}")) {
      throw new IllegalArgumentException("not a row of chains' names: " + line);
    }
    return new Row(
        columns[1].equals("-") ? Optional.empty() : Optional.of(Long.valueOf(columns[1])),
        columns[2].isEmpty() ? List.of() : List.of(columns[2].split("\\s*,\\s*", -1)));
  }

  /** Every name of a chain, its own first. */
  static List<String> of(String chain) {
    return SHIPPED.namesOf(chain);
  }

  private List<String> namesOf(String chain) {
    int space = chain.indexOf(' ');
    List<String> names = new ArrayList<>(List.of(chain));
    String first = space > 0 ? chain.substring(0, space) : chain;
    boolean shared =
        rows.containsKey(first)
            || rows.entrySet().stream()
                .anyMatch(
                    row -> !row.getKey().equals(chain) && row.getValue().further().contains(first));
    if (space > 0 && !shared) {
      names.add(first);
    }
    Row row = rows.get(chain);
    names.addAll(row == null ? List.of() : row.further());
    return List.copyOf(names);
  }

  /** Each name of each chain that is known, and the chain that it stands for. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String chain : SHIPPED.rows.keySet()) {
      SHIPPED.namesOf(chain).forEach(name -> all.putIfAbsent(name, chain));
    }
    all.remove(HERE_OR_ETHEREUM);
    return all;
  }

  /** The name of the chain with an EIP-155 id. */
  static Optional<String> ofId(long id) {
    return SHIPPED.rows.entrySet().stream()
        .filter(row -> row.getValue().id().equals(Optional.of(id)))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
