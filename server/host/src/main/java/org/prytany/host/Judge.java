package org.prytany.host;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.prytany.bridge.PluginRegistration;
import org.prytany.bridge.PluginRegistry;
import org.prytany.bridge.PluginRegistry.StartFailure;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.judging.Visible;

/** Compares what runs with what the operator listed. */
final class Judge {

  // An application whose start failed stays installed.
  private static final Set<String> NOT_RUNNING = Set.of("INSTALLED", "STOPPED");

  /** UTF-16 units of why a plugin could not start. */
  private static final int LONGEST_REASON = 1_000;

  private static final String DID_NOT_START =
      "it did not start, or holds no plugin: see its errors in the server's messages.log";

  private final HostSettings settings;
  private final InstantSource clock;
  private final MonitoredDirectory directory;
  private final MonitoredDirectory putAside;
  private final Function<PluginRegistration, Optional<String>> quarantine;
  private final Function<String, Optional<String>> serverState;

  /**
   * @param registrations a status for every plugin offered, oldest first
   * @param files a status for every WAR that offers no plugin
   * @param broken listed WARs that are deployed, but did not start
   */
  record Judgement(
      Map<PluginRegistration, PluginStatus> registrations,
      List<PluginStatus> files,
      List<Path> broken) {}

  Judge(
      HostSettings settings,
      InstantSource clock,
      Function<PluginRegistration, Optional<String>> quarantine,
      Function<String, Optional<String>> serverState) {
    this.settings = settings;
    this.clock = clock;
    this.directory = new MonitoredDirectory(settings.monitored(), clock);
    this.putAside = new MonitoredDirectory(settings.quarantine(), clock);
    this.quarantine = quarantine;
    this.serverState = serverState;
  }

  Judgement judge(PluginRegistry.Snapshot offers) {
    List<MonitoredDirectory.Seen> wars = directory.look();
    Map<PluginRegistration, PluginStatus> registrations = new LinkedHashMap<>();
    List<PluginRegistration> listed =
        offers.registrations().stream().filter(one -> isListed(sha256(one, wars))).toList();
    for (PluginRegistration one : offers.registrations()) {
      registrations.put(one, status(one, listed, wars));
    }
    List<PluginStatus> files = new ArrayList<>();
    Set<String> explained = new HashSet<>();
    offers.registrations().forEach(one -> explained.add(one.origin().application()));
    for (StartFailure failure : offers.failures()) {
      explained.add(failure.origin().application());
      files.add(failed(failure));
    }
    List<Path> broken = new ArrayList<>();
    for (MonitoredDirectory.Seen war : wars) {
      if (explained.add(WarFile.application(war.file()))) {
        Optional<PluginStatus> silent = silent(war);
        silent.ifPresent(files::add);
        silent
            .filter(status -> status.state() == State.QUARANTINED)
            .filter(
                status -> serverState.apply(status.id()).filter(NOT_RUNNING::contains).isPresent())
            .ifPresent(status -> broken.add(war.file()));
      }
    }
    for (MonitoredDirectory.Seen war : putAside.look()) {
      if (!explained.contains(WarFile.application(war.file()))) {
        files.add(
            status(
                war,
                State.QUARANTINED,
                DID_NOT_START
                    + "; its file was moved to the directory "
                    + WarFile.name(settings.quarantine())));
      }
    }
    return new Judgement(registrations, files, broken);
  }

