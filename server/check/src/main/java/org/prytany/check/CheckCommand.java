package org.prytany.check;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.OrganisationName;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany check`: looks at everything that `prytany serve` needs, and starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at everything that `prytany serve` needs, says all that is wrong at once, and starts"
          + " nothing. Ends with 0 if nothing is wrong, with 1 otherwise.",
      "The store of prytany.store.uri is tried with some three hundred operations in a collection"
          + " of its own; endpoints are only read from."
    })
public final class CheckCommand implements Subcommand {

  private static final List<String> SHIPPED = List.of("digest", "policy", "treasury");

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration file, see docs/operating.md.")
  private Path config = Path.of("");

  @Option(
      names = "--signer-config",
      paramLabel = "FILE",
      description = "The signer's own file (default: signer.properties beside the other).")
  private Path signerConfig = Path.of("");

  @Option(
      names = "--offline",
      description = "Look at settings and files alone: ask no endpoint and no store.")
  private boolean offline;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Settings> settings = settings(out);
    if (settings.isEmpty()) {
      return done(out, 1, 0);
    }
    Settings read = settings.get();
    int[] counts = new int[2];
    tell(out, counts, () -> ofSettings(read));
    tell(out, counts, () -> PluginCheck.look(read, shipped()));
    tell(out, counts, () -> WritingCheck.look(read, offline));
    tell(out, counts, () -> SignerCheck.look(read, signerFile()));
    if (!offline) {
      tell(out, counts, () -> StoreCheck.look(read));
      tell(out, counts, () -> ChainCheck.look(read));
      tell(out, counts, () -> SpaceCheck.look(read));
    }
    return done(out, counts[0], counts[1]);
  }

  private Optional<Settings> settings(PrintWriter out) {
    try {
      return Optional.of(
          SettingsSource.read(
              Optional.of(OperatorFile.read(config.toAbsolutePath().normalize())),
              SettingsSource.Lookup.ENVIRONMENT));
    } catch (PrytanyException e) {
      for (String line : String.valueOf(e.getMessage()).split("\n", -1)) {
        print(out, Remark.wrong("settings", line));
      }
      return Optional.empty();
    }
  }

  private static List<Remark> ofSettings(Settings settings) {
    List<Remark> remarks = new ArrayList<>();
    settings.warnings().forEach(warning -> remarks.add(Remark.note("settings", warning)));
    int daos = settings.daos().size();
    remarks.add(
        daos == 0
            ? Remark.note(
                "settings",
                "No DAO is configured (prytany.daos): texts are digested, nothing else is done.")
            : Remark.ok(
                "settings",
                "All of them are in order; " + (daos == 1 ? "1 DAO" : daos + " DAOs") + "."));
    Map<String, List<String>> organisations = organisations(settings);
    OrganisationName.alike(organisations.keySet())
        .forEach(
            names ->
                remarks.add(
                    Remark.note(
                        "organisations",
                        "These names differ in little, and so are shown apart: "
                            + String.join(", ", names)
                            + ". Where they are one, write the same in prytany.dao.*.organisation"
                            + " of each.")));
    organisations.forEach(
        (name, its) ->
            remarks.add(
                Remark.ok(
                    "organisation " + name, "Shown as one: " + String.join(", ", its) + ".")));
    return remarks;
  }

  private static Map<String, List<String>> organisations(Settings settings) {
    Map<String, List<String>> found = new TreeMap<>();
    for (Settings.DaoEntry entry : settings.daos()) {
      entry
          .organisation()
          .ifPresent(
              name -> found.computeIfAbsent(name, its -> new ArrayList<>()).add(entry.dao().id()));
    }
    return found;
  }

  private Path signerFile() {
    return signerConfig.toString().isEmpty()
        ? config.toAbsolutePath().normalize().resolveSibling(OperatorConfig.SIGNER_FILE)
        : signerConfig.toAbsolutePath().normalize();
  }

  private static List<Path> shipped() {
    Path home = Installation.current().home();
    return SHIPPED.stream()
        .map(name -> home.resolve("plugins/" + name + "/target/prytany-" + name + ".war"))
        .filter(Files::isRegularFile)
        .toList();
  }

  /** As soon as each part is known: a store that does not answer takes ten seconds. */
  private static void tell(PrintWriter out, int[] counts, Supplier<List<Remark>> look) {
    for (Remark remark : look.get()) {
      print(out, remark);
      counts[0] += remark.grade() == Remark.Grade.WRONG ? 1 : 0;
      counts[1] += remark.grade() == Remark.Grade.NOTE ? 1 : 0;
    }
    out.flush();
  }

  private static void print(PrintWriter out, Remark remark) {
    out.printf("%-5s  %-12s  %s%n", remark.grade().word(), remark.subject(), remark.text());
  }

  private int done(PrintWriter out, int wrong, int notes) {
    out.println();
    if (wrong == 0) {
      out.println(
          "Nothing is wrong"
              + (notes == 0 ? "." : "; look at the notes.")
              + " Start it with: prytany serve --config "
              + config);
    } else {
      out.println("The server would not start, or would not be ready: mend what is WRONG above.");
    }
    out.flush();
    return wrong == 0 ? 0 : 1;
  }
}
