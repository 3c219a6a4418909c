package org.prytany.governance.installation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * What is set for plugins: what operators ordered, each order verified again when it is read, and
 * where they ordered nothing, what the configuration says. An order is on trial until its plugin
 * runs with it, and is taken back if the plugin does not start, or if a process ended meanwhile:
 * then what it ran with before counts. Thread-safe.
 */
public final class OrderedSettings implements SetForPlugins {

  private static final Logger LOG = System.getLogger(OrderedSettings.class.getName());

  private static final String ENDED_SERVER =
      "the server ended before the plugin had started with these values";

  private static final String ENDED_PLUGINS =
      "the plugins' process ended before the plugin had started with these values";

  private final SettingsBook book;
  private final Map<String, Map<String, String>> configured;
  private final AuditLog audit;
  private final Map<String, KeptSettings> kept = new TreeMap<>();
  private final Map<String, String> takenBack = new TreeMap<>();

  /**
   * Reads what is kept. What was on trial when the server ended is taken back.
   *
   * @param configured what the configuration sets, by the plugin's id and the setting's name
   * @param operators whose signature counts
   * @param signatures asks no chain: what counted once counts the same at each start
   * @throws PrytanyException if the orders cannot be read
   */
  public OrderedSettings(
      SettingsBook book,
      Map<String, Map<String, String>> configured,
      Set<Address> operators,
      SignatureCheck signatures,
      AuditLog audit) {
    this.book = book;
    this.configured = configured;
    this.audit = audit;
    book.read().forEach(one -> kept.put(one.plugin(), counting(one, operators, signatures)));
    takeBackTrials(ENDED_SERVER);
  }

  /**
   * What a server would give its plugins that starts with this; nothing is written.
   *
   * @throws PrytanyException if the orders cannot be read
   */
  public static Map<String, Map<String, String>> atStart(
      SettingsBook book,
      Map<String, Map<String, String>> configured,
      Set<Address> operators,
      SignatureCheck signatures) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(configured);
    for (KeptSettings one : book.read()) {
      counting(one, operators, signatures)
          .good()
          .ifPresent(
              its ->
                  all.put(
                      one.plugin(),
                      merged(configured.getOrDefault(one.plugin(), Map.of()), its.values())));
    }
    return all;
  }

  private static KeptSettings counting(
      KeptSettings one, Set<Address> operators, SignatureCheck signatures) {
    return new KeptSettings(
        one.plugin(),
        one.latest(),
        one.good().filter(its -> counts(its, one.plugin(), operators, signatures)),
        one.trial());
  }

  private static boolean counts(
      SignedSettings one, String plugin, Set<Address> operators, SignatureCheck signatures) {
    SettingsOrder order = one.order();
    boolean counts =
        order.plugin().equals(plugin)
            && operators.contains(order.operator())
            && one.fits()
            && signatures.signed(
                order.chainId(), order.operator(), order.data().digest(), order.signature());
    if (!counts) {
      LOG.log(
          Level.ERROR,
          "What is kept as ordered for the plugin {0} is not signed by an operator and does not"
              + " count.",
          plugin);
    }
    return counts;
  }

  @Override
  public synchronized GivenSettings given() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(configured);
    Set<String> onTrial = new HashSet<>();
    for (KeptSettings one : kept.values()) {
      all.put(one.plugin(), merged(one.plugin(), ordered(one.plugin())));
      one.trial().ifPresent(its -> onTrial.add(one.plugin()));
    }
    return new GivenSettings(all, onTrial);
  }

  /** What a plugin gets where this is ordered for it: an order goes before the configuration. */
  Map<String, String> merged(String plugin, Map<String, SetValue> ordered) {
    return merged(configured(plugin), ordered);
  }

  private static Map<String, String> merged(
      Map<String, String> configured, Map<String, SetValue> ordered) {
    Map<String, String> all = new TreeMap<>(configured);
    ordered.forEach((name, value) -> all.put(name, value.value()));
    return all;
  }

  /** What the configuration sets for a plugin, by name. */
  public Map<String, String> configured(String plugin) {
    return configured.getOrDefault(plugin, Map.of());
  }

  /** What is ordered for a plugin now, by name. */
  public synchronized Map<String, SetValue> ordered(String plugin) {
    return Optional.ofNullable(kept.get(plugin))
        .flatMap(KeptSettings::now)
        .map(SignedSettings::values)
        .orElse(Map.of());
  }

  /** Digest of the order about a plugin's values that came last, 64 hexadecimal digits. */
  public synchronized String latest(String plugin) {
    return Optional.ofNullable(kept.get(plugin))
        .map(KeptSettings::latest)
        .orElse(PluginOrder.NOTHING);
  }

  /** Whether a plugin has not run yet with what is ordered for it. */
  public synchronized boolean onTrial(String plugin) {
    return Optional.ofNullable(kept.get(plugin)).flatMap(KeptSettings::trial).isPresent();
  }

  /** Why the order that came last was taken back since the start; empty if it was not. */
  public synchronized Optional<String> takenBack(String plugin) {
    return Optional.ofNullable(takenBack.get(plugin));
  }

  /** How many values are ordered for other plugins. */
  synchronized int orderedBeside(String plugin) {
    return kept.keySet().stream()
        .filter(one -> !one.equals(plugin))
        .mapToInt(one -> ordered(one).size())
        .sum();
  }

  /**
   * Keeps an order and has it tried.
   *
   * @throws PrytanyException if it cannot be kept; then it does not count
   */
  synchronized void take(SignedSettings next) {
    String plugin = next.order().plugin();
    KeptSettings before =
        kept.getOrDefault(
            plugin,
            new KeptSettings(plugin, PluginOrder.NOTHING, Optional.empty(), Optional.empty()));
    keep(before.tried(next));
    takenBack.remove(plugin);
  }

  private void keep(KeptSettings one) {
    Map<String, KeptSettings> next = new TreeMap<>(kept);
    next.put(one.plugin(), one);
    book.write(new ArrayList<>(next.values()));
    kept.put(one.plugin(), one);
  }

  @Override
  public synchronized void processBegins() {
    takeBackTrials(ENDED_PLUGINS);
  }

  @Override
  public synchronized void taken(GivenSettings given, List<TakenSettings> taken) {
    for (TakenSettings one : taken) {
      if (!onTrial(one.plugin()) || !given.equals(given())) {
        continue;
      }
      if (one.failure().isPresent()) {
        takeBack(one.plugin(), one.failure().get());
      } else {
        note("plugin.settings-in-force", one.plugin(), Map.of("order", latest(one.plugin())));
        keep(Objects.requireNonNull(kept.get(one.plugin())).settled());
      }
    }
  }

  private void takeBackTrials(String why) {
    for (String plugin : List.copyOf(kept.keySet())) {
      if (onTrial(plugin)) {
        takeBack(plugin, why);
      }
    }
  }

  private void takeBack(String plugin, String why) {
    note("plugin.settings-failed", plugin, Map.of("order", latest(plugin), "reason", why));
    keep(Objects.requireNonNull(kept.get(plugin)).takenBack());
    takenBack.put(plugin, why);
  }

  private void note(String act, String plugin, Map<String, String> details) {
    audit.append(AuditLog.SERVER, act, plugin, details);
  }
}
