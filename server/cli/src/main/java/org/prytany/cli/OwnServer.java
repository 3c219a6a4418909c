package org.prytany.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A short-lived server without a DAO that one command starts for itself, with the plugins as they
 * were built here. Nothing of it stays behind.
 */
public final class OwnServer implements AutoCloseable {

  private static final List<String> PLUGINS = List.of("digest");

  private static final int KEY_BYTES = 32;

  private final ServerProcess process;
  private final Path data;
  private final String key;

  private OwnServer(ServerProcess process, Path data, String key) {
    this.process = process;
    this.data = data;
    this.key = key;
  }

  /**
   * What a command wants otherwise than usual.
   *
   * @param settings further keys of the server's configuration
   * @param prefix words before the program's own
   * @param variables further environment variables
   * @param allowed further plugins that may be put in service while it runs
   */
  public record Wishes(
      Map<String, String> settings,
      List<String> prefix,
      Map<String, String> variables,
      List<Path> allowed) {

    /** Nothing out of the ordinary. */
    public static final Wishes NONE = new Wishes(Map.of(), List.of(), Map.of());

    /** With no further plugin. */
    public Wishes(
        Map<String, String> settings, List<String> prefix, Map<String, String> variables) {
      this(settings, prefix, variables, List.of());
    }

    public Wishes {
      settings = Map.copyOf(settings);
      prefix = List.copyOf(prefix);
      variables = Map.copyOf(variables);
      allowed = List.copyOf(allowed);
    }
  }

  /** As the other, and nobody is told of it. */
  public static OwnServer start(Installation installation, Wishes wishes) throws IOException {
    return start(installation, wishes, words -> {});
  }

  /**
   * Starts a server on a free port, and waits until it is ready.
   *
   * @param told now and then how long it has taken, and what is missing
   * @throws CommandFailure if it does not start; the folder with what it said is left then
   */
  static OwnServer start(Installation installation, Wishes wishes, Consumer<String> told)
      throws IOException {
    Path data = Files.createTempDirectory("prytany-own-server");
    String key = key();
    ServerProcess process;
    try {
      process = launch(installation, wishes, data, key);
    } catch (IOException | RuntimeException e) {
      delete(data);
      throw e;
    }
    try {
      process.awaitOk("/health/ready", StartWait.whileTheyWork(told));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
    return new OwnServer(process, data, key);
  }

  /** Nobody but this command asks it. */
  private static String key() {
    byte[] drawn = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private static ServerProcess launch(
      Installation installation, Wishes wishes, Path data, String key) throws IOException {
    StringBuilder configuration = new StringBuilder("prytany.plugins.sha256=");
    configuration.append(
        Stream.concat(PLUGINS.stream().map(installation::plugin), wishes.allowed().stream())
            .map(OwnServer::sha256)
            .collect(Collectors.joining(",")));
    configuration.append("\nprytany.digest.key=").append(key);
    wishes
        .settings()
        .forEach((name, value) -> configuration.append('\n').append(name + "=" + value));
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

  /** The same, as somebody who may ask for digests. */
  public DigestServer digests() {
    return new DigestServer(process.address(), Optional.of(key));
  }

  /** Where it looks for plugins. */
  public Path plugins() {
    return data.resolve("plugins");
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