  private PluginStatus status(
      PluginRegistration one, List<PluginRegistration> listed, List<MonitoredDirectory.Seen> wars) {
    Optional<String> sha256 = sha256(one, wars);
    if (!isListed(sha256)) {
      return status(one, sha256, State.REFUSED, notListed(sha256));
    }
    List<PluginRegistration> rivals =
        listed.stream().filter(other -> other != one && other.kind() == one.kind()).toList();
    Optional<PluginRegistration> namesake =
        rivals.stream().filter(other -> other.id().equals(one.id())).findFirst();
    if (namesake.isPresent()) {
      return status(
          one,
          sha256,
          State.REFUSED,
          "the plugin id '"
              + one.id()
              + "' is offered by "
              + one.origin().application()
              + " and by "
              + namesake.get().origin().application()
              + "; remove one of these WARs");
    }
    Optional<String> chosen = Optional.ofNullable(settings.use().get(one.kind()));
    String key = HostSettings.USE_KEY + one.kind().key();
    if (chosen.isPresent() && !chosen.get().equals(one.id())) {
      return status(
          one, sha256, State.REFUSED, "the configuration uses '" + chosen.get() + "': see " + key);
    }
    if (chosen.isEmpty() && !rivals.isEmpty()) {
      return status(
          one,
          sha256,
          State.REFUSED,
          "more than one "
              + one.kind().key()
              + " plugin runs; set "
              + key
              + " to the id of the one to use");
    }
    return quarantine
        .apply(one)
        .map(reason -> status(one, sha256, State.QUARANTINED, reason))
        .orElseGet(() -> status(one, sha256, State.ACTIVE, ""));
  }

  private PluginStatus failed(StartFailure failure) {
    Optional<String> sha256 = failure.origin().sha256();
    boolean listed = isListed(sha256);
    return new PluginStatus(
        failure.origin().application(),
        "",
        "",
        listed ? State.QUARANTINED : State.REFUSED,
        listed
            ? "it could not start: " + Visible.text(failure.reason(), LONGEST_REASON)
            : notListed(sha256),
        Optional.of(failure.origin().application() + WarFile.SUFFIX),
        sha256);
  }

  // A WAR whose start failed in the server is never heard of here; that it stays silent is what
  // gives it away.
  private Optional<PluginStatus> silent(MonitoredDirectory.Seen war) {
    Optional<String> sha256 = Optional.of(war.sha256()).filter(text -> !text.isEmpty());
    if (!isListed(sha256)) {
      return Optional.of(status(war, State.REFUSED, notListed(sha256)));
    }
    // A loaded machine starts slowly: for as long as the server is still at it, nothing is broken.
    boolean early = clock.millis() - war.sinceMillis() < settings.startTimeout().toMillis();
    if (early) {
      return Optional.of(status(war, State.STARTING, "it has not offered its plugin yet"));
    }
    return Optional.of(
        serverState.apply(WarFile.application(war.file())).equals(Optional.of("STARTING"))
            ? status(
                war,
                State.STARTING,
                "it has been starting for longer than "
                    + settings.startTimeout().toSeconds()
                    + " s: its constructor or @PostConstruct may never return; if it does not, take"
                    + " its file away and restart the server")
            : status(war, State.QUARANTINED, DID_NOT_START));
  }

  private static PluginStatus status(MonitoredDirectory.Seen war, State state, String reason) {
    return new PluginStatus(
        WarFile.application(war.file()),
        "",
        "",
        state,
        reason,
        Optional.of(WarFile.name(war.file())),
        Optional.of(war.sha256()).filter(text -> !text.isEmpty()));
  }

  private boolean isListed(Optional<String> sha256) {
    return sha256.filter(settings.listed()::contains).isPresent();
  }

  // The hash that the bridge took when the WAR started. Where it could not tell the file, the one
  // named like the application.
  private static Optional<String> sha256(
      PluginRegistration one, List<MonitoredDirectory.Seen> wars) {
    return one.origin()
        .sha256()
        .or(
            () ->
                wars.stream()
                    .filter(
                        war -> WarFile.application(war.file()).equals(one.origin().application()))
                    .map(MonitoredDirectory.Seen::sha256)
                    .filter(text -> !text.isEmpty())
                    .findFirst());
  }

  private static String notListed(Optional<String> sha256) {
    return sha256
        .map(
            hash ->
                "its WAR is not listed; if you know where it comes from, add "
                    + hash
                    + " to "
                    + HostSettings.LISTED_KEY)
        .orElse("it does not come from a WAR file in the plugin directory");
  }

  private static PluginStatus status(
      PluginRegistration one, Optional<String> sha256, State state, String reason) {
    return new PluginStatus(
        one.id(),
        one.version(),
        one.kind().contract().getSimpleName(),
        state,
        reason,
        Optional.of(one.origin().application() + WarFile.SUFFIX),
        sha256);
  }
}
