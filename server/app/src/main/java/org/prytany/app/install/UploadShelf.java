package org.prytany.app.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.PluginShelf;
import org.prytany.governance.installation.UploadedPlugin;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Report;
import org.prytany.host.staging.Staging;

/** Uploads in a folder of their own, and the directory in which the host looks for plugins. */
public final class UploadShelf implements PluginShelf {

  private static final Logger LOG = System.getLogger(UploadShelf.class.getName());

  private final Staging staging;
  private final Path plugins;
  private final Path kept;
  private final LookedAt<UploadedPlugin> lookedAt;

  /**
   * @param plugins the directory of plugins
   * @param kept where the host keeps its own copies, each called by its hash
   */
  public UploadShelf(Staging staging, Path plugins, Path kept) {
    this.staging = staging;
    this.plugins = plugins;
    this.kept = kept;
    this.lookedAt = new LookedAt<>(UploadShelf::read);
  }

  /** Where uploads wait. */
  public Staging staging() {
    return staging;
  }

  @Override
  public Optional<UploadedPlugin> uploaded(String sha256) {
    return staging.waiting(sha256).map(one -> plugin(sha256, one.declared()));
  }

  @Override
  public Optional<UploadedPlugin> lying(String file) {
    return lyingAt(lyingFile(file));
  }

  @Override
  public Optional<UploadedPlugin> kept(String sha256) {
    return lyingAt(keptFile(sha256));
  }

  private Optional<UploadedPlugin> lyingAt(Path lying) {
    if (!Files.exists(lying, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      if (Files.isRegularFile(lying)) {
        return Optional.of(lookedAt.file(lying));
      }
    } catch (NoSuchFileException e) {
      // It went while it was looked at.
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The plugin file {0} cannot be read: {1}", lying, e.toString());
    }
    return Optional.of(plugin("", Declared.NOTHING));
  }

  @Override
  public boolean holds(String sha256) {
    return Files.isRegularFile(keptFile(sha256))
        || look().values().stream()
            .anyMatch(one -> one.sha256().equals(sha256) || one.sha256().isEmpty());
  }

  @Override
  public boolean is(String file, String sha256) {
    Path lying = lyingFile(file);
    try {
      return Files.isRegularFile(lying) && Inspection.sha256(lying).equals(sha256);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static UploadedPlugin read(Path war) throws IOException {
    return plugin(Inspection.sha256(war), declared(war));
  }

  private static Declared declared(Path war) {
    try {
      return Declared.of(war);
    } catch (IOException | IllegalArgumentException e) {
      return Declared.NOTHING;
    }
  }

  private static UploadedPlugin plugin(String sha256, Declared said) {
    return new UploadedPlugin(
        sha256,
        said.id(),
        said.version(),
        said.kinds().stream()
            .map(kind -> Declared.KINDS.getOrDefault(kind, ""))
            .collect(Collectors.toSet()));
  }

  @Override
  public Map<String, String> versions(String id) {
    Map<String, String> versions = new TreeMap<>();
    look()
        .forEach(
            (file, said) -> {
              if (said.id().equals(id)) {
                versions.put(file, said.version());
              }
            });
    return versions;
  }

  /** What each file of the directory is; of one that cannot be read nothing is known. */
  private Map<String, UploadedPlugin> look() {
    Map<String, UploadedPlugin> all = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(plugins, "*.war")) {
      for (Path one : files) {
        String file = String.valueOf(one.getFileName());
        if (!Files.isDirectory(one)) {
          lyingAt(one).ifPresent(said -> all.put(file, said));
        }
      }
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(e);
    }
    return all;
  }

  @Override
  public void place(String sha256, String file) {
    try {
      staging.deliver(sha256, lyingFile(file));
    } catch (IOException e) {
      throw unwritable(e);
    }
    staging.settle(sha256);
  }

  @Override
  public void remove(String file, String sha256) {
    // What is deleted is read, whatever its dates say.
    if (!is(file, sha256)) {
      return;
    }
    try {
      Files.delete(lyingFile(file));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What the host found in a version that it keeps; empty if it keeps none. */
  public Optional<Report> report(String sha256) {
    Path war = keptFile(sha256);
    try {
      return Files.isRegularFile(war)
          ? Optional.of(staging.alone(() -> Inspection.of(war)))
              .filter(found -> found.sha256().equals(sha256))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private Path keptFile(String sha256) {
    return kept.resolve(sha256 + ".war");
  }

  // What the plugins' process says of files is a stranger's word: a name leads nowhere else.
  private Path lyingFile(String file) {
    if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.war")) {
      throw new PrytanyException(
          FailureCode.APPROVAL_REFUSED,
          "The plugin's file has a name that no plugin's file may have: give it another.");
    }
    return plugins.resolve(file);
  }

  private static PrytanyException unreadable(Exception e) {
    return new PrytanyException(
        FailureCode.CONFIGURATION_INVALID,
        "The directory of plugins cannot be read, so what lies there is not known: see that the"
            + " server's user may read it.",
        e);
  }

  private static PrytanyException unwritable(IOException e) {
    return new PrytanyException(
        FailureCode.CONFIGURATION_INVALID,
        "The directory of plugins cannot be written to, so nothing was changed: see that its disk"
            + " has room and that the server's user may write there.",
        e);
  }
}
