package org.prytany.backup;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.ConfigKey;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Secret;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;
import org.prytany.store.StoreSettings;
import org.prytany.store.witness.FileWitness;

/**
 * What one server keeps, as its configuration says.
 *
 * @param config the configuration file
 * @param values its keys and values
 * @param settings the same, checked
 */
record ServerFiles(Path config, Map<String, String> values, Settings settings) {

  private static final String ENTRY = "prytany-model.json";

  /**
   * @throws CommandFailure naming all that is wrong with the configuration
   */
  static ServerFiles of(Path config) {
    Path file = config.toAbsolutePath().normalize();
    try {
      OperatorFile read = OperatorFile.read(file);
      return new ServerFiles(
          file,
          read.values(),
          SettingsSource.read(Optional.of(read), SettingsSource.Lookup.ENVIRONMENT));
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()),
          "Mend the configuration first; `prytany check --config " + config + "` looks at it.",
          e);
    }
  }

  StoreSettings store() {
    return new StoreSettings(
        settings.store().uri().map(Secret::reveal),
        StoreSettings.DEFAULT_DATABASE,
        settings.dataDir(),
        settings.daos().stream().map(entry -> entry.dao().chainId()).collect(Collectors.toSet()),
        settings.mayEmbedStore());
  }

  boolean embedded() {
    return settings.store().uri().isEmpty();
  }

  Path witness() {
    return settings.audit().witnessDirectory().resolve(FileWitness.FILE);
  }

  /** Where the signer's own file says that its journal is; it may not be readable from here. */
  Path journal() {
    Path own = config.resolveSibling(OperatorConfig.SIGNER_FILE);
    String folder = Files.isReadable(own) ? OperatorConfig.setting(own, "prytany.signer.dir") : "";
    return config.resolveSibling(folder.isEmpty() ? "signer" : folder).resolve("signer.journal");
  }

  /** The other files that a backup has whole, by their names in it; those that are there. */
  SortedMap<String, Path> others() {
    SortedMap<String, Path> files = new TreeMap<>(places());
    settings.decoding().abiDirectory().ifPresent(folder -> json(folder, Part.ABIS, files));
    Path models = config.resolveSibling("models");
    if (Files.isDirectory(models)) {
      try (Stream<Path> all = Files.list(models)) {
        all.filter(model -> Files.isRegularFile(model.resolve(ENTRY)))
            .forEach(
                model ->
                    files.put(Part.MODELS + model.getFileName() + ".json", model.resolve(ENTRY)));
      } catch (IOException e) {
        throw unreadable(models, e);
      }
    }
    files.values().removeIf(path -> !Files.isRegularFile(path));
    return files;
  }

  /** Where a file of a backup belongs here; empty if nowhere. */
  Optional<Path> place(String part) {
    return Optional.ofNullable(places().get(part))
        .or(
            () ->
                part.startsWith(Part.ABIS)
                    ? Optional.of(
                        settings
                            .decoding()
                            .abiDirectory()
                            .orElse(config.resolveSibling("abis"))
                            .resolve(part.substring(Part.ABIS.length())))
                    : Optional.empty());
  }

  private Map<String, Path> places() {
    Map<String, Path> places = new TreeMap<>();
    settings.plugins().policyFile().ifPresent(file -> places.put(Part.POLICY, file));
    settings.decoding().tokenList().ifPresent(file -> places.put(Part.TOKENS, file));
    return places;
  }

  private static void json(Path folder, String under, Map<String, Path> files) {
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> file.toString().endsWith(".json"))
          .forEach(file -> files.put(under + file.getFileName(), file));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static CommandFailure unreadable(Path folder, IOException cause) {
    return new CommandFailure(
        "The folder " + folder + " cannot be read.",
        "Run this as the server's user, or as one that may read it.",
        cause);
  }

  /** The configuration without its secrets, comments and order. */
  String withoutSecrets() throws IOException {
    Properties plain = new Properties();
    values.forEach(
        (key, value) -> {
          boolean secret =
              Arrays.stream(ConfigKey.values())
                  .anyMatch(known -> known.secret() && known.partsOf(key).isPresent());
          if (!secret) {
            plain.setProperty(key, value);
          }
        });
    StringWriter text = new StringWriter();
    plain.store(text, "Without its secrets: set them again");
    return text.toString();
  }

  /**
   * The audit witness of this server, held so that none starts meanwhile; empty if it has none.
   *
   * @throws CommandFailure if a server runs
   */
  Optional<FileWitness> witnessHeld() {
    if (!Files.exists(witness())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          FileWitness.open(settings.audit().witnessDirectory(), InstantSource.system(), true));
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()),
          "Nothing was changed. If a server runs with this configuration, stop it, then run the"
              + " same command again.",
          e);
    }
  }
}
