package org.prytany.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.prytany.host.inspect.Declared;
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
  private final Function<Path, List<String>> publishers;
  private final Map<String, Report> reports = new HashMap<>();
  private final Map<String, Declared> declared = new HashMap<>();
  private final Map<String, String> ran = new TreeMap<>();
  private final Pauses pauses;

  /**
   * @param inspection what is found in a WAR, once for its bytes
   * @param publishers what stands against a WAR because of who signed it, at each start
   */
  KeptWars(
      Path state,
      Path incoming,
      Function<Path, Report> inspection,
      Function<Path, List<String>> publishers,
      InstantSource clock)
      throws IOException {
    this.wars = state.resolve("wars");
    this.good = state.resolve("good");
    this.clean = state.resolve("clean");
    this.incoming = incoming;
    this.inspection = inspection;
    this.publishers = publishers;
    this.pauses = new Pauses(clock);
    RunDirectory.restricted(state);
    RunDirectory.restricted(wars);
    RunDirectory.restricted(good);
    RunDirectory.restricted(clean);
    for (Path one : files(good)) {
      // Whatever a cut in power left there: what is no hash names nothing.
      String sha256 = Files.readString(one, StandardCharsets.ISO_8859_1).strip();
      if (sha256.matches("[0-9a-f]{64}")) {
        ran.put(WarFile.name(one), sha256);
      }
    }
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
      boolean listedNow = listed.contains(war.sha256());
      if (!(listedNow ? looked(war.sha256()) : reports.containsKey(war.sha256()))
          && !pauses.on(war.sha256())) {
        if (!again(war.sha256())) {
          take(war, listedNow);
        }
      }
    }
    try {
      for (Iterator<String> all = ran.keySet().iterator(); all.hasNext(); ) {
        String file = all.next();
        if (!names.contains(file)) {
          Files.deleteIfExists(good.resolve(file));
          all.remove();
        }
      }
      for (String sha256 : ran.values()) {
        needed.add(sha256);
        if (!reports.containsKey(sha256) && listed.contains(sha256) && !pauses.on(sha256)) {
          again(sha256);
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
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "old plugin files cannot be cleared away", e);
    }
    reports.keySet().retainAll(needed);
    declared.keySet().retainAll(needed);
    pauses.keepOnly(needed);
  }

  // What was not listed when it was looked at was not kept.
  private boolean looked(String sha256) {
    return report(sha256).filter(found -> !found.clean()).isPresent() || ready(sha256);
  }

  // Copied first and hashed after: what is looked at is what is kept, whoever writes to the source.
  private void take(DropDirectory.Seen war, boolean listed) {
    try {
      Path copy = Files.createTempFile(incoming, "staged", WarFile.SUFFIX);
      try {
        try (OutputStream out = Files.newOutputStream(copy)) {
          if (!WarFile.copy(war.file(), out).equals(war.sha256())) {
            return;
          }
        }
        Report report = judged(war.sha256(), copy);
        if (listed && report.clean()) {
          Files.move(copy, war(war.sha256()), StandardCopyOption.ATOMIC_MOVE);
          WholeFile.write(clean.resolve(war.sha256()), Inspection.CHECKS);
        }
        reports.put(war.sha256(), report);
        pauses.end(war.sha256());
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException | UncheckedIOException e) {
      putOff(war.sha256(), war.file(), e);
    }
  }

  // Says nothing about the WAR, and must not: that it could not be looked at is no refusal.
  private void putOff(String sha256, Path file, Exception why) {
    LOG.log(Level.WARNING, "the plugin file {0} cannot be read now: {1}", file, why.toString());
    pauses.begin(sha256, "it could not be looked at: " + why.getMessage());
  }

  // A copy from before this start, which needs no room on a full disk.
  private boolean again(String sha256) {
    Path kept = war(sha256);
    try {
      if (Files.isRegularFile(kept) && WarFile.sha256(kept).equals(sha256)) {
        reports.put(sha256, judged(sha256, kept));
        pauses.end(sha256);
        return true;
      }
    } catch (IOException | UncheckedIOException e) {
      putOff(sha256, kept, e);
    }
    return false;
  }

  // Certificates expire and are revoked: who signed is looked at anew by each process.
  private Report judged(String sha256, Path war) {
    Report found = known(sha256).orElseGet(() -> inspection.apply(war));
    return found.clean() ? found.refused(publishers.apply(war)) : found;
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

  /** Why it could not be looked at, for no fault of its own. */
  Optional<String> trouble(String sha256) {
    return pauses.reason(sha256);
  }

  /** Whether both say in their manifests that they are the same plugin. */
  boolean samePlugin(String one, String other) {
    Optional<Declared> its = declared(one).filter(said -> !said.id().isEmpty());
    return its.isPresent()
        && declared(other)
            .filter(
                said ->
                    said.id().equals(its.get().id())
                        && Set.copyOf(said.kinds()).equals(Set.copyOf(its.get().kinds())))
            .isPresent();
  }

  // The same bytes always say the same.
  private Optional<Declared> declared(String sha256) {
    Optional<Declared> known = Optional.ofNullable(declared.get(sha256));
    if (known.isPresent()) {
      return known;
    }
    try {
      Declared its = Declared.of(war(sha256));
      declared.put(sha256, its);
      return Optional.of(its);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Path war(String sha256) {
    return wars.resolve(sha256 + WarFile.SUFFIX);
  }

  /** Notes that this version of a file ran. */
  void good(String file, String sha256) {
    ran.put(file, sha256);
    try {
      WholeFile.write(good.resolve(file), sha256);
    } catch (IOException e) {
      // It runs; that the next start may take an older version is no reason to stop it.
      LOG.log(Level.WARNING, "that " + file + " ran in this version cannot be kept", e);
    }
  }

  /** The last version of a file that ran. */
  Optional<String> good(String file) {
    return Optional.ofNullable(ran.get(file));
  }

  /** SHA-256 of the versions that ran, one for each file. */
  Set<String> proven() {
    return Set.copyOf(ran.values());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }
}
