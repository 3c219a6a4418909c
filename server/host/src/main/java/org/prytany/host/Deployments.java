package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.prytany.bridge.PluginRegistration;
import org.prytany.bridge.PluginRegistry;
import org.prytany.bridge.PluginRegistry.Snapshot;
import org.prytany.judging.Visible;
import org.prytany.host.inspect.Report;

/**
 * Which WARs run. Compares what lies in the operator's directory with what was started, and starts
 * a WAR only after its file was hashed, is listed, and nothing was found against it; what did not
 * run before starts alone, so that a death of the process names one. An update starts beside the version that runs, which
 * stops when the update offers its plugin, and goes on if it does not.
 */
final class Deployments {

  /** UTF-16 units of why a plugin could not start. */
  private static final int LONGEST_REASON = 1_000;

  private static final Logger LOG = System.getLogger(Deployments.class.getName());

  /** A start that takes longer does not keep others from starting. */
  private static final Duration ALONE = Duration.ofSeconds(20);

  // An application whose start failed stays installed.
  private static final Set<String> NOT_RUNNING = Set.of("INSTALLED", "STOPPED");

  /** Files in the order in which they came. */
  private static final Comparator<DropDirectory.Seen> LATER =
      Comparator.comparingLong(DropDirectory.Seen::sinceMillis)
          .thenComparing(DropDirectory.Seen::modified);

  private static final DropDirectory.Seen NOWHERE =
      new DropDirectory.Seen(Path.of("nowhere.war"), "", 0, FileTime.fromMillis(0), "");

  private static final String DID_NOT_START =
      "it did not start: see its errors in the server's messages.log";
  private static final String NO_PLUGIN =
      "it started, and holds no plugin: no bean of WEB-INF/classes implements a kind of"
          + " org.prytany.spi";

  private final HostSettings settings;
  private final PluginRegistry registry;
  private final InstantSource clock;
  private final Function<String, Optional<String>> serverState;
  private final DropDirectory drop;
  private final RunDirectory run;
  private final KeptWars kept;
  private final CrashGuard guard;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, String> failed = new HashMap<>();
  private final Map<String, String> replaced = new HashMap<>();
  private List<DropDirectory.Seen> lying = List.of();

  /** One WAR that the server was told to run. */
  private static final class Running {
    final String application;
    final String file;
    final String sha256;
    final boolean proven;
    final long sinceMillis;
    boolean up;
    boolean seenStarting;
    int looksStarted;

    Running(
        String application, String file, String sha256, boolean proven, long sinceMillis) {
      this.application = application;
      this.file = file;
      this.sha256 = sha256;
      this.proven = proven;
      this.sinceMillis = sinceMillis;
    }
  }

  /** What is to be said of a file of the operator's. */
  enum Standing {
    REFUSED,
    STAGED,
    STARTING,
    UP,
    FAILED,
    PUT_ASIDE,
    REPLACED
  }

  /**
   * A file of the operator's.
   *
   * @param sha256 "" if it is no plain file
   * @param reason why it does not run; "" if it does
   */
  record Lying(String file, String sha256, Standing standing, String reason) {}

