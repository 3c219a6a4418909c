package org.prytany.app.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.prytany.app.view.PluginReportView;
import org.prytany.app.view.PluginReportView.Asks;
import org.prytany.app.view.PluginReportView.Refusal;
import org.prytany.app.view.PluginReportView.Replaced;
import org.prytany.governance.installation.CurrentPlugin;
import org.prytany.governance.installation.PluginInstallation;
import org.prytany.governance.installation.UploadedPlugin;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Permission;
import org.prytany.host.inspect.Report;
import org.prytany.host.staging.Staged;

/** Says what an upload is, what it may do, and how it differs from what is in service. */
public final class UploadReports {

  private static final String NEXT =
      "Nothing of it was kept. Correct this in the plugin's build and upload the new file.";

  private final PluginInstallation installation;
  private final UploadShelf shelf;

  public UploadReports(PluginInstallation installation, UploadShelf shelf) {
    this.installation = installation;
    this.shelf = shelf;
  }

  public PluginReportView of(Staged staged) {
    Report report = staged.report();
    Declared declared = staged.declared();
    Optional<UploadedPlugin> upload =
        staged.waits() ? shelf.uploaded(report.sha256()) : Optional.empty();
    Optional<CurrentPlugin> now = upload.flatMap(one -> installation.current(one.id()));
    return new PluginReportView(
        report.sha256(),
        upload.isPresent(),
        declared.id(),
        declared.version(),
        declared.kind(),
        declared.spi(),
        upload.map(one -> installation.action(one).word()).orElse(""),
        now.map(one -> new Replaced(one.version(), one.sha256())),
        asks(report),
        report.classes(),
        now.map(one -> changes(upload.orElseThrow(), report, one)).orElse(List.of()),
        staged.refusals().stream().map(why -> new Refusal(why, NEXT)).toList());
  }

  private static List<Asks> asks(Report report) {
    Set<Permission> all = new TreeSet<>(report.asks());
    all.addAll(report.counts().keySet());
    return all.stream()
        .map(one -> new Asks(one.key(), one.words(), report.counts().getOrDefault(one, 0L)))
        .toList();
  }

  private List<String> changes(UploadedPlugin upload, Report report, CurrentPlugin now) {
    List<String> changes = new ArrayList<>();
    String sha256 = now.sha256();
    if (sha256.equals(upload.sha256())) {
      return List.of("It is the very file that is in service.");
    }
    Optional<String> otherKinds = installation.otherKinds(upload);
    if (otherKinds.isPresent()) {
      return List.of(otherKinds.get());
    }
    changes.add("Version " + upload.version() + " would take the place of " + now.version() + ".");
    if (installation.action(upload) == Action.DOWNGRADE) {
      changes.add(
          "It is older than what is in service, signed for or lies ready, or not known to be as"
              + " new: a downgrade, which has a word of its own in what is signed.");
    }
    Optional<Report> before = shelf.report(sha256);
    if (before.isEmpty()) {
      changes.add("The file in service cannot be read here, so what it may do is not compared.");
      return changes;
    }
    Set<Permission> was = may(before.get());
    Set<Permission> will = may(report);
    will.stream()
        .filter(one -> !was.contains(one))
        .forEach(one -> changes.add("New: it " + one.words() + " (" + one.key() + ")."));
    was.stream()
        .filter(one -> !will.contains(one))
        .forEach(one -> changes.add("No more: it " + one.words() + " (" + one.key() + ")."));
    if (was.equals(will)) {
      changes.add("It may do what the version in service may do, and no more.");
    }
    return changes;
  }

  private static Set<Permission> may(Report report) {
    Set<Permission> all = new TreeSet<>(report.asks());
    all.addAll(report.counts().keySet());
    return all;
  }
}
