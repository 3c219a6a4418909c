package org.prytany.app.chronicle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.settings.ConfigKey;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;
import org.prytany.store.Restored;

/**
 * What a server that starts writes into the audit log: that it started, with which configuration
 * and which people, and what of these is not as it was at the last start of any server.
 */
public final class StartEntries {

  private static final System.Logger LOG = System.getLogger(StartEntries.class.getName());
  private static final String CONFIGURATION = "configuration.loaded";
  private static final String DAO = "dao.configured";
  private static final String DAO_GONE = "dao.removed";

  private final AuditLog log;
  private final String node;
  private final String version;

  /**
   * @param node this server's name in leases and in the log
   */
  public StartEntries(AuditLog log, String node, String version) {
    this.log = log;
    this.node = node;
    this.version = version;
  }

  /** Writes the entries of a start. */
  public void started(Settings settings) {
    log.append(
        AuditLog.SERVER,
        "server.started",
        node,
        Map.of(
            "version", version,
            "java", Runtime.version().toString(),
            "plugins", String.join(",", new TreeSet<>(settings.plugins().sha256()))));
    configuration(settings);
    settings.plugins().policyFile().ifPresent(file -> file("policy.loaded", file));
    settings.decoding().tokenList().ifPresent(file -> file("token-list.loaded", file));
    settings.decoding().abiDirectory().ifPresent(folder -> file("abis.loaded", folder));
    for (Settings.DaoEntry entry : settings.daos()) {
      dao(entry.dao());
    }
  }

  /** Writes that the store is one that was restored, once: the first start after a restore. */
  public void restored(Restored restored) {
    LOG.log(
        System.Logger.Level.WARNING,
        "The store was restored on {0} from a backup of {1}. What happened since then is read from"
            + " the chain; approvals, rejections and pauses are the signer''s.",
        restored.restoredAt(),
        restored.madeAt());
    log.append(
        AuditLog.SERVER,
        "store.restored",
        restored.auditHead(),
        Map.of(
            "backup", restored.backup(),
            "madeAt", restored.madeAt().toString(),
            "restoredAt", restored.restoredAt().toString(),
            "proposals", Long.toString(restored.proposals()),
            "node", node));
  }

  /** Writes that the server stops because it was told to. */
  public void stopped() {
    log.append(AuditLog.SERVER, "server.stopped", node, Map.of("version", version));
  }

  private void configuration(Settings settings) {
    Map<String, String> before =
        log.latest(entry -> entry.act().equals(CONFIGURATION))
            .map(AuditEntry::details)
            .<Map<String, String>>map(Map::copyOf)
            .orElse(Map.of());
    Map<String, String> now = settings.fingerprints();
    List<String> changed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    new TreeMap<>(now)
        .forEach(
            (key, value) -> {
              if (!before.containsKey(key)) {
                added.add(key);
              } else if (!value.equals(before.get(key))) {
                changed.add(key);
              }
            });
    for (String key : new TreeSet<>(before.keySet())) {
      if (key.startsWith("prytany.") && !now.containsKey(key)) {
        removed.add(key);
      }
    }
    SortedMap<String, String> details = new TreeMap<>(now);
    details.put("node", node);
    details.put("changed", String.join(",", changed));
    details.put("added", String.join(",", added));
    details.put("removed", String.join(",", removed));
    log.append(AuditLog.SERVER, CONFIGURATION, "configuration", details);
    for (String key : removed) {
      ConfigKey.DAO_GOVERNOR
          .partsOf(key)
          .map(List::getFirst)
          .ifPresent(id -> log.append(AuditLog.SERVER, DAO_GONE, id, Map.of("node", node)));
    }
  }

  private void file(String act, Path file) {
    String name = String.valueOf(file.getFileName());
    String hash = FileHash.of(file);
    Optional<String> before =
        log.latest(entry -> entry.act().equals(act))
            .map(entry -> entry.details().getOrDefault("sha256", ""));
    SortedMap<String, String> details = new TreeMap<>(Map.of("sha256", hash, "node", node));
    before.filter(known -> !known.equals(hash)).ifPresent(known -> details.put("before", known));
    log.append(AuditLog.SERVER, act, name, details);
  }

  /** Written only if something is not as it was. */
  private void dao(Dao dao) {
    SortedMap<String, String> now = facts(dao);
    Map<String, String> before =
        log.latest(
                entry ->
                    entry.subject().equals(dao.id())
                        && (entry.act().equals(DAO) || entry.act().equals(DAO_GONE)))
            .filter(entry -> entry.act().equals(DAO))
            .map(AuditEntry::details)
            .<Map<String, String>>map(Map::copyOf)
            .orElse(Map.of());
    SortedMap<String, String> details = new TreeMap<>(now);
    List<String> changed = new ArrayList<>();
    now.forEach(
        (what, value) -> {
          String known = before.getOrDefault(what, "");
          if (!before.isEmpty() && !known.equals(value)) {
            changed.add(what);
            details.put(what + ".before", known);
          }
        });
    if (before.isEmpty() || !changed.isEmpty()) {
      details.put("changed", String.join(",", changed));
      details.put("node", node);
      log.append(AuditLog.SERVER, DAO, dao.id(), details);
    }
  }

  private static SortedMap<String, String> facts(Dao dao) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("chainId", Long.toString(dao.chainId()));
    facts.put("governor", dao.governor().hex());
    facts.put("treasury", dao.treasury().hex());
    facts.put(
        "funds", dao.funds().stream().map(Address::hex).sorted().collect(Collectors.joining(",")));
    facts.put("voter", dao.voter().map(Address::hex).orElse(""));
    facts.put("executor", dao.executor().map(Address::hex).orElse(""));
    facts.put("threshold", Integer.toString(dao.approvalThreshold()));
    facts.put(
        "treasurers",
        dao.treasurers().stream().map(Address::hex).sorted().collect(Collectors.joining(",")));
    facts.put("textRules", dao.textRules().stream().sorted().collect(Collectors.joining(",")));
    return facts;
  }
}
