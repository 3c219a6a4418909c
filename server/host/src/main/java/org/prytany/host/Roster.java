package org.prytany.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;

/** Says which of the plugins that run are in use. */
final class Roster {

  private final HostSettings settings;
  private final Incumbents incumbents;
  private final Deployments deployments;
  private final Function<PluginRegistration, Optional<String>> quarantine;

  Roster(
      HostSettings settings,
      Incumbents incumbents,
      Deployments deployments,
      Function<PluginRegistration, Optional<String>> quarantine) {
    this.settings = settings;
    this.incumbents = incumbents;
    this.deployments = deployments;
    this.quarantine = quarantine;
  }

  /** A status for every plugin that runs, oldest first. */
  Map<PluginRegistration, PluginStatus> judge(List<PluginRegistration> offered) {
    List<PluginRegistration> running =
        offered.stream().filter(one -> deployments.runs(one.origin().application())).toList();
    Map<PluginKind, Optional<String>> chosen = new LinkedHashMap<>();
    for (PluginKind kind : PluginKind.values()) {
      chosen.put(kind, chosen(kind, running));
    }
    Map<PluginRegistration, PluginStatus> statuses = new LinkedHashMap<>();
    for (PluginRegistration one : running) {
      statuses.put(one, status(one, running, chosen.getOrDefault(one.kind(), Optional.empty())));
    }
    return statuses;
  }

  private Optional<String> chosen(PluginKind kind, List<PluginRegistration> running) {
    Optional<String> configured = Optional.ofNullable(settings.use().get(kind));
    if (configured.isPresent()) {
      return configured;
    }
    List<PluginRegistration> newest = new ArrayList<>();
    for (PluginRegistration one : running) {
      if (one.kind() == kind && newest(one, running).sequence() == one.sequence()) {
        newest.add(one);
      }
    }
    return incumbents.choose(kind, newest, deployments.settled(), deployments::lies);
  }

  // While an update takes over, both versions run for a moment.
  private static PluginRegistration newest(
      PluginRegistration one, List<PluginRegistration> running) {
    return running.stream()
        .filter(other -> other.kind() == one.kind() && other.id().equals(one.id()))
        .max(Comparator.comparingLong(PluginRegistration::sequence))
        .orElse(one);
  }

  private PluginStatus status(
      PluginRegistration one, List<PluginRegistration> running, Optional<String> chosen) {
    if (newest(one, running).sequence() != one.sequence()) {
      return status(one, State.STANDBY, "a later start of the same plugin is in use");
    }
    if (!chosen.equals(Optional.of(one.id()))) {
      String key = HostSettings.USE_KEY + one.kind().key();
      return status(
          one,
          State.STANDBY,
          "the "
              + one.kind().key()
              + " plugin in use is '"
              + chosen.orElse("")
              + "'; to use this one, set "
              + key
              + "="
              + one.id());
    }
    return quarantine
        .apply(one)
        .map(reason -> status(one, State.QUARANTINED, reason))
        .orElseGet(
            () ->
                status(
                    one, State.ACTIVE, one.origin().sha256().map(deployments::remark).orElse("")));
  }

  private static PluginStatus status(PluginRegistration one, State state, String reason) {
    return new PluginStatus(
        one.id(),
        one.version(),
        one.kind().contract().getSimpleName(),
        state,
        reason,
        one.origin().file(),
        one.origin().sha256());
  }

  /** The status of a file that runs no plugin. */
  static Optional<PluginStatus> status(LyingFile lying) {
    State state =
        switch (lying.standing()) {
          case UP -> null;
          case REFUSED -> State.REFUSED;
          case STAGED -> State.STAGED;
          case STARTING -> State.STARTING;
          case FAILED -> State.FAILED;
          case PUT_ASIDE -> State.QUARANTINED;
          case REPLACED -> State.STANDBY;
        };
    return state == null
        ? Optional.empty()
        : Optional.of(
            new PluginStatus(
                WarFile.stem(lying.file()),
                "",
                "",
                state,
                lying.reason(),
                Optional.of(lying.file()),
                Optional.of(lying.sha256()).filter(text -> !text.isEmpty())));
  }

  /** The status of something that the host did not start. */
  static PluginStatus foreign(String name, String reason) {
    return new PluginStatus(
        name, "", "", State.REFUSED, reason, Optional.empty(), Optional.empty());
  }
}
