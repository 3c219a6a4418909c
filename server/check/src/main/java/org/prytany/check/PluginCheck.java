package org.prytany.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.cli.OwnServer;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.ApprovedPlugins;
import org.prytany.governance.installation.OrderedSettings;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Publishers;
import org.prytany.settings.Settings;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.store.orders.OrdersFile;
import org.prytany.store.orders.SettingsFile;

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
    Publishers publishers = publishers(settings, remarks);
    Set<String> signedFor = signedFor(settings, remarks);
    PluginValuesCheck values =
        new PluginValuesCheck(set(settings, remarks), settings.plugins().revealed());
    for (Path war : files) {
      String hash = OwnServer.sha256(war);
      missing.remove(hash);
      boolean listed = settings.plugins().sha256().contains(hash);
      boolean mayRun = listed || signedFor.contains(hash);
      values.look(war, mayRun);
      if (mayRun) {
        String name = String.valueOf(war.getFileName());
        List<String> refusals = publishers.judged(Inspection.of(war), war).refusals();
        if (refusals.isEmpty()) {
          accepted.add(listed ? name : name + " (an operator signed for it)");
        }
        for (String why : refusals) {
          remarks.add(
              Remark.wrong(
                  SUBJECT,
                  name
                      + (listed ? " is listed" : " was signed for by an operator")
                      + " and will not run, for "
                      + why
                      + "."));
        }
      } else {
        remarks.add(
            Remark.note(
                SUBJECT,
                war.getFileName()
                    + " is not listed, no operator signed for it, and it will not run. If it is"
                    + " meant to run, review it and add to prytany.plugins.sha256: "
                    + hash));
      }
    }
    remarks.addAll(values.remarks());
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
              "None that lies here will run: it is not listed in prytany.plugins.sha256 or signed"
                  + " for, or is refused, so nothing is digested, voted on or paid. The hashes and"
                  + " reasons are above."));
    } else {
      remarks.add(
          Remark.ok(
              SUBJECT,
              "May run and here: " + String.join(", ", accepted.stream().sorted().toList()) + "."));
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

  private static Publishers publishers(Settings settings, List<Remark> remarks) {
    try {
      Publishers publishers =
          Publishers.read(settings.plugins().trust(), settings.plugins().revoked());
      int trusted = publishers.trusted().size();
      if (trusted > 0) {
        remarks.add(
            Remark.ok(
                SUBJECT,
                Publishers.TRUST_KEY
                    + " names "
                    + trusted
                    + (trusted == 1 ? " certificate." : " certificates.")));
      }
      return publishers;
    } catch (PrytanyException e) {
      remarks.add(Remark.wrong(SUBJECT, String.valueOf(e.getMessage())));
      return Publishers.ANYBODY;
    }
  }

  /** Hashes that operators signed for, their signatures verified as the server does it. */
  private static Set<String> signedFor(Settings settings, List<Remark> remarks) {
    try {
      return new ApprovedPlugins(
              new OrdersFile(settings.dataDir()),
              settings.operators(),
              new TreasurerSignatures(ContractSignatures.NONE),
              InstantSource.system())
          .hashes();
    } catch (PrytanyException e) {
      remarks.add(Remark.wrong(SUBJECT, String.valueOf(e.getMessage())));
      return Set.of();
    }
  }

  /**
   * What plugins get: what operators ordered, as the server verifies it, and what the file says.
   */
  private static Map<String, Map<String, String>> set(Settings settings, List<Remark> remarks) {
    try {
      return OrderedSettings.atStart(
          new SettingsFile(settings.dataDir()),
          settings.plugins().revealed(),
          settings.operators(),
          new TreasurerSignatures(ContractSignatures.NONE));
    } catch (PrytanyException e) {
      remarks.add(Remark.wrong(SUBJECT, String.valueOf(e.getMessage())));
      return settings.plugins().revealed();
    }
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
