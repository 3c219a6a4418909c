package org.prytany.host;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.bridge.PluginRegistry.Settled;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.inspect.Declared;

/**
 * What operators set for plugins, and which starts came of it. A WAR gets what was set for the id
 * in its own manifest, as far as its own schema knows it; one without a schema gets nothing. Not
 * thread-safe, but for {@link #remark}.
 */
final class SetValues {

  private static final Logger LOG = System.getLogger(SetValues.class.getName());

  private Optional<GivenSettings> told = Optional.empty();
  private final Set<String> plain = new HashSet<>();

  /** Ids of WARs that were started with what is set for these, by hash. */
  private final Map<String, String> ids = new HashMap<>();

  /** With what a WAR did not start, and why, by hash. */
  private final Map<String, Failure> failures = new HashMap<>();

  private final Map<String, String> remarks = new ConcurrentHashMap<>();

  private record Failure(Map<String, String> given, String why) {}

  /**
   * Says all that is set. Where a version runs, an order is about that one, and brings no other
   * into service.
   *
   * @return hashes of WARs that did not start, and for which something else is set now, or the same
   *     by a new order
   */
  Set<String> tell(GivenSettings given, Collection<Running> running) {
    Set<String> before = told.map(GivenSettings::onTrial).orElse(Set.of());
    told = Optional.of(given);
    Set<String> again = new HashSet<>();
    failures.forEach(
        (sha256, failure) -> {
          String id = ids.getOrDefault(sha256, "");
          boolean ordered = given.onTrial().contains(id) && !before.contains(id);
          if ((ordered || !failure.given().equals(now(sha256))) && !isBeside(sha256, running)) {
            again.add(sha256);
          }
        });
    failures.keySet().removeAll(again);
    return again;
  }

  /** Whether another version of the same plugin runs. */
  private boolean isBeside(String sha256, Collection<Running> running) {
    String id = ids.getOrDefault(sha256, "");
    return !id.isEmpty()
        && running.stream()
            .anyMatch(
                one ->
                    one.up
                        && !one.sha256.equals(sha256)
                        && ids.getOrDefault(one.sha256, "").equals(id));
  }

  /** Whether a WAR cannot be started before it is known what is set for it. */
  boolean waits(String sha256, Path war) {
    if (told.isEmpty() && !plain.contains(sha256) && isPlain(war)) {
      plain.add(sha256);
    }
    return told.isEmpty() && !plain.contains(sha256);
  }

  private static boolean isPlain(Path war) {
    try {
      return Declared.of(war).configuration().isEmpty();
    } catch (IllegalArgumentException e) {
      // Whoever starts it comes upon the same, and says so.
      return true;
    } catch (IOException e) {
      // Says nothing of the WAR: it is asked again.
      return false;
    }
  }

  /**
   * A WAR that is to be started, with what is set for it now.
   *
   * @throws IOException if its file cannot be read
   */
  Running starting(
      String application, String file, String sha256, boolean proven, Path war, long now)
      throws IOException {
    String id = isPlain(war) ? "" : Declared.of(war).id();
    if (!id.isEmpty()) {
      ids.put(sha256, id);
    }
    failures.remove(sha256);
    boolean trial = told.filter(its -> its.onTrial().contains(id)).isPresent();
    return new Running(application, file, sha256, proven && !trial, now(sha256), trial, now);
  }

  private Map<String, String> now(String sha256) {
    String id = ids.getOrDefault(sha256, "");
    return told.map(its -> its.byPlugin().getOrDefault(id, Map.of())).orElse(Map.of());
  }

  /**
   * What the plugin of a WAR gets.
   *
   * @throws IllegalArgumentException if it is not what its schema asks for, in words
   */
  Optional<Settled> of(Running one, Path war) throws IOException {
    Declared declared = Declared.of(war);
    Optional<ConfigurationSchema> schema = declared.configuration();
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    String id = declared.id();
    Settled settled =
        new Settled(id, schema.get().configuration(id, one.given), schema.get().hidden(one.given));
    List<String> unknown = schema.get().unknown(id, one.given);
    remarks.put(one.sha256, String.join("; ", unknown));
    unknown.forEach(its -> LOG.log(Level.WARNING, its));
    return Optional.of(settled);
  }

  /** Notes that a WAR did not start with what was set for it. */
  void failed(Running one, String why) {
    failures.put(one.sha256, new Failure(one.given, why));
  }

  /** Whether something else is set by now than what it was started with. */
  boolean changed(Running one) {
    return !one.given.equals(now(one.sha256));
  }

  /** Whether it is to be started anew, since something else is set by now that may start. */
  boolean stale(Running one) {
    return changed(one) && !failures.containsKey(one.sha256);
  }

  /**
   * What came of what is set now, for each plugin of which that is known, by the version that runs.
   */
  List<TakenSettings> taken(Collection<Running> running) {
    Map<String, TakenSettings> all = new LinkedHashMap<>();
    failures.forEach(
        (sha256, failure) -> {
          String id = ids.get(sha256);
          if (id != null && !isBeside(sha256, running)) {
            all.put(id, new TakenSettings(id, Optional.of(failure.why())));
          }
        });
    for (Running one : running) {
      String id = ids.get(one.sha256);
      if (one.up && id != null && !changed(one)) {
        all.put(id, new TakenSettings(id, Optional.empty()));
      }
    }
    return List.copyOf(all.values());
  }

  /** What is to be said of what was set for a plugin that runs; "" if nothing. */
  String remark(String sha256) {
    return remarks.getOrDefault(sha256, "");
  }
}
