package org.prytany.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;
import org.prytany.signer.RevokedKeys;
import org.prytany.signer.wire.SignerClient;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany key`: which of the signer's keys are bounded, and revoking one. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Says which of the signer's keys may only vote and until when, and revokes keys.",
    subcommands = {KeyCommand.Listing.class, KeyCommand.Revoking.class})
public final class KeyCommand implements Subcommand {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say list or revoke.");
  }

  /** `prytany key list`: asks the running signer. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the keys that may only vote, and those that were revoked.")
  static final class Listing implements Subcommand {

    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "Configuration file, see docs/operating.md.")
    private Path config = Path.of("");

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<KeyBounds> bounds = ask(settings(config));
      if (bounds.isEmpty()) {
        out.println("No key is bounded, and none was revoked.");
      }
      Instant now = Instant.now();
      for (KeyBounds key : bounds) {
        out.println(
            key.words(now)
                + (key.onlyVotes() ? " DAOs: " + key.daos().stream().sorted().toList() + "." : ""));
      }
      out.flush();
      return 0;
    }
  }

  /**
   * `prytany key revoke`: writes to the signer's own folder, and asks the signer whether it saw.
   */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = {
        "Revokes a key for good: from the next signature on it signs nothing any more. Run it as"
            + " the signer's user.",
        "A vote of it that is signed and not mined yet may still be mined, or be taken back by the"
            + " server."
      })
  static final class Revoking implements Subcommand {

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

    @Parameters(
        paramLabel = "NAME",
        description = "The key's name in the signer's file (prytany.key.NAME), or its address.")
    private String name = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Path own =
          signerConfig.toString().isEmpty()
              ? config.toAbsolutePath().normalize().resolveSibling(OperatorConfig.SIGNER_FILE)
              : signerConfig.toAbsolutePath().normalize();
      OperatorFile file;
      try {
        file = OperatorFile.read(own);
      } catch (PrytanyException e) {
        throw new CommandFailure(String.valueOf(e.getMessage()), "Run it as the signer's user.", e);
      }
      requireKnown(file);
      Path folder =
          own.resolveSibling(
                  Optional.ofNullable(file.values().get("prytany.signer.dir"))
                      .map(String::strip)
                      .orElse("signer"))
              .normalize();
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path revoked = RevokedKeys.in(folder);
      RevokedKeys.add(revoked, name);
      if (!Files.getOwner(revoked).equals(Files.getOwner(folder))) {
        // The signer reads it before each signature.
        Files.setOwner(revoked, Files.getOwner(folder));
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println("Key " + name + " is revoked in " + revoked + ".");
      out.println(seen());
      out.flush();
      return 0;
    }

    private void requireKnown(OperatorFile file) {
      String stem = "prytany.key." + name + ".";
      boolean named = file.values().keySet().stream().anyMatch(key -> key.startsWith(stem));
      if (!named && address(name).isEmpty()) {
        throw new CommandFailure(
            "The signer's file " + file.path() + " has no key '" + name + "'.",
            "Name one as it stands there (prytany.key.NAME), or give its account's address.");
      }
    }

    /** What the running signer says of it. */
    private String seen() {
      Settings settings = settings(config);
      if (!Files.exists(settings.signerSocket())) {
        return "The signer does not run now; it sees it when it starts.";
      }
      try (SignerClient signer = new SignerClient(settings.signerSocket(), PATIENCE)) {
        return signer.bounds().stream()
            .filter(key -> key.revokedAt().isPresent())
            .filter(
                key ->
                    key.name().equals(name)
                        || address(name).filter(key.account()::equals).isPresent())
            .findFirst()
            .map(key -> "The signer has seen it. " + key.words(Instant.now()))
            .orElse("The running signer does not have that key: it may read another file.");
      } catch (PrytanyException e) {
        return "The signer could not be asked whether it saw it: " + e.getMessage();
      }
    }
  }

  private static Optional<Address> address(String text) {
    try {
      return Optional.of(new Address(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Settings settings(Path config) {
    try {
      return SettingsSource.read(
          Optional.of(OperatorFile.read(config.toAbsolutePath().normalize())),
          SettingsSource.Lookup.ENVIRONMENT);
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "`prytany check` says more about it.", e);
    }
  }

  private static List<KeyBounds> ask(Settings settings) {
    try (SignerClient signer = new SignerClient(settings.signerSocket(), PATIENCE)) {
      return signer.bounds();
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "Start the signer, or run this as the server's user.", e);
    }
  }
}
