package org.prytany.governance.installation;

import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;

/** What there is of a plugin when an upload of it or its removal is asked for. */
final class InService {

  private static final Set<State> DID_NOT_START =
      Set.of(State.FAILED, State.REFUSED, State.QUARANTINED);

  private final ApprovedPlugins approved;
  private final PluginShelf shelf;
  private final Plugins plugins;

  InService(ApprovedPlugins approved, PluginShelf shelf, Plugins plugins) {
    this.approved = approved;
    this.shelf = shelf;
    this.plugins = plugins;
  }

  /**
   * What was signed for last of a plugin, unless it is known not to have started; else what is in
   * service. Empty if there is neither.
   */
  Optional<CurrentPlugin> current(String id) {
    Optional<CurrentPlugin> signedLast =
        approved
            .inForce(id)
            .map(one -> new CurrentPlugin(one.version(), one.sha256(), PlacedFiles.file(id)));
    Optional<CurrentPlugin> runs =
        running(id)
            .map(
                now ->
                    new CurrentPlugin(
                        now.version(),
                        now.sha256().orElseThrow(),
                        now.file().orElse(PlacedFiles.file(id))));
    return signedLast.filter(one -> !failed(one.sha256())).or(() -> runs).or(() -> signedLast);
  }

  private boolean failed(String sha256) {
    return plugins.statuses().stream()
        .filter(one -> one.kind().isEmpty() && one.sha256().equals(Optional.of(sha256)))
        .anyMatch(one -> DID_NOT_START.contains(one.state()));
  }

  /**
   * What putting an upload in service would be. It is a downgrade against the newest there is: of
   * what was signed for last, what is in service, and what lies ready, running or not.
   */
  Action action(UploadedPlugin upload) {
    List<String> there = new ArrayList<>(shelf.versions(upload.id()).values());
    approved.inForce(upload.id()).ifPresent(one -> there.add(one.version()));
    running(upload.id()).ifPresent(one -> there.add(one.version()));
    if (there.isEmpty()) {
      return Action.INSTALL;
    }
    return there.stream().anyMatch(one -> older(upload.version(), one))
        ? Action.DOWNGRADE
        : Action.UPDATE;
  }

  String replaces(String id) {
    return current(id).map(CurrentPlugin::sha256).orElse(PluginOrder.NOTHING);
  }

  CurrentPlugin present(String id) {
    return current(id)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND,
                    "No plugin '"
                        + Refused.shown(id)
                        + "' is in service: GET /api/v1/plugins says what there is."));
  }

  /** That an upload is another plugin, by its kinds, than one that is there; empty if not. */
  Optional<String> otherKinds(UploadedPlugin upload) {
    return kinds(upload.id()).stream()
        .filter(one -> !one.isEmpty() && !one.equals(upload.kinds()))
        .findFirst()
        .map(
            other ->
                "The plugin "
                    + upload.id()
                    + " that is there is of other kinds ("
                    + String.join(", ", new TreeSet<>(other))
                    + ") than this one ("
                    + String.join(", ", new TreeSet<>(upload.kinds()))
                    + "): give it an id of its own.");
  }

  /**
   * Of each WAR of a plugin the kinds that its manifest says, running or not, and those that it
   * offers, which is all that is known of one without a manifest.
   */
  private Collection<Set<String>> kinds(String id) {
    Map<String, Set<String>> all = new TreeMap<>();
    Stream<UploadedPlugin> lying =
        shelf.versions(id).keySet().stream().flatMap(file -> shelf.lying(file).stream());
    Stream<UploadedPlugin> signedLast =
        approved.inForce(id).flatMap(one -> shelf.kept(one.sha256())).stream();
    Stream.concat(lying, signedLast)
        .filter(one -> one.id().equals(id))
        .forEach(
            one -> all.computeIfAbsent(one.sha256(), first -> new TreeSet<>()).addAll(one.kinds()));
    offered(id)
        .forEach(
            one ->
                all.computeIfAbsent(one.sha256().orElse(""), first -> new TreeSet<>())
                    .add(one.kind()));
    return all.values();
  }

  Optional<PluginStatus> running(String id) {
    return offered(id).reduce((earlier, later) -> later.state() == State.ACTIVE ? later : earlier);
  }

  private Stream<PluginStatus> offered(String id) {
    return plugins.statuses().stream()
        .filter(one -> one.id().equals(id) && !one.kind().isEmpty())
        .filter(one -> one.state() != State.GONE && one.sha256().isPresent());
  }

  /** Whether it is older, or not known to be as new. */
  private static boolean older(String version, String than) {
    try {
      return Version.parse(version).compareTo(Version.parse(released(than))) < 0;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /** A plugin may say behind a "+" with what it runs; that makes it no other version. */
  private static String released(String version) {
    int plus = version.indexOf('+');
    return plus < 0 ? version : version.substring(0, plus);
  }
}
