package org.prytany.governance.sending;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.audit.AuditLog;

/** Writes what happens to acts into the audit log, always before it happens. */
final class ActLog {

  private final AuditLog audit;

  ActLog(AuditLog audit) {
    this.audit = audit;
  }

  void record(String what, Act act, Map<String, String> details) {
    var all = new TreeMap<String, String>(details);
    all.put("account", act.account().hex());
    all.put("contentHash", act.contentHash());
    audit.append(
        AuditLog.SERVER,
        act.kind().name().toLowerCase(Locale.ROOT) + "." + what,
        act.proposal().text(),
        all);
  }
}
