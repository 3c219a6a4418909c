package org.prytany.check.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.PrivateFiles;

/** The folder of a configuration: what goes into it, and that nothing there is written over. */
final class ConfigFolder {

  static final String SETTINGS = "prytany.properties";
  static final String POLICY = "policy.yaml";
  static final String PASSWORD = "operator.password";

  private final Path folder;

  ConfigFolder(Path folder) {
    this.folder = folder;
  }

  Path settings() {
    return folder.resolve(SETTINGS);
  }

  /**
   * @throws CommandFailure naming a file that is there already
   */
  void requireFree() {
    for (String name : new String[] {SETTINGS, POLICY, OperatorConfig.SIGNER_FILE}) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw taken(folder.resolve(name));
      }
    }
  }

  /**
   * Writes all files, new and their owner's alone.
   *
   * @throws CommandFailure naming what is there already, or cannot be written
   */
  void write(Plan plan) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(SETTINGS, SettingsPage.of(plan));
    files.put(POLICY, template());
    plan.voter().ifPresent(voter -> files.put(OperatorConfig.SIGNER_FILE, signer(voter)));
    try {
      if (!Files.isDirectory(folder)) {
        PrivateFiles.directory(folder);
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.writeString(path, "", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        PrivateFiles.write(path, file.getValue());
      }
    } catch (FileAlreadyExistsException e) {
      throw taken(Path.of(e.getFile()));
    } catch (IOException e) {
      throw new CommandFailure(
          "The folder " + folder + " cannot be written.",
          "Name one that you may write to, or one that is not there yet.",
          e);
    }
  }

  private String signer(Plan.Voter voter) {
    return """
        # What only the signer reads: whose key votes. Nobody else may read this file.
        # The keystore of %s
        prytany.key.1.file=%s
        # A file whose first line is the keystore's password (chmod 600)
        prytany.key.1.password-file=%s
        # Another endpoint than the server's, so that no single one is believed: prytany.signer.rpc.CHAIN-ID=URL
        # docs/operating.md says how to bind a key to votes, and to a date.
        """
        .formatted(
            voter.account(),
            SettingsPage.escaped(voter.keystore().toAbsolutePath().normalize().toString()),
            PASSWORD);
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(ConfigFolder.class.getResourceAsStream("first-policy.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a packaged file cannot be read", e);
    }
  }

  private static CommandFailure taken(Path file) {
    return new CommandFailure(
        file + " is there already, and nothing is written over.",
        "Name another folder, or move that file away.");
  }
}