  Deployments(
      HostSettings settings,
      PluginRegistry registry,
      InstantSource clock,
      Function<String, Optional<String>> serverState,
      Function<Path, Report> inspection) {
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
    this.serverState = serverState;
    this.drop = new DropDirectory(settings.drop(), clock);
    try {
      this.run = new RunDirectory(settings.run(), settings.incoming(), settings.spared());
      this.kept = new KeptWars(settings.state(), settings.incoming(), inspection);
      this.guard = new CrashGuard(settings.state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings what runs closer to what should run. */
  synchronized void look() {
    run.sweep();
    lying = drop.look();
    Set<String> hashes = new HashSet<>();
    lying.forEach(one -> hashes.add(one.sha256()));
    guard.keepOnly(hashes);
    Set<String> names = names();
    names.forEach(name -> kept.good(name).ifPresent(hashes::add));
    failed.keySet().retainAll(hashes);
    replaced.entrySet().removeIf(one -> !names.contains(one.getKey()) || !names.contains(one.getValue()));
    kept.look(lying, settings.listed());
    Snapshot offers = registry.snapshot();
    for (Running one : List.copyOf(running.values())) {
      progress(one, offers);
    }
    retire();
    start();
    noteExit();
  }

  // A process that something in it ends may wait for minutes for what is starting, and be killed.
  private void noteExit() {
    List<Running> starting = running.values().stream().filter(one -> !one.up).toList();
    if (starting.size() == 1 && CrashGuard.exitCalled()) {
      Running one = starting.getFirst();
      LOG.log(Level.ERROR, "the process exits from within while {0} starts", one.file);
      guard.ending(one.sha256, one.file, true);
    }
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    lying.forEach(one -> names.add(WarFile.name(one.file())));
    return names;
  }

  private void progress(Running one, Snapshot offers) {
    if (one.up) {
      return;
    }
    if (offers.registrations().stream().anyMatch(of -> of.origin().application().equals(one.application))) {
      one.up = true;
      guard.end(one.sha256);
      kept.good(one.file, one.sha256);
      replaceSame(one, offers);
      return;
    }
    Optional<String> reason = failure(one, offers);
    if (reason.isPresent()) {
      LOG.log(Level.ERROR, "the plugin {0} failed to start: {1}", one.file, reason.get());
      failed.put(one.sha256, reason.get());
      guard.end(one.sha256);
      stop(one);
    }
  }

  private Optional<String> failure(Running one, Snapshot offers) {
    for (PluginRegistry.StartFailure failure : offers.failures()) {
      if (failure.origin().application().equals(one.application)) {
        return Optional.of(
            "it could not start: " + Visible.text(failure.reason(), LONGEST_REASON));
      }
    }
    for (PluginRegistry.TurnedAway away : offers.turnedAway()) {
      if (away.application().equals(one.application)) {
        return Optional.of("its offer was turned away: " + away.reason());
      }
    }
    Optional<String> state = serverState.apply(one.application);
    boolean patient = clock.millis() - one.sinceMillis < settings.startTimeout().toMillis();
    if (state.equals(Optional.of("STARTING"))) {
      one.seenStarting = true;
      return Optional.empty();
    }
    if (state.filter(NOT_RUNNING::contains).isPresent() && (one.seenStarting || !patient)) {
      return Optional.of(DID_NOT_START);
    }
    if (state.equals(Optional.of("STARTED")) && ++one.looksStarted > 2) {
      return Optional.of(NO_PLUGIN);
    }
    return patient ? Optional.empty() : Optional.of(DID_NOT_START);
  }

  // The same plugin out of another file: what came later is the update, whichever started first.
  private void replaceSame(Running one, Snapshot offers) {
    List<PluginRegistration> own =
        offers.registrations().stream()
            .filter(of -> of.origin().application().equals(one.application))
            .toList();
    for (PluginRegistration offered : offers.registrations()) {
      Running other = running.get(offered.origin().application());
      boolean same =
          own.stream()
              .anyMatch(of -> of.kind() == offered.kind() && of.id().equals(offered.id()));
      if (same && other != null && !other.file.equals(one.file)) {
        boolean later = LATER.compare(seen(one.file), seen(other.file)) >= 0;
        Running stays = later ? one : other;
        Running goes = later ? other : one;
        replaced.put(goes.file, stays.file);
        stop(goes);
      }
    }
  }

  private DropDirectory.Seen seen(String file) {
    return lying.stream()
        .filter(war -> WarFile.name(war.file()).equals(file))
        .findFirst()
        .orElse(NOWHERE);
  }

  private void retire() {
    Map<String, String> wanted = new HashMap<>();
    for (DropDirectory.Seen war : lying) {
      wanted(war).ifPresent(sha256 -> wanted.put(WarFile.name(war.file()), sha256));
    }
    for (Running one : List.copyOf(running.values())) {
      String sha256 = wanted.get(one.file);
      boolean other =
          sha256 != null
              && !sha256.equals(one.sha256)
              && running.values().stream()
                  .anyMatch(now -> now.up && now.file.equals(one.file) && now.sha256.equals(sha256));
      if (sha256 == null || other) {
        stop(one);
      }
    }
  }

  // What ran before in this very version starts beside others like it; what is new starts alone.
  private void start() {
    List<DropDirectory.Seen> waiting =
        lying.stream()
            .sorted(LATER)
            .filter(war -> waits(war).isPresent())
            .toList();
    for (DropDirectory.Seen war : waiting) {
      String file = WarFile.name(war.file());
      String sha256 = waits(war).orElseThrow();
      boolean proven = !guard.careful() && kept.good(file).equals(Optional.of(sha256));
      boolean alone =
          running.values().stream()
              .noneMatch(
                  one -> starting(one) && !(proven && one.proven));
      if (!alone) {
        return;
      }
      start(file, sha256, proven);
    }
  }

  private boolean starting(Running one) {
    return !one.up && clock.millis() - one.sinceMillis < ALONE.toMillis();
  }

  // What is to be started for this file, if it is not running.
  private Optional<String> waits(DropDirectory.Seen war) {
    return wanted(war)
        .filter(
            sha256 ->
                running.values().stream()
                    .noneMatch(
                        one ->
                            one.file.equals(WarFile.name(war.file()))
                                && one.sha256.equals(sha256)));
  }

  private void start(String file, String sha256, boolean proven) {
    String application = WarFile.stem(file)
            + "-"
            + sha256.substring(0, 8)
            + "-"
            // Never used before: the server may still be stopping what ran from the same file.
            + UUID.randomUUID().toString().substring(0, 8);
    Running one = new Running(application, file, sha256, proven, clock.millis());
    try {
      guard.begin(sha256, file);
      registry.admit(
          new PluginRegistry.Admission(
              application, run.file(application).toString(), file, sha256));
      running.put(application, one);
      run.start(kept.war(sha256), application);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the plugin " + file + " cannot be started", e);
      failed.put(sha256, "its file could not be made ready: " + e.getMessage());
      guard.end(sha256);
      stop(one);
    }
  }

  private void stop(Running one) {
    run.stop(one.application);
    registry.dismiss(one.application);
    running.remove(one.application);
    if (!one.up) {
      guard.end(one.sha256);
    }
  }

  // The hash to run for a file: its own, or else that of the last version of it that ran.
  private Optional<String> wanted(DropDirectory.Seen war) {
    String file = WarFile.name(war.file());
    if (replaced.containsKey(file) || !WarFile.named(file)) {
      return Optional.empty();
    }
    if (usable(war.sha256())) {
      return Optional.of(war.sha256());
    }
    return kept.good(file).filter(this::usable);
  }

  private boolean usable(String sha256) {
    return settings.listed().contains(sha256)
        && !failed.containsKey(sha256)
        && guard.aside(sha256).isEmpty()
        && kept.ready(sha256);
  }

  /** Whether nothing waits to be started, and nothing is being started. */
  synchronized boolean settled() {
    return running.values().stream().allMatch(one -> one.up)
        && lying.stream().allMatch(war -> waits(war).isEmpty());
  }

  /** Whether the application runs and is not on its way out. */
  synchronized boolean runs(String application) {
    return running.containsKey(application);
  }

  /** Whether a file of this name lies in the operator's directory. */
  synchronized boolean lies(String file) {
    return names().contains(file);
  }

  /** Names of what was found in the run directory, and removed. */
  List<String> foreign() {
    return run.foreign();
  }

  /** What is to be said of every file that lies in the operator's directory. */
  synchronized List<Lying> lying() {
    List<Lying> all = new ArrayList<>();
    for (DropDirectory.Seen war : lying) {
      all.add(standing(war));
    }
    return all;
  }

  private Lying standing(DropDirectory.Seen war) {
    String file = WarFile.name(war.file());
    String sha256 = war.sha256();
    Optional<Report> report = kept.report(sha256);
    boolean goesOn =
        running.values().stream()
            .anyMatch(one -> one.up && one.file.equals(file) && !one.sha256.equals(sha256));
    String rest = goesOn ? "; the version that ran before goes on" : "";
    if (!WarFile.named(file)) {
      return new Lying(
          file,
          sha256,
          Standing.REFUSED,
          "its name has other signs than letters, digits, dots, dashes and underscores");
    }
    if (sha256.isEmpty()) {
      return new Lying(file, sha256, Standing.REFUSED, "it does not come from a WAR file: only plain files up to 256 MiB count" + rest);
    }
    if (report.filter(found -> !found.clean()).isPresent()) {
      return new Lying(file, sha256, Standing.REFUSED, String.join("; ", report.get().refusals()) + rest);
    }
    if (!settings.listed().contains(sha256)) {
      return new Lying(
          file,
          sha256,
          Standing.STAGED,
          "its WAR is not listed; if you know where it comes from, add "
              + sha256
              + " to "
              + HostSettings.LISTED_KEY
              + rest);
    }
    Optional<String> aside = guard.aside(sha256);
    if (aside.isPresent()) {
      return new Lying(
          file,
          sha256,
          Standing.PUT_ASIDE,
          aside.get() + "; it is not started again: take its file away, or put another there" + rest);
    }
    if (failed.containsKey(sha256)) {
      return new Lying(file, sha256, Standing.FAILED, failed.get(sha256) + rest);
    }
    if (replaced.containsKey(file)) {
      return new Lying(
          file, sha256, Standing.REPLACED, "the same plugin runs from " + replaced.get(file));
    }
    Optional<Running> now =
        running.values().stream()
            .filter(one -> one.file.equals(file) && one.sha256.equals(sha256))
            .findFirst();
    return now.map(
            one ->
                one.up
                    ? new Lying(file, sha256, Standing.UP, "")
                    : new Lying(file, sha256, Standing.STARTING, starting(one) + rest))
        .orElseGet(() -> new Lying(file, sha256, Standing.STAGED, "it waits to be started" + rest));
  }

  private String starting(Running one) {
    return clock.millis() - one.sinceMillis < settings.startTimeout().toMillis()
        ? "it is starting"
        : "it has been starting for longer than "
            + settings.startTimeout().toSeconds()
            + " s: its constructor or @PostConstruct may never return; if it does not, take its file"
            + " away and restart the server";
  }

  /** The server ends: what is still starting did not kill it, unless something called exit. */
  synchronized void close() {
    noteExit();
    boolean exited = CrashGuard.exitCalled();
    for (Running one : List.copyOf(running.values())) {
      if (!one.up && !exited) {
        guard.ending(one.sha256, one.file, false);
      }
      run.stop(one.application);
      registry.dismiss(one.application);
    }
    running.clear();
  }
}
