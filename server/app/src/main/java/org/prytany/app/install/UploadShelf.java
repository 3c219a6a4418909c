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

  /**
   * @param plugins the directory of plugins
   * @param kept where the host keeps its own copies, each called by its hash
   */
  public UploadShelf(Staging staging, Path plugins, Path kept) {
    this.staging = staging;
    this.plugins = plugins;
    this.kept = kept;
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
    Path lying = lyingFile(file);
    if (!Files.exists(lying, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      if (Files.isRegularFile(lying)) {
        return Optional.of(plugin(Inspection.sha256(lying), declared(lying)));
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The plugin file {0} cannot be read: {1}", file, e.toString());
    }
    return Optional.of(plugin("", Declared.NOTHING));
  }

  private static Declared declared(Path war) {
    try {
      return Declared.of(war);
    } catch (IOException e) {
      return Declared.NOTHING;
    }
  }

  private static UploadedPlugin plugin(String sha256, Declared said) {
    return new UploadedPlugin(
        sha256, said.id(), said.version(), Declared.KINDS.getOrDefault(said.kind(), ""));
  }

  @Override
  public Map<String, String> versions(String id) {
    Map<String, String> versions = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(plugins, "*.war")) {
      for (Path one : all) {
        Declared said = declared(one);
        if (said.id().equals(id)) {
          versions.put(String.valueOf(one.getFileName()), said.version());
        }
      }
    } catch (NoSuchFileException e) {
      return versions;
    } catch (IOException | DirectoryIteratorException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The directory of plugins cannot be read, so what lies there is not known: see that the"
              + " server's user may read it.",
          e);
    }
    return versions;
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
    try {
      if (lying(file).filter(one -> one.sha256().equals(sha256)).isPresent()) {
        Files.delete(lyingFile(file));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What the host found in a version that it keeps; empty if it keeps none. */
  public Optional<Report> report(String sha256) {
    Path war = kept.resolve(sha256 + ".war");
    try {
      return Files.isRegularFile(war)
          ? Optional.of(Inspection.of(war)).filter(found -> found.sha256().equals(sha256))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
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

  private static PrytanyException unwritable(IOException e) {
    return new PrytanyException(
        FailureCode.CONFIGURATION_INVALID,
        "The directory of plugins cannot be written to, so nothing was changed: see that its disk has"
            + " room and that the server's user may write there.",
        e);
  }
}
