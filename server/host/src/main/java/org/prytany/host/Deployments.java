package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.prytany.bridge.PluginRegistration;
import org.prytany.bridge.PluginRegistry;
import org.prytany.bridge.PluginRegistry.Snapshot;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Report;

/**
 * Which WARs run. Compares what lies in the operator's directory with what was started, and starts
 * a WAR only after its file was hashed, is listed, and nothing was found against it; what did not
 * run before starts alone, so that a death of the process names one. An update starts beside the
 * version that runs, which stops when the update offers its plugin, and goes on if it does not.
 */
final class Deployments {

  private static final Logger LOG = System.getLogger(Deployments.class.getName());

  /** A start that takes longer does not keep others from starting. */
  private static final Duration ALONE = Duration.ofSeconds(20);

  private final PluginRegistry registry;
  private final InstantSource clock;
  private final StartWatch starts;
  private final DropDirectory drop;
  private final RunDirectory run;
  private final KeptWars kept;
  private final CrashGuard guard;
  private final Pauses pauses;
  private final Candidates candidates;
  private final SetValues values = new SetValues();
  private final Map<String, Running> running = new LinkedHashMap<>();
  private boolean closed;

  Deployments(
      HostSettings settings,
      PluginRegistry registry,
      InstantSource clock,
      Function<String, Optional<String>> serverState,
      Function<Path, Report> inspection,
      Function<Path, List<String>> publishers) {
    this.registry = registry;
    this.clock = clock;
    this.starts = new StartWatch(settings.startTimeout(), clock, serverState);
    this.drop = new DropDirectory(settings.drop(), clock);
    this.pauses = new Pauses(clock);
    try {
      this.run = new RunDirectory(settings.run(), settings.incoming(), settings.spared());
      this.kept =
          new KeptWars(settings.state(), settings.incoming(), inspection, publishers, clock);
      this.guard =
          new CrashGuard(
              settings.state(),
              kept.proven(),
              String.valueOf(settings.run().getFileName()),
              settings.forgiven());
      this.candidates = new Candidates(settings, kept, guard, new Replacements(settings.state()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says which WARs may run beside those of the configuration. */
  synchronized void approve(SignedFor signedFor) {
    candidates.approve(signedFor);
  }

  /** Says what operators set for plugins. */
  synchronized void configure(GivenSettings given) {
    values.tell(given, running.values()).forEach(candidates::tryAgain);
  }

  /** What came of what was set, for each plugin of which that is known. */
  synchronized List<TakenSettings> taken() {
    return values.taken(running.values());
  }

  /** What is to be said of what was set for a version that runs; "" if nothing. */
  String remark(String sha256) {
    return values.remark(sha256);
  }

  /** Brings what runs closer to what should run. */
  synchronized void look() {
    if (closed) {
      return;
    }
    run.sweep();
    Optional<List<DropDirectory.Seen>> found = drop.look();
    if (found.isEmpty()) {
      return;
    }
    pauses.keepOnly(candidates.look(found.get()));
    Snapshot offers = registry.snapshot();
    for (Running one : List.copyOf(running.values())) {
      progress(one, offers);
    }
    retire();
    start();
    guard.noteExit(running.values());
  }

  private void progress(Running one, Snapshot offers) {
    boolean offered =
        offers.registrations().stream()
            .anyMatch(of -> of.origin().application().equals(one.application));
    if (!one.up && values.changed(one)) {
      stop(one);
      return;
    }
    if (one.up) {
      if (!run.holds(one.application) || !offered) {
        LOG.log(Level.ERROR, "the plugin {0} runs no more, and nobody stopped it", one.file);
        stop(one);
        // The server may be ending: then nothing is to be started.
        pauses.begin(one.sha256, "it stopped, and nobody had stopped it");
      }
      return;
    }
    Optional<String> otherwise = offered ? StartWatch.turnedAway(one, offers) : Optional.empty();
    if (otherwise.isPresent()) {
      fail(one, otherwise.get());
      return;
    }
    if (offered) {
      one.up = true;
      guard.end(one.sha256);
      pauses.end(one.sha256);
      kept.good(one.file, one.sha256);
      replaceSame(one, offers);
      return;
    }
    Optional<String> reason =
        starts
            .failure(one, offers)
            .or(
                () ->
                    starts.isStuck(one) && hasBefore(one)
                        ? Optional.of(StartWatch.TOO_SLOW)
                        : Optional.empty());
    reason.ifPresent(why -> fail(one, why));
  }

  // A start that does not return is waited for only where there is nothing else to run.
  private boolean hasBefore(Running one) {
    Optional<String> before = kept.good(one.file).filter(its -> !its.equals(one.sha256));
    return runsAlready(one) || before.filter(candidates::usable).isPresent();
  }

  // With what was set for it before.
  private boolean runsAlready(Running one) {
    return running.values().stream().anyMatch(other -> other.up && other.isSameFile(one));
  }

  private void fail(Running one, String why) {
    LOG.log(Level.ERROR, "the plugin {0} failed to start: {1}", one.file, why);
    values.failed(one, why);
    if (!runsAlready(one)) {
      candidates.failed(one.sha256, why);
    }
    stop(one);
  }

  // The same plugin out of another file: what was signed for last is the update, or else what came
  // later, whichever started first. What one file replaced its next version replaces, too.
  private void replaceSame(Running one, Snapshot offers) {
    List<PluginRegistration> own =
        offers.registrations().stream()
            .filter(of -> of.origin().application().equals(one.application))
            .toList();
    for (PluginRegistration offered : offers.registrations()) {
      Running other = running.get(offered.origin().application());
      boolean same =
          own.stream().anyMatch(of -> of.kind() == offered.kind() && of.id().equals(offered.id()));
      if (same && other != null && other != one && other.file.equals(one.file)) {
        candidates.note(other.sha256, one.sha256);
      } else if (same && other != null && !other.file.equals(one.file)) {
        boolean later = candidates.later(one, other);
        Running stays = later ? one : other;
        Running goes = later ? other : one;
        candidates.replace(goes, stays);
        stop(goes);
      }
    }
  }

  private void retire() {
    Map<String, String> wanted = new HashMap<>();
    for (DropDirectory.Seen war : candidates.lying()) {
      candidates.wanted(war).ifPresent(sha256 -> wanted.put(WarFile.name(war.file()), sha256));
    }
    for (Running one : List.copyOf(running.values())) {
      String sha256 = wanted.get(one.file);
      boolean other =
          sha256 != null
              && (!sha256.equals(one.sha256) || values.changed(one))
              && running.values().stream()
                  .anyMatch(
                      now ->
                          now.up
                              && now != one
                              && now.file.equals(one.file)
                              && now.sha256.equals(sha256)
                              && !values.changed(now));
      if (sha256 == null || other) {
        stop(one);
      }
    }
  }

  // What ran before in this very version starts beside others like it; what is new starts alone.
  private void start() {
    List<DropDirectory.Seen> waiting =
        candidates.lying().stream()
            .sorted(Candidates.LATER)
            .filter(war -> waits(war).filter(this::startable).isPresent())
            .toList();
    for (DropDirectory.Seen war : waiting) {
      String file = WarFile.name(war.file());
      String sha256 = waits(war).orElseThrow();
      boolean proven = !guard.careful() && kept.good(file).equals(Optional.of(sha256));
      boolean alone =
          running.values().stream().noneMatch(one -> starting(one) && !(proven && one.proven));
      if (!alone) {
        return;
      }
      start(file, sha256, proven);
    }
  }

  private boolean startable(String sha256) {
    return !pauses.on(sha256) && !values.waits(sha256, kept.war(sha256));
  }

  private boolean starting(Running one) {
    return !one.up && clock.millis() - one.sinceMillis < ALONE.toMillis();
  }

  // What is to be started for this file, if it is not running.
  private Optional<String> waits(DropDirectory.Seen war) {
    return candidates
        .wanted(war)
        .filter(
            sha256 ->
                running.values().stream()
                    .noneMatch(
                        one ->
                            one.file.equals(WarFile.name(war.file()))
                                && one.sha256.equals(sha256)
                                && !values.stale(one)));
  }

  private void start(String file, String sha256, boolean proven) {
    String application =
        WarFile.stem(file)
            + "-"
            + sha256.substring(0, 8)
            + "-"
            // Never used before: the server may still be stopping what ran from the same file.
            + UUID.randomUUID().toString().substring(0, 8);
    Path war = kept.war(sha256);
    Running one = new Running(application, file, sha256, proven, Map.of(), false, clock.millis());
    try {
      one = values.starting(application, file, sha256, proven, war, clock.millis());
      Optional<PluginRegistry.Settled> settled = values.of(one, war);
      if (!one.trial) {
        guard.begin(sha256, file);
      }
      registry.admit(
          new PluginRegistry.Admission(
              application,
              run.file(application).toString(),
              file,
              sha256,
              settled,
              Declared.of(war)::contradiction));
      running.put(application, one);
      run.start(war, application);
    } catch (IllegalArgumentException e) {
      fail(one, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the plugin " + file + " cannot be started", e);
      String reason = "its file could not be made ready: " + e.getMessage();
      // A full disk says nothing about the WAR; what its archive is does.
      if ((e instanceof IOException || e instanceof UncheckedIOException)
          && !(e instanceof ZipException)) {
        pauses.begin(sha256, reason);
      } else {
        candidates.failed(sha256, reason);
      }
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

  /** Whether nothing waits to be started, and nothing is being started. */
  synchronized boolean settled() {
    return running.values().stream().allMatch(one -> one.up)
        && candidates.lying().stream().allMatch(war -> waits(war).isEmpty());
  }

  /** Whether the application runs, was found to be what it says, and is not on its way out. */
  synchronized boolean runs(String application) {
    Running one = running.get(application);
    return one != null && one.up;
  }

  /** Whether a file of this name lies in the operator's directory. */
  synchronized boolean lies(String file) {
    return candidates.lies(file);
  }

  /** Names of what was found in the run directory, and removed. */
  List<String> foreign() {
    return run.foreign();
  }

  /** What is to be said of every file that lies in the operator's directory. */
  synchronized List<LyingFile> lying() {
    Standings standings = candidates.standings(pauses, running.values());
    List<LyingFile> all = new ArrayList<>();
    for (DropDirectory.Seen war : candidates.lying()) {
      all.add(standings.of(war));
    }
    return all;
  }

  /** The process ends: what is still starting did not kill it, unless something called exit. */
  synchronized void close() {
    // A look that waited for this to end must start nothing.
    closed = true;
    guard.noteExit(running.values());
    boolean exited = CrashGuard.exitCalled() && !CrashGuard.exitOfEnd(Thread.getAllStackTraces());
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
