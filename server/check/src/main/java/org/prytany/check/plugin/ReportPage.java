package org.prytany.check.plugin;

import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import org.prytany.cli.Columns;
import org.prytany.host.inspect.Permission;
import org.prytany.host.inspect.Report;

/** A report in lines for a terminal. */
final class ReportPage {

  private static final int FEW = 3;

  private ReportPage() {}

  static void print(Report report, boolean all, PrintWriter out) {
    out.println("sha256 " + report.sha256());
    out.println(report.classes() + " classes were read; none was loaded.");
    Set<Permission> named = new TreeSet<>(report.counts().keySet());
    named.addAll(report.asks());
    for (Permission permission : named) {
      long count = report.counts().getOrDefault(permission, 0L);
      out.println(
          permission.key()
              + ": "
              + permission.words()
              + (report.asks().contains(permission) ? "; asked for" : "; NOT asked for")
              + (count == 0 ? ", not used" : ", used in " + count + " places"));
      report.uses().stream()
          .filter(use -> use.permission() == permission)
          .limit(all ? Long.MAX_VALUE : FEW)
          .forEach(use -> out.println("  " + Columns.safe(use.words())));
      if (!all && count > FEW) {
        out.println("  and " + (count - FEW) + " more: --all shows them");
      }
    }
    if (named.isEmpty()) {
      out.println("It uses nothing beyond computing, and asks for nothing.");
    }
    report.refusals().forEach(why -> out.println("REFUSED: " + Columns.safe(why)));
    if (report.clean()) {
      out.println("Nothing stands against running it. What its libraries do is theirs to say.");
    }
  }

  /** What a new version uses otherwise than the one before it. */
  static void difference(Report before, Report now, PrintWriter out) {
    if (before.sha256().equals(now.sha256())) {
      out.println("This very file lies in the plugin directory.");
      return;
    }
    Set<Permission> more = new TreeSet<>(now.counts().keySet());
    more.removeAll(before.counts().keySet());
    Set<Permission> less = new TreeSet<>(before.counts().keySet());
    less.removeAll(now.counts().keySet());
    out.println("Against the file of that name in the plugin directory, " + before.sha256() + ":");
    more.forEach(one -> out.println("  new: " + one.key() + ", " + one.words()));
    less.forEach(one -> out.println("  no more: " + one.key()));
    Set<Report.Use> known = Set.copyOf(before.uses());
    long uses = now.uses().stream().filter(use -> !known.contains(use)).count();
    out.println("  " + uses + " uses are new.");
    now.uses().stream()
        .filter(use -> !known.contains(use))
        .limit(10)
        .forEach(
            use -> out.println("    " + use.permission().key() + " " + Columns.safe(use.words())));
  }
}
