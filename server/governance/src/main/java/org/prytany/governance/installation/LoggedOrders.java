package org.prytany.governance.installation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;

/**
 * What the audit log has about the orders for one plugin's values, back to the entry by which the
 * one that is kept came into force. Servers that share a log do not share orders: only what was
 * signed to replace an order is later than that.
 */
final class LoggedOrders {

  static final String SIGNED = "plugin.settings-signed";
  static final String IN_FORCE = "plugin.settings-in-force";
  static final String FAILED = "plugin.settings-failed";

  private final Map<String, String> replaces = new HashMap<>();
  private final Set<String> inForce = new HashSet<>();
  private final Set<String> failed = new HashSet<>();

  /** What the log says of those that are kept, by plugin. */
  static Map<String, LoggedOrders> of(AuditLog audit, List<KeptSettings> kept) {
    Map<String, LoggedOrders> all = new HashMap<>();
    Map<String, KeptSettings> sought = new HashMap<>();
    for (KeptSettings one : kept) {
      all.put(one.plugin(), new LoggedOrders());
      one.now().ifPresent(its -> sought.put(one.plugin(), one));
    }
    List<AuditEntry> found = new ArrayList<>();
    if (!sought.isEmpty()) {
      audit.latest(
          entry -> {
            Optional.ofNullable(sought.get(entry.subject()))
                .filter(one -> isOrders(entry))
                .ifPresent(
                    one -> {
                      found.add(entry);
                      if (isLast(entry, one)) {
                        sought.remove(entry.subject());
                      }
                    });
            return sought.isEmpty();
          });
    }
    found.forEach(entry -> all.getOrDefault(entry.subject(), new LoggedOrders()).add(entry));
    return all;
  }

  private static boolean isOrders(AuditEntry entry) {
    return Set.of(SIGNED, IN_FORCE, FAILED).contains(entry.act());
  }

  private static boolean isLast(AuditEntry entry, KeptSettings one) {
    String act = one.good().isPresent() ? IN_FORCE : SIGNED;
    String order = one.good().or(one::trial).map(its -> its.order().digest()).orElse("");
    return entry.act().equals(act) && order(entry).equals(order);
  }

  private static String order(AuditEntry entry) {
    return entry.details().getOrDefault("order", "");
  }

  private void add(AuditEntry entry) {
    switch (entry.act()) {
      case SIGNED -> replaces.put(order(entry), entry.details().getOrDefault("replaces", ""));
      case IN_FORCE -> inForce.add(order(entry));
      default -> failed.add(order(entry));
    }
  }

  /** Whether an order came into force. */
  boolean ran(SignedSettings one) {
    return inForce.contains(one.order().digest());
  }

  /** Whether an order was signed, and nothing says what came of it. */
  boolean isOpen(SignedSettings one) {
    String order = one.order().digest();
    return replaces.containsKey(order) && !inForce.contains(order) && !failed.contains(order);
  }

  /** Whether a later one came into force after this one. */
  boolean isReplaced(SignedSettings one) {
    String order = one.order().digest();
    return inForce.stream().anyMatch(later -> !later.equals(order) && follows(later, order));
  }

  /** Whether the log says already that it was given up. */
  boolean isGivenUp(SignedSettings one) {
    return failed.contains(one.order().digest());
  }

  private boolean follows(String later, String order) {
    String at = later;
    for (int i = 0; i <= replaces.size() && !at.equals(order); i++) {
      at = replaces.getOrDefault(at, "");
    }
    return at.equals(order);
  }
}
