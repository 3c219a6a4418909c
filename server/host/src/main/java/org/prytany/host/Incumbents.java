package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration;

/**
 * Remembers which plugin of each kind is in use, across starts, so that neither the order in which
 * plugins start nor a newcomer decides who votes.
 */
final class Incumbents {

  private final Path directory;
  private final Map<PluginKind, Optional<Incumbent>> known = new EnumMap<>(PluginKind.class);

  private record Incumbent(String id, String file) {}

  Incumbents(Path state) throws IOException {
    this.directory = state.resolve("in-use");
    RunDirectory.restricted(directory);
  }

  /**
   * The id to use.
   *
   * @param running plugins of this kind, one for each id
   * @param settled whether nothing waits to start
   * @param lies whether a file of this name lies in the operator's directory
   */
  synchronized Optional<String> choose(
      PluginKind kind, List<PluginRegistration> running, boolean settled, Predicate<String> lies) {
    Optional<Incumbent> incumbent = known.computeIfAbsent(kind, this::read);
    if (incumbent.isPresent()) {
      String id = incumbent.get().id();
      boolean runs = running.stream().anyMatch(one -> one.id().equals(id));
      boolean sameFile = running.stream().anyMatch(one -> file(one).equals(incumbent.get().file()));
      // Its file may be what an update of another id came in; then that is what was meant.
      boolean comesBack = lies.test(incumbent.get().file()) && !sameFile;
      if (!runs && (!settled || comesBack)) {
        return Optional.of(id);
      }
      if (runs && (sameFile || lies.test(incumbent.get().file()))) {
        return Optional.of(id);
      }
    }
    Optional<PluginRegistration> next =
        running.stream()
            .filter(
                one ->
                    incumbent.isEmpty()
                        || running.stream().noneMatch(of -> of.id().equals(incumbent.get().id()))
                        || one.id().equals(incumbent.get().id()))
            .min(Comparator.comparingLong(PluginRegistration::sequence));
    next.ifPresent(one -> write(kind, new Incumbent(one.id(), file(one))));
    return next.map(PluginRegistration::id);
  }

  private static String file(PluginRegistration one) {
    return one.origin().file().orElse("");
  }

  private Optional<Incumbent> read(PluginKind kind) {
    try {
      Path file = directory.resolve(kind.key());
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.size() == 2
          ? Optional.of(new Incumbent(lines.get(0), lines.get(1)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(PluginKind kind, Incumbent incumbent) {
    known.put(kind, Optional.of(incumbent));
    try {
      WholeFile.write(
          directory.resolve(kind.key()), incumbent.id() + "\n" + incumbent.file() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
