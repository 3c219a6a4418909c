package org.prytany.governance.installation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.spi.Address;

/**
 * Sets values for plugins while the server runs: only by an operator's signature that names this
 * server, the plugin, what it sets and unsets, every value that is ordered from then on, and the
 * order that came before. What is ordered can be unset also where the plugin is gone. Thread-safe.
 */
public final class SettingsOrders {

  /** Most values that are ordered for all plugins together. */
  static final int MOST = 500;

  private final OrderGate gate;
  private final OrderedSettings settings;
  private final SettingsSchemas schemas;
  private final AuditLog audit;

  /**
   * @param gate what every order has to pass
   */
  public SettingsOrders(
      OrderGate gate, OrderedSettings settings, SettingsSchemas schemas, AuditLog audit) {
    this.gate = gate;
    this.settings = settings;
    this.schemas = schemas;
    this.audit = audit;
  }

  /** What is set now. */
  public OrderedSettings settings() {
    return settings;
  }

  /**
   * What an operator signs.
   *
   * @param dao in whose domain it is signed; the plugin is for all DAOs
   * @param set names of what it sets
   * @param unset names of what it takes back
   * @param values {@link SetValue#hashOf} of all that is to be ordered for the plugin
   * @param server one of this server's addresses: that by which whoever signs came
   * @throws PrytanyException NOT_FOUND if nothing can be set for such a plugin here;
   *     APPROVAL_REFUSED if the account is no operator's or the address another's
   */
  public SettingsOrder prepare(
      Dao dao,
      Address operator,
      String plugin,
      Set<String> set,
      Set<String> unset,
      String values,
      String server) {
    gate.requireOperator(operator);
    set.forEach(SettingsChange::requireName);
    unset.forEach(SettingsChange::requireName);
    requireKnown(plugin, set, schemas.problems(plugin, Map.of(), Set.of()));
    return new SettingsOrder(
        dao.chainId(),
        dao.governor(),
        gate.server(server),
        plugin,
        SettingsChange.sorted(set),
        SettingsChange.sorted(unset),
        values,
        settings.latest(plugin),
        operator,
        gate.nonce(),
        gate.expiry(),
        "");
  }

  /**
   * Has the values tried: the plugin is started again with them, and goes on as it is if it does
   * not start. What is only unset is so at once where no such plugin can start.
   *
   * @throws PrytanyException APPROVAL_REFUSED or INVALID_INPUT naming what is wrong; NOT_FOUND if
   *     the plugin is not there any more; CONFIGURATION_INVALID if it cannot be kept
   */
  public synchronized void carryOut(SettingsOrder order, SettingsChange change) {
    gate.requireCurrent(order.operator(), order.server(), order.expiry());
    String plugin = order.plugin();
    if (!settings.latest(plugin).equals(order.replaces())) {
      throw Refused.because(
          "The values of " + Refused.shown(plugin) + " were ordered anew meanwhile: sign again.");
    }
    gate.requireSigned(
        order.chainId(), order.operator(), order.nonce(), order.data(), order.signature());
    if (!change.isNamedBy(order)) {
      throw Refused.because("It names other values than the ones that were sent: sign again.");
    }
    SignedSettings next = new SignedSettings(order, change.after(settings.ordered(plugin)));
    if (!next.fits()) {
      throw Refused.because("It binds other values than the ones that were sent: sign again.");
    }
    requireFit(next, change);
    audit.append(order.operator().hex(), LoggedOrders.SIGNED, plugin, details(order));
    try {
      settings.take(next, !change.set().isEmpty() || schemas.mayStart(plugin));
    } catch (PrytanyException e) {
      audit.append(
          AuditLog.SERVER,
          LoggedOrders.FAILED,
          plugin,
          Map.of("order", order.digest(), "reason", String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private void requireFit(SignedSettings next, SettingsChange change) {
    String plugin = next.order().plugin();
    Set<String> set = change.set().keySet();
    if (!set.isEmpty() && next.values().size() + settings.orderedBeside(plugin) > MOST) {
      throw Refused.invalid(
          "More than " + MOST + " values would be ordered for plugins: unset some first.");
    }
    Optional<List<String>> problems =
        schemas.problems(plugin, settings.merged(plugin, next.values()), set);
    requireKnown(plugin, set, problems);
    if (problems.filter(its -> !its.isEmpty()).isPresent()) {
      throw Refused.invalid(String.join("; ", problems.get()) + ".");
    }
  }

  // What is ordered is unset without asking what can be set: the plugin may be gone.
  private static void requireKnown(
      String plugin, Set<String> set, Optional<List<String>> problems) {
    if (problems.isEmpty() && !set.isEmpty()) {
      throw new PrytanyException(
          FailureCode.NOT_FOUND,
          "Nothing can be set for a plugin '"
              + Refused.shown(plugin)
              + "' here: GET /api/v1/plugins says what plugins there are, and ./prytany plugin"
              + " check WAR what can be set for one.");
    }
  }

  private static Map<String, String> details(SettingsOrder order) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("order", order.digest());
    details.put("set", String.join(" ", order.set()));
    details.put("unset", String.join(" ", order.unset()));
    details.put("values", order.values());
    details.put("replaces", order.replaces());
    details.put("server", order.server());
    details.put("nonce", order.nonce());
    details.put("expiry", Long.toString(order.expiry()));
    details.put("signature", order.signature());
    return details;
  }
}
