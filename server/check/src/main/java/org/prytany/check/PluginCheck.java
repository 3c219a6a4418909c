package org.prytany.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.cli.OwnServer;
import org.prytany.host.inspect.Inspection;
import org.prytany.settings.Settings;

/** Whether the plugins that may run are there, and those that lie there may run. */
final class PluginCheck {

  private static final String SUBJECT = "plugins";

  private PluginCheck() {}

  /**
   * @param shipped WARs that the launcher would put into the directory
   */
  static List<Remark> look(Settings settings, List<Path> shipped) {
    List<Remark> remarks = new ArrayList<>();
    Set<String> missing = new HashSet<>(settings.plugins().sha256());
    List<Path> files = new ArrayList<>(shipped);
    files.addAll(wars(settings.plugins().directory(), remarks));
    Set<String> accepted = new HashSet<>();
    for (Path war : files) {
      String hash = OwnServer.sha256(war);
      missing.remove(hash);
      if (settings.plugins().sha256().contains(hash)) {
        accepted.add(String.valueOf(war.getFileName()));
        for (String why : Inspection.of(war).refusals()) {
          remarks.add(
              Remark.wrong(
                  SUBJECT, war.getFileName() + " is listed and will not run, for " + why + "."));
        }
      } else {
        remarks.add(
            Remark.note(
                SUBJECT,
                war.getFileName()
                    + " is not listed and will not run. If it is meant to run, review it and"
                    + " add to prytany.plugins.sha256: "
                    + hash));
      }
    }
    for (String hash : missing) {
      remarks.add(
          Remark.note(
              SUBJECT,
              "No file here has the listed SHA-256 "
                  + hash
                  + ": remove the line's entry, or put the file back."));
    }
    if (accepted.isEmpty()) {
      remarks.add(
          Remark.wrong(
              SUBJECT,
              "None that lies here is listed in prytany.plugins.sha256, so nothing is digested,"
                  + " voted on or paid. The hashes are in the notes above."));
    } else {
      remarks.add(
          Remark.ok(
              SUBJECT,
              "Listed and here: " + String.join(", ", accepted.stream().sorted().toList()) + "."));
    }
    settings
        .plugins()
        .policyFile()
        .filter(file -> !Files.isReadable(file))
        .ifPresent(
            file ->
                remarks.add(
                    Remark.wrong(
                        "policy",
                        "The voting rules "
                            + file
                            + " cannot be read: check prytany.policy.file.")));
    return remarks;
  }

  private static List<Path> wars(Path directory, List<Remark> remarks) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".war")).sorted().toList();
    } catch (IOException e) {
      remarks.add(
          Remark.wrong(
              SUBJECT, "The directory " + directory + " cannot be read: check its rights."));
      return List.of();
    }
  }
}
