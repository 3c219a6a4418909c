package org.prytany.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What the launcher itself needs of the operator's file. The server reads and checks all of it.
 *
 * @param file absolute path
 * @param pluginsDir the directory where the server looks for plugins
 * @param abiDir the directory of ABIs, which need not be there
 * @param policyFile the voting rules, if there are any
 * @param accepted SHA-256 of the plugins that may run
 * @param signs whether a DAO has a voter or an executor, so that a signer is needed
 */
public record OperatorConfig(
    Path file,
    Path pluginsDir,
    Path abiDir,
    Optional<Path> policyFile,
    List<String> accepted,
    boolean signs) {

  /** Keys that name an account for which something is signed. */
  private static final String SIGNS =
      "prytany\\.(?:dao\\.[^.]++\\.(?:voter|executor)|snapshot\\.[^.]++\\.voter)";

  /** The name of the signer's own file, beside the operator's. */
  public static final String SIGNER_FILE = "signer.properties";

  public OperatorConfig {
    accepted = List.copyOf(accepted);
  }

  /**
   * @throws CommandFailure if the file cannot be read
   */
  public static OperatorConfig read(Path path) {
    Path file = path.toAbsolutePath().normalize();
    Properties properties = properties(path);
    return new OperatorConfig(
        file,
        file.resolveSibling(properties.getProperty("prytany.plugins.dir", "plugins").strip()),
        file.resolveSibling(abiDir(properties)).normalize(),
        Optional.ofNullable(properties.getProperty("prytany.policy.file"))
            .map(name -> file.resolveSibling(name.strip())),
        Arrays.stream(properties.getProperty("prytany.plugins.sha256", "").split(",", -1))
            .map(String::strip)
            .filter(hash -> !hash.isEmpty())
            .toList(),
        properties.stringPropertyNames().stream()
            .filter(name -> name.matches(SIGNS))
            .anyMatch(name -> !properties.getProperty(name).isBlank()));
  }

  /**
   * One setting as the server finds it: the file stands above the environment; "" for neither.
   *
   * @throws CommandFailure if the file cannot be read
   */
  public static String setting(Path path, String key) {
    return setting(properties(path), key);
  }

  /**
   * The keys that the file sets.
   *
   * @throws CommandFailure if the file cannot be read
   */
  public static Set<String> keys(Path path) {
    return properties(path).stringPropertyNames();
  }

  private static String setting(Properties properties, String key) {
    String set = properties.getProperty(key, "").strip();
    String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    return set.isEmpty() ? System.getenv().getOrDefault(variable, "").strip() : set;
  }

  private static Properties properties(Path path) {
    Path file = path.toAbsolutePath().normalize();
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "The configuration file " + path + " cannot be read.",
          "Give an existing text file with --config; docs/operating.md has an example.",
          e);
    }
    return properties;
  }

  /** "abis" is the usual name. */
  private static String abiDir(Properties properties) {
    String set = setting(properties, "prytany.decode.abi-dir");
    return set.isEmpty() ? "abis" : set;
  }

  /** The signer's own file: what was named, or the usual one beside the operator's. */
  static Path signerFile(Path config, Path named) {
    return named.toString().isEmpty()
        ? config.toAbsolutePath().normalize().resolveSibling(SIGNER_FILE)
        : named.toAbsolutePath().normalize();
  }

  /** Whether the server will accept this WAR. */
  public boolean accepts(Path war) {
    return accepted.contains(OwnServer.sha256(war));
  }

  /**
   * Puts a WAR into the directory where the server looks: copied beside, then moved, so that it is
   * never half there.
   *
   * @throws CommandFailure naming the directory and its key, if it cannot be written
   */
  public void deploy(Path war) {
    try {
      PrivateFiles.directory(pluginsDir);
      Path target = pluginsDir.resolve(war.getFileName());
      // What is there stays: the server takes the later file for an update of the earlier.
      if (Files.isRegularFile(target) && OwnServer.sha256(target).equals(OwnServer.sha256(war))) {
        return;
      }
      Path beside = pluginsDir.resolveSibling(war.getFileName() + ".new");
      Files.copy(war, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandFailure(
          "The plugin " + war.getFileName() + " cannot be put into " + pluginsDir + ".",
          "Set prytany.plugins.dir in "
              + file
              + " to a folder that the server's user may write to, and whose parent it may, too.",
          e);
    }
  }
}
