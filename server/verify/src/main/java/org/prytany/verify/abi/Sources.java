package org.prytany.verify.abi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.chain.decode.AbiForms;
import org.prytany.chain.decode.Descriptor;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.SafeText;
import org.prytany.cli.CommandFailure;

/**
 * Reads ABIs where they were published: a file, a folder with all that is in it, or a package as
 * npm packs it. What is no ABI in a folder or package is passed over; what claims to be one and
 * cannot be read is a problem.
 */
final class Sources {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CLAIM = Pattern.compile("\"abi\"\\s*:");
  private static final int MOST_FILES = 50_000;
  private static final int MOST_NAMED = 10;

  /** Other people's packages, which the operator did not name. */
  private static final Set<String> NOT_ENTERED = Set.of("node_modules", ".git");

  private final List<Contract> contracts = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> tooLarge = new ArrayList<>();
  private int without;
  private int seen;

  /** What was found, in the order in which it was read. */
  List<Contract> contracts() {
    return List.copyOf(contracts);
  }

  /** How many files have no function of a contract. */
  int without() {
    return without;
  }

  /** Files that were not read because of their length. */
  List<String> tooLarge() {
    return List.copyOf(tooLarge);
  }

  /**
   * Reads one more.
   *
   * @throws CommandFailure if it is not there, or cannot be read at all
   */
  void read(Path source) {
    try {
      if (Files.isDirectory(source)) {
        walk(source);
      } else if (source.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tgz|tar\\.gz)")) {
        unpack(source);
      } else if (Files.isRegularFile(source)) {
        named(source);
      } else {
        throw new CommandFailure(
            "There is no " + source + ".",
            "Name a JSON file or a script, a folder of them, or a package (.tgz) on this machine.");
      }
    } catch (IOException e) {
      throw new CommandFailure(
          source + " cannot be read: " + reason(e) + ".",
          "Name a JSON file or a script, a folder of them, or a package as `npm pack` writes it.",
          e);
    }
  }

  /**
   * @throws CommandFailure with every file that claims an ABI and has none that can be read
   */
  void refuseProblems() {
    if (problems.isEmpty()) {
      return;
    }
    int more = problems.size() - MOST_NAMED;
    throw new CommandFailure(
        "Nothing was added, because "
            + (problems.size() == 1 ? "a file" : problems.size() + " files")
            + " cannot be read:\n  "
            + String.join("\n  ", problems.subList(0, Math.min(MOST_NAMED, problems.size())))
            + (more > 0 ? "\n  and " + more + " more" : ""),
        "Correct or leave out what is named, then run the command again.");
  }

  /** In the order of names, so that twins of one name are called the same on every machine. */
  private void walk(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean skipped =
                !path.equals(folder) && NOT_ENTERED.contains(String.valueOf(path.getFileName()));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // A link may lead anywhere, and its target is met by its own name.
            if (attributes.isRegularFile()
                && wants(folder.relativize(file).toString(), attributes.size())) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.naturalOrder());
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      document(
          folder + ": " + name, name, Files.readAllBytes(file), false, Optional.of(file), folder);
    }
  }

  private void unpack(Path archive) throws IOException {
    Tarball.visit(
        archive,
        new Tarball.Visitor() {
          @Override
          public boolean wants(String name, long size) throws IOException {
            for (Path part : Path.of(name)) {
              if (NOT_ENTERED.contains(part.toString())) {
                return false;
              }
            }
            return Sources.this.wants(name, size);
          }

          @Override
          public void file(String name, byte[] bytes) {
            document(
                archive.getFileName() + ": " + name, name, bytes, false, Optional.empty(), archive);
          }
        });
  }

  private void named(Path file) throws IOException {
    if (Files.size(file) > OperatorFiles.LARGEST) {
      throw new IOException("it is larger than " + (OperatorFiles.LARGEST >> 20) + " MiB");
    }
    document(
        file.toString(), file.toString(), Files.readAllBytes(file), true, Optional.of(file), file);
  }

  private boolean wants(String name, long size) throws IOException {
    if (!name.toLowerCase(Locale.ROOT).endsWith(".json") && !ScriptAbis.isScript(name)) {
      return false;
    }
    if (++seen > MOST_FILES) {
      throw new IOException("it has more than " + MOST_FILES + " JSON files and scripts");
    }
    if (size > OperatorFiles.LARGEST) {
      tooLarge.add(SafeText.words(name));
      return false;
    }
    return true;
  }

  /**
   * @param file where it lies on this machine, if it does
   * @param given what the operator named: a folder, or a file
   */
  private void document(
      String where, String path, byte[] bytes, boolean meant, Optional<Path> file, Path given) {
    String shown = SafeText.words(where);
    try {
      if (!ScriptAbis.isScript(path)) {
        JsonNode root =
            new Includes(file, Optional.of(given).filter(Files::isDirectory))
                .in(json(bytes, meant));
        if (!meant && Descriptor.isTemplate(root)) {
          without++;
          return;
        }
        if (Descriptor.is(root)) {
          Descriptor descriptor = Descriptor.read(root, SafeText.words(path));
          contracts.add(Contract.described(name(fileName(path)), shown, root, descriptor));
          return;
        }
      }
      List<AbiForms.Found> found =
          ScriptAbis.isScript(path)
              ? scripts(new String(bytes, StandardCharsets.UTF_8))
              : AbiForms.in(json(bytes, meant)).stream().toList();
      boolean any = false;
      for (AbiForms.Found one : found) {
        List<KnownFunction> functions = OperatorFiles.functions(one.abi(), SafeText.words(path));
        if (!functions.isEmpty()) {
          String name = name(one.name().orElse(fileName(path)));
          contracts.add(
              new Contract(
                  name,
                  one.binding().or(() -> Deployments.binding(bytes, file)),
                  shown,
                  one.abi(),
                  functions));
          any = true;
        }
      }
      if (any) {
        return;
      }
      if (meant) {
        throw new IllegalArgumentException(
            found.isEmpty()
                ? "it holds no ABI: a list, \"abi\" of an object, or a constant of a script"
                : "it has no function that changes anything");
      } else {
        without++;
      }
    } catch (IllegalArgumentException e) {
      problems.add(shown + ": " + e.getMessage());
    }
  }

  private static List<AbiForms.Found> scripts(String script) {
    List<AbiForms.Found> found = new ArrayList<>();
    ScriptAbis.in(script)
        .forEach(
            (name, abi) ->
                found.add(
                    new AbiForms.Found(
                        abi,
                        Optional.of(name).filter(constant -> !constant.equalsIgnoreCase("abi")),
                        Optional.empty())));
    return found;
  }

  /** JSON with comments and other dialects are configuration files, unless they claim an ABI. */
  private static JsonNode json(byte[] bytes, boolean meant) {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      if (!meant && !CLAIM.matcher(new String(bytes, StandardCharsets.UTF_8)).find()) {
        return JSON.createObjectNode();
      }
      throw new IllegalArgumentException(
          "it is no JSON: " + SafeText.words(String.valueOf(e.getOriginalMessage())), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read", e);
    }
  }

  private static String fileName(String path) {
    String last = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    return last.replaceFirst("(?i)(\\.abi)?\\.(?:json|[cm]?[jt]s)$", "");
  }

  /** Fit for a file's name on any system. */
  static String name(String given) {
    String safe = given.replaceAll("[^A-Za-z0-9_-]+", "_");
    String cut = safe.substring(0, Math.min(safe.length(), 80));
    return cut.matches("[_-]*") ? "contract" : cut;
  }

  private static String reason(IOException e) {
    String said = e.getMessage();
    return said == null || said.startsWith("/")
        ? "check that you may read it"
        : SafeText.words(said);
  }
}
