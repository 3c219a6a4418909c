package org.prytany.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Folders into which ONNX Runtime's Java binding unpacked its libraries, some 25 MB each, and which
 * a killed process left. What a process of this user has mapped stays, and so does what may be
 * about to be mapped, and everything where the system does not say what is mapped. A process with
 * more rights than this one cannot be looked at; what is deleted stays readable to whoever has it
 * mapped.
 */
final class NativeLeftovers {

  private static final System.Logger LOG = System.getLogger(NativeLeftovers.class.getName());
  private static final String FOLDERS = "onnxruntime-java";

  /** Between a folder's last change and the mapping of what is in it. */
  private static final Duration UNPACKING = Duration.ofMinutes(10);

  private NativeLeftovers() {}

  /** Deletes those in the folder for temporary files. */
  static void clear() {
    clear(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/proc"), Instant.now());
  }

  /**
   * Deletes those in a folder; what cannot be deleted is left.
   *
   * @param processes where the system says what each process has mapped, as /proc does
   */
  static void clear(Path temporary, Path processes, Instant now) {
    try {
      UserPrincipal user = Files.getOwner(processes.resolve("self"));
      List<Path> old = old(temporary, user, now.minus(UNPACKING));
      if (!old.isEmpty()) {
        Set<String> mapped = mapped(processes, user);
        for (Path folder : old) {
          if (mapped.stream().noneMatch(line -> line.contains("/" + folder.getFileName() + "/"))) {
            delete(folder);
          }
        }
      }
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      LOG.log(Level.DEBUG, "what killed processes unpacked is left", e);
    }
  }

  private static List<Path> old(Path temporary, UserPrincipal user, Instant since)
      throws IOException {
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, FOLDERS + "*")) {
      for (Path one : all) {
        if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(one, LinkOption.NOFOLLOW_LINKS).equals(user)
            && Files.getLastModifiedTime(one).toInstant().isBefore(since)) {
          old.add(one);
        }
      }
    }
    return old;
  }

  /** Lines of what this user's processes have mapped that are about such folders. */
  private static Set<String> mapped(Path processes, UserPrincipal user) throws IOException {
    Set<String> mapped = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
      for (Path process : all) {
        try {
          if (Files.getOwner(process).equals(user)) {
            // Names of files may have any bytes.
            try (Stream<String> lines =
                Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
              lines.filter(line -> line.contains(FOLDERS)).forEach(mapped::add);
            }
          }
        } catch (NoSuchFileException | AccessDeniedException e) {
          LOG.log(Level.TRACE, "it ended meanwhile, or has rights that this one has not", e);
        } catch (IOException | UncheckedIOException e) {
          if (Files.exists(process)) {
            throw e;
          }
        }
      }
    }
    return mapped;
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
