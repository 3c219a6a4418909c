package org.prytany.governance.installation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * What is set for plugins: what operators ordered, each order verified again when it is read and
 * held against the audit log, and where they ordered nothing, what the configuration says. An order
 * is on trial until its plugin runs with it, and is taken back if the plugin does not start, or if
 * a process ended meanwhile: then what it ran with before counts. What runs does not wait for disk
 * or store: what came of an order counts at once, and is written as soon as that can be.
 * Thread-safe.
 */
public final class OrderedSettings implements SetForPlugins {

  private static final Logger LOG = System.getLogger(OrderedSettings.class.getName());

  private static final String ENDED_SERVER =
      "the server ended before the plugin had started with these values";

  private static final String ENDED_PLUGINS =
      "the plugins' process ended before the plugin had started with these values";

  private static final String ANOTHER =
      "another order was signed before the plugin had started with these values";

  private static final String OLDER =
      "what is kept of it is older than what came into force last: sign anew";

  private static final String NOT_HERE =
      "the audit log does not have that it came into force here: sign anew";

  private static final String KEPT_LATER =
      "what came of values for plugins cannot be kept yet, and is tried again: {0}";

  private final SettingsBook book;
  private final Map<String, Map<String, String>> configured;
  private final AuditLog audit;
  private final Map<String, KeptSettings> kept = new TreeMap<>();
  private final Map<String, String> takenBack = new TreeMap<>();

  /** Digests of orders that are kept and do not count. */
  private final Set<String> idle = new HashSet<>();

  private final Deque<AuditLog.Line> unsaid = new ArrayDeque<>();
  private boolean unwritten;
  private boolean warned;

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
    SettingsSeal seal = new SettingsSeal(operators, signatures);
    List<KeptSettings> read = book.read();
    Map<String, LoggedOrders> log = LoggedOrders.of(audit, read);
    for (KeptSettings one : read) {
      believe(
          one,
          Objects.requireNonNull(log.get(one.plugin())),
          its -> seal.counts(its, one.plugin()));
    }
    write();
  }

  private void believe(KeptSettings read, LoggedOrders log, Predicate<SignedSettings> verified) {
    String plugin = read.plugin();
    KeptSettings one = read.trial().filter(log::ran).isPresent() ? read.settled() : read;
    kept.put(plugin, one);
    unwritten |= !one.equals(read);
    for (SignedSettings good : one.good().stream().toList()) {
      Optional<String> against =
          log.isReplaced(good)
              ? Optional.of(OLDER)
              : log.ran(good) ? Optional.empty() : Optional.of(NOT_HERE);
      boolean signed = verified.test(good);
      if (!signed || against.isPresent()) {
        idle.add(good.order().digest());
      }
      if (signed && against.isPresent() && !log.isGivenUp(good)) {
        say(LoggedOrders.FAILED, plugin, good.order().digest(), against);
      }
      against.ifPresent(why -> takenBack.put(plugin, why));
    }
    for (SignedSettings trial : one.trial().stream().toList()) {
      if (log.isOpen(trial)) {
        takeBack(plugin, ENDED_SERVER);
      } else {
        keep(one.takenBack());
      }
    }
  }

  /**
   * What a server would give its plugins that starts with this and with an audit log that has all
   * of it; nothing is written.
   *
   * @throws PrytanyException if the orders cannot be read
   */
  public static Map<String, Map<String, String>> atStart(
      SettingsBook book,
      Map<String, Map<String, String>> configured,
      Set<Address> operators,
      SignatureCheck signatures) {
    SettingsSeal seal = new SettingsSeal(operators, signatures);
    Map<String, Map<String, String>> all = new LinkedHashMap<>(configured);
    for (KeptSettings one : book.read()) {
      one.good()
          .filter(its -> seal.counts(its, one.plugin()))
          .ifPresent(
              its ->
                  all.put(
                      one.plugin(),
                      merged(configured.getOrDefault(one.plugin(), Map.of()), its.values())));
    }
    return all;
  }

  @Override
  public synchronized GivenSettings given() {
    write();
    return now();
  }

  private GivenSettings now() {
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
        .filter(its -> !idle.contains(its.order().digest()))
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
   * Keeps an order and has it tried, or in force at once where nothing can try it.
   *
   * @throws PrytanyException if it cannot be kept; then it does not count
   */
  synchronized void take(SignedSettings next, boolean tried) {
    String plugin = next.order().plugin();
    KeptSettings before =
        kept.getOrDefault(
            plugin,
            new KeptSettings(plugin, PluginOrder.NOTHING, Optional.empty(), Optional.empty()));
    KeptSettings after = before.tried(next);
    Map<String, KeptSettings> all = new TreeMap<>(kept);
    all.put(plugin, tried ? after : after.settled());
    book.write(new ArrayList<>(all.values()));
    kept.putAll(all);
    unwritten = false;
    takenBack.remove(plugin);
    for (SignedSettings ended : before.trial().stream().toList()) {
      say(LoggedOrders.FAILED, plugin, ended.order().digest(), Optional.of(ANOTHER));
    }
    if (!tried) {
      say(LoggedOrders.IN_FORCE, plugin, next.order().digest(), Optional.empty());
    }
    write();
  }

  @Override
  public synchronized void processBegins(GivenSettings before) {
    GivenSettings now = now();
    for (String plugin : now.onTrial()) {
      boolean tried =
          before.onTrial().contains(plugin)
              && Objects.equals(before.byPlugin().get(plugin), now.byPlugin().get(plugin));
      if (tried) {
        takeBack(plugin, ENDED_PLUGINS);
      }
    }
    write();
  }

  @Override
  public synchronized void taken(GivenSettings given, List<TakenSettings> taken) {
    // What came of one plugin's values changes what is given, and nothing of another's.
    if (!given.equals(now())) {
      write();
      return;
    }
    for (TakenSettings one : taken) {
      String plugin = one.plugin();
      if (!onTrial(plugin)) {
        continue;
      }
      if (one.failure().isPresent()) {
        takeBack(plugin, one.failure().get());
      } else {
        say(LoggedOrders.IN_FORCE, plugin, latest(plugin), Optional.empty());
        keep(Objects.requireNonNull(kept.get(plugin)).settled());
      }
    }
    write();
  }

  private void takeBack(String plugin, String why) {
    say(LoggedOrders.FAILED, plugin, latest(plugin), Optional.of(why));
    keep(Objects.requireNonNull(kept.get(plugin)).takenBack());
    takenBack.put(plugin, why);
  }

  private void keep(KeptSettings one) {
    kept.put(one.plugin(), one);
    unwritten = true;
  }

  private void say(String act, String plugin, String order, Optional<String> why) {
    Map<String, String> details = new TreeMap<>(Map.of("order", order));
    why.ifPresent(its -> details.put("reason", its));
    unsaid.add(new AuditLog.Line(AuditLog.SERVER, act, plugin, details));
  }

  // What cannot be written now is tried again at the next look; no entry is made twice for that.
  private void write() {
    try {
      for (AuditLog.Line next = unsaid.peek(); next != null; next = unsaid.peek()) {
        audit.append(next.actor(), next.act(), next.subject(), next.details());
        unsaid.remove();
      }
      if (unwritten) {
        book.write(new ArrayList<>(kept.values()));
        unwritten = false;
      }
      warned = false;
    } catch (RuntimeException e) {
      LOG.log(warned ? Level.DEBUG : Level.WARNING, KEPT_LATER, e.toString());
      warned = true;
    }
  }
}
