package org.prytany.app.chronicle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;

/** Writes into the audit log what becomes of plugins, whenever it looks. */
public final class PluginWatch {

  private static final Logger LOG = System.getLogger(PluginWatch.class.getName());

  /** Stands for a plugin that is not in the list any more. */
  private static final PluginStatus LEFT =
      new PluginStatus("", "", "", PluginStatus.State.GONE, "", Optional.empty(), Optional.empty());

  private final Plugins plugins;
  private final AuditLog log;
  private final String node;
  private final Predicate<String> deployed;
  private final Map<String, PluginStatus> known = new HashMap<>();
  private final Set<String> removed = new HashSet<>();
  private boolean trouble;

  /**
   * @param deployed whether a WAR of this name lies in the plugin directory
   */
  public PluginWatch(Plugins plugins, AuditLog log, String node, Predicate<String> deployed) {
    this.plugins = plugins;
    this.log = log;
    this.node = node;
    this.deployed = deployed;
  }

  /** Compares what is there with what was there at the last look. Never throws. */
  public synchronized void look() {
    try {
      Map<String, PluginStatus> now = new LinkedHashMap<>();
      for (PluginStatus status : plugins.statuses()) {
        if (status.state() != PluginStatus.State.GONE) {
          removed.remove(key(status));
        }
        // What plugin a file holds is not known before it ran.
        boolean nameless = status.state() == PluginStatus.State.STARTING && status.kind().isEmpty();
        if (!nameless && !removed.contains(key(status))) {
          now.put(key(status), status);
        }
      }
      for (Map.Entry<String, PluginStatus> one : now.entrySet()) {
        PluginStatus before = known.get(one.getKey());
        if (before == null || !before.sha256().equals(one.getValue().sha256())) {
          note("found", one.getValue());
        }
        if (!one.getValue().equals(before)) {
          note(what(one.getValue()), one.getValue());
        }
        known.put(one.getKey(), one.getValue());
      }
      for (Map.Entry<String, PluginStatus> one : List.copyOf(known.entrySet())) {
        if (gone(now.getOrDefault(one.getKey(), LEFT))) {
          note("removed", one.getValue());
          known.remove(one.getKey());
          removed.add(one.getKey());
        }
      }
      trouble = false;
    } catch (RuntimeException e) {
      // What could not be written is noticed again at the next look.
      if (!trouble) {
        LOG.log(
            Level.WARNING,
            "what became of plugins cannot be written to the audit log now: {0}",
            String.valueOf(e.getMessage()));
      }
      trouble = true;
    }
  }

  /** What was registered stays in the list when its WAR is gone; what was not leaves it. */
  private boolean gone(PluginStatus status) {
    return status.state() == PluginStatus.State.GONE && status.file().filter(deployed).isEmpty();
  }

  private static String what(PluginStatus status) {
    return switch (status.state()) {
      case STAGED -> "staged";
      case STARTING -> "starting";
      case ACTIVE -> "started";
      case STANDBY -> "standby";
      case FAILED -> "failed";
      case REFUSED -> "refused";
      case QUARANTINED -> "quarantined";
      case GONE -> "stopped";
    };
  }

  private void note(String what, PluginStatus status) {
    SortedMap<String, String> details = new TreeMap<>();
    details.put("node", node);
    details.put("version", status.version());
    details.put("kind", status.kind());
    details.put("file", status.file().orElse(""));
    details.put("sha256", status.sha256().orElse(""));
    details.put("reason", status.reason());
    log.append(AuditLog.SERVER, "plugin." + what, status.id(), details);
  }

  private static String key(PluginStatus status) {
    return status.kind() + " " + status.id() + " " + status.file().orElse("");
  }
}
