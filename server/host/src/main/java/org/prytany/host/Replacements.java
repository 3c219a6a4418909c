package org.prytany.host;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Remembers across starts which of two WARs with the same plugin replaced the other: when they came
 * is known only to the process that saw them come.
 */
final class Replacements {

  private static final Logger LOG = System.getLogger(Replacements.class.getName());

  private final Path directory;
  private final Map<String, String> later = new TreeMap<>();

  Replacements(Path state) throws IOException {
    this.directory = state.resolve("replaced");
    RunDirectory.restricted(directory);
    try (Stream<Path> all = Files.list(directory)) {
      for (Path one : all.toList()) {
        String stays = Files.readString(one, StandardCharsets.ISO_8859_1).strip();
        if (!stays.equals(WarFile.name(one))) {
          later.put(WarFile.name(one), stays);
        }
      }
    }
  }

  /** Notes that one took the place of another, and of all whose place that one had taken. */
  void note(String goes, String stays) {
    if (goes.equals(stays)) {
      return;
    }
    Set<String> all = new TreeSet<>(Set.of(goes));
    later.forEach(
        (earlier, then) -> {
          if (then.equals(goes)) {
            all.add(earlier);
          }
        });
    all.remove(stays);
    later.remove(stays);
    all.forEach(one -> later.put(one, stays));
    try {
      Files.deleteIfExists(directory.resolve(stays));
      for (String one : all) {
        WholeFile.write(directory.resolve(one), stays);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "that a plugin was replaced cannot be kept: {0}", e.toString());
    }
  }

  /** Whether the one took the place of the other; empty if neither took the other's. */
  Optional<Boolean> later(String one, String other) {
    if (one.equals(later.get(other))) {
      return Optional.of(true);
    }
    return other.equals(later.get(one)) ? Optional.of(false) : Optional.empty();
  }

  /** Forgets what lies there no more. */
  void keepOnly(Set<String> hashes) {
    Map.copyOf(later)
        .forEach(
            (goes, stays) -> {
              if (!hashes.contains(goes) || !hashes.contains(stays)) {
                forget(goes);
              }
            });
  }

  private void forget(String goes) {
    later.remove(goes);
    try {
      Files.deleteIfExists(directory.resolve(goes));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "what was replaced cannot be forgotten: {0}", e.toString());
    }
  }
}
