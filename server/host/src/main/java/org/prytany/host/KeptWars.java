package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Report;

/**
 * The host's own copies of WARs: what is looked at and what is run is a copy that nobody else
 * writes, kept under its hash, for as long as the file lies in the operator's directory or is the
 * last version of one there that ran.
 */
final class KeptWars {

  private static final Logger LOG = System.getLogger(KeptWars.class.getName());

  private final Path wars;
  private final Path good;
  private final Path clean;
  private final Path incoming;
  private final Function<Path, Report> inspection;
  private final Map<String, Report> reports = new HashMap<>();

  KeptWars(Path state, Path incoming, Function<Path, Report> inspection) throws IOException {
    this.wars = state.resolve("wars");
    this.good = state.resolve("good");
    this.clean = state.resolve("clean");
    this.incoming = incoming;
    this.inspection = inspection;
    RunDirectory.restricted(state);
    RunDirectory.restricted(wars);
    RunDirectory.restricted(good);
    RunDirectory.restricted(clean);
  }

  /** Looks at whatever is new, keeps the listed, and forgets what lies there no more. */
  void look(List<DropDirectory.Seen> lying, Set<String> listed) {
    Set<String> needed = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (DropDirectory.Seen war : lying) {
      names.add(WarFile.name(war.file()));
      if (war.sha256().isEmpty()) {
        continue;
      }
      needed.add(war.sha256());
      if (!reports.containsKey(war.sha256())) {
        take(war, listed.contains(war.sha256()));
      }
    }
    try {
      for (Path one : files(good)) {
        if (names.contains(WarFile.name(one))) {
          String sha256 = Files.readString(one).strip();
          needed.add(sha256);
          if (!reports.containsKey(sha256) && listed.contains(sha256)) {
            again(sha256);
          }
        } else {
          Files.deleteIfExists(one);
        }
      }
      for (Path one : files(clean)) {
        if (!needed.contains(WarFile.name(one))) {
          Files.deleteIfExists(one);
        }
      }
      for (Path one : files(wars)) {
        if (!needed.contains(WarFile.stem(WarFile.name(one)))) {
          Files.deleteIfExists(one);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "old plugin files cannot be cleared away", e);
    }
    reports.keySet().retainAll(needed);
  }

  // Copied first and hashed after: what is looked at is what is kept, whoever writes to the source.
  private void take(DropDirectory.Seen war, boolean listed) {
    try {
      Path copy = Files.createTempFile(incoming, "staged", WarFile.SUFFIX);
      try {
        Files.copy(war.file(), copy, StandardCopyOption.REPLACE_EXISTING);
        if (!WarFile.sha256(copy).equals(war.sha256())) {
          return;
        }
        Report report = known(war.sha256()).orElseGet(() -> inspection.apply(copy));
        if (listed && report.clean()) {
          Files.move(copy, war(war.sha256()), StandardCopyOption.ATOMIC_MOVE);
          Files.writeString(clean.resolve(war.sha256()), Inspection.CHECKS);
        }
        reports.put(war.sha256(), report);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, "the plugin file {0} cannot be read now: {1}", war.file(), e.toString());
    }
  }

  // A version from before this start.
  private void again(String sha256) throws IOException {
    Path kept = war(sha256);
    if (Files.isRegularFile(kept) && WarFile.sha256(kept).equals(sha256)) {
      reports.put(sha256, known(sha256).orElseGet(() -> inspection.apply(kept)));
    }
  }

  // The same bytes were looked at by the same checks before, and nothing was found.
  private Optional<Report> known(String sha256) {
    try {
      Path noted = clean.resolve(sha256);
      return Files.exists(noted) && Files.readString(noted).equals(Inspection.CHECKS)
          ? Optional.of(new Report(sha256, List.of(), List.of(), Set.of(), 0))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a WAR was looked at, nothing was found against it, and its copy is here. */
  boolean ready(String sha256) {
    return report(sha256).filter(Report::clean).isPresent() && Files.isRegularFile(war(sha256));
  }

  Optional<Report> report(String sha256) {
    return Optional.ofNullable(reports.get(sha256));
  }

  Path war(String sha256) {
    return wars.resolve(sha256 + WarFile.SUFFIX);
  }

  /** Notes that this version of a file ran. */
  void good(String file, String sha256) {
    try {
      Files.writeString(good.resolve(file), sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last version of a file that ran. */
  Optional<String> good(String file) {
    if (!WarFile.named(file)) {
      return Optional.empty();
    }
    try {
      Path noted = good.resolve(file);
      return Files.exists(noted) ? Optional.of(Files.readString(noted).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }
}
