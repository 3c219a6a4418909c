package org.prytany.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A short-lived server without a DAO that one command starts for itself, with the plugins as they
 * were built here. Nothing of it stays behind.
 */
public final class OwnServer implements AutoCloseable {

  private static final List<String> PLUGINS = List.of("digest");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ServerProcess process;
  private final Path data;

  private OwnServer(ServerProcess process, Path data) {
    this.process = process;
    this.data = data;
  }

  /**
   * What a command wants otherwise than usual.
   *
   * @param settings further keys of the server's configuration
   * @param prefix words before the program's own
   * @param variables further environment variables
   */
  public record Wishes(
      Map<String, String> settings, List<String> prefix, Map<String, String> variables) {

    /** Nothing out of the ordinary. */
    public static final Wishes NONE = new Wishes(Map.of(), List.of(), Map.of());

    public Wishes {
      settings = Map.copyOf(settings);
      prefix = List.copyOf(prefix);
      variables = Map.copyOf(variables);
    }
  }

  /**
   * Starts a server on a free port, and waits until it is ready.
   *
   * @throws CommandFailure if it does not start; the folder with what it said is left then
   */
  public static OwnServer start(Installation installation, Wishes wishes) throws IOException {
    Path data = Files.createTempDirectory("prytany-own-server");
    ServerProcess process;
    try {
      process = launch(installation, wishes, data);
    } catch (IOException | RuntimeException e) {
      delete(data);
      throw e;
    }
    try {
      process.awaitOk("/health/ready", PATIENCE);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
    return new OwnServer(process, data);
  }

  private static ServerProcess launch(Installation installation, Wishes wishes, Path data)
      throws IOException {
    StringBuilder configuration = new StringBuilder("prytany.plugins.sha256=");
    configuration.append(
        PLUGINS.stream()
            .map(name -> sha256(installation.plugin(name)))
            .collect(Collectors.joining(",")));
    wishes.settings().forEach((key, value) -> configuration.append('\n').append(key + "=" + value));
    Path file = data.resolve("prytany.properties");
    PrivateFiles.write(file, configuration.append('\n').toString());
    OperatorConfig config = OperatorConfig.read(file);
    for (String plugin : PLUGINS) {
      config.deploy(installation.plugin(plugin));
    }
    return ServerProcess.start(
        installation,
        new ServerProcess.Settings(
            data, config, ServerProcess.freePort(), wishes.prefix(), wishes.variables()));
  }

  /** Where it answers. */
  public URI address() {
    return process.address();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
    delete(data);
  }

  /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
  public static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
