package org.prytany.inference.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder in which a server has the models that its operator added: one folder a model, only for
 * its owner to read and write.
 *
 * <p>A model is used only through {@link #verified}, which reads every byte again. Between that and
 * the moment in which the runtime opens the files nothing is checked: whoever can write to this
 * folder can change what a model says, as he can change the server itself.
 */
public final class ModelRegistry {

  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final String UNFINISHED = ".new-";

  private final Path folder;

  /**
   * @param folder it need not be there yet
   */
  public ModelRegistry(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  public Path folder() {
    return folder;
  }

  /**
   * What an operator says of a model that is added.
   *
   * @param name empty: after the folder it comes from
   * @param role what it is for
   * @param graph which of several graphs; empty: the only one
   * @param licence empty: as the text beside the model says
   * @param source empty: the folder it comes from
   */
  public record Request(
      Optional<String> name,
      ModelRole role,
      Optional<String> graph,
      Optional<String> licence,
      Optional<String> source) {}

  /**
   * What was added.
   *
   * @param leftOut files that lay beside it and do not belong to the model
   */
  public record Added(ModelEntry entry, SortedSet<String> leftOut) {

    public Added {
      leftOut = new TreeSet<>(leftOut);
    }
  }

  /**
   * Copies a model into the registry: whole, or not at all.
   *
   * @param copying is told the name of each file before it is copied
   * @throws RegistryException if it is no model, its name is taken, or it cannot be written
   */
  public Added add(Path from, Request request, Consumer<String> copying) {
    ModelFolder model = ModelFolder.of(from.toAbsolutePath().normalize(), request.graph());
    String name = name(model, request);
    Path target = folder.resolve(name);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new RegistryException(
          "A model is called " + name + " already.",
          "Give this one another name with --name, or remove the other: prytany model remove "
              + name);
    }
    Path beside = folder.resolve(UNFINISHED + name);
    try {
      String licence = licence(model, request);
      makePrivate(folder);
      delete(beside);
      makePrivate(beside);
      requireSpace(model);
      SortedMap<String, ModelEntry.ModelFile> files = new TreeMap<>();
      for (String file : model.files()) {
        copying.accept(file);
        files.put(file, copy(model.folder().resolve(file), beside.resolve(file), beside));
      }
      ModelEntry entry =
          new ModelEntry(
              name,
              request.role(),
              model.format(),
              model.graph(),
              model.context(),
              model.summary().parameters(),
              licence,
              request.source().orElse(String.valueOf(model.folder().getFileName())),
              files);
      EntryFile.write(beside, entry);
      restrict(beside.resolve(EntryFile.NAME), "rw-------");
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      return new Added(entry, model.leftOut());
    } catch (IOException e) {
      throw new RegistryException(
          "The model cannot be copied to " + target + " (" + e.getMessage() + ").",
          "Check who may write there and whether the disk is full, then run the command again.",
          e);
    } finally {
      deleteQuietly(beside);
    }
  }

  /** The entries, by name; none if there is no folder yet. Their files are not read. */
  public List<ModelEntry> entries() {
    List<ModelEntry> entries = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return entries;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.sorted().toList()) {
        String name = String.valueOf(each.getFileName());
        if (name.startsWith(UNFINISHED)) {
          continue;
        }
        if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          throw new RegistryException(
              "The file " + each + " is no model.",
              "Move it elsewhere: only `prytany model add` puts something into this folder.");
        }
        entries.add(EntryFile.read(each));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return entries;
  }

  /**
   * @throws RegistryException if no model is called so
   */
  public ModelEntry entry(String name) {
    if (!name.matches(NAME)
        || !Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      throw new RegistryException(
          "No model is called " + printable(name) + " in " + folder + ".",
          "`prytany model list` gives the names; `prytany model add DIR` adds one.");
    }
    return EntryFile.read(folder.resolve(name));
  }

  /**
   * A model that may be used for something, after every byte of it was read again.
   *
   * @throws RegistryException if there is none of the name, it has another role, or it is changed
   */
  public ModelEntry usable(String name, ModelRole role) {
    ModelEntry entry = entry(name);
    if (entry.role() != role) {
      throw new RegistryException(
          "The model "
              + entry.name()
              + " has the role "
              + entry.role().word()
              + ", not "
              + role.word()
              + ".",
          "Name another: `prytany model list` has the roles.");
    }
    verified(entry);
    return entry;
  }

  /**
   * The folder of a model after every byte of it was read again.
   *
   * @throws RegistryException if a file is changed, missing, unknown or a link
   */
  public Path verified(ModelEntry entry) {
    Path model = folder.resolve(entry.name());
    try {
      SortedSet<String> unknown = new TreeSet<>();
      try (Stream<Path> all = Files.walk(model)) {
        for (Path each : all.toList()) {
          if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            continue;
          }
          String name = model.relativize(each).toString().replace('\\', '/');
          if (!Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
            throw changed(entry, name, "is a link, or no plain file");
          }
          if (!entry.files().containsKey(name) && !name.equals(EntryFile.NAME)) {
            unknown.add(name);
          }
        }
      }
      if (!unknown.isEmpty()) {
        throw changed(entry, String.join(", ", unknown), "was not there when it was added");
      }
      for (Map.Entry<String, ModelEntry.ModelFile> file : entry.files().entrySet()) {
        Path there = model.resolve(file.getKey());
        if (!Files.exists(there)) {
          throw changed(entry, file.getKey(), "is missing");
        }
        if (Files.size(there) != file.getValue().size()
            || !Hashing.of(there).equals(file.getValue().sha256())) {
          throw changed(entry, file.getKey(), "was changed after it was added");
        }
      }
      return model;
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Removes a model and all its files, whole or changed.
   *
   * @throws RegistryException if no model is called so
   */
  public void remove(String name) {
    if (!name.matches(NAME)
        || !Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      entry(name);
    }
    try {
      delete(folder.resolve(name));
    } catch (IOException e) {
      throw new RegistryException(
          "The model " + name + " cannot be removed from " + folder + " (" + e.getMessage() + ").",
          "Check who may write there, then run the command again.",
          e);
    }
  }

  private static RegistryException changed(ModelEntry entry, String file, String how) {
    return new RegistryException(
        "The model " + entry.name() + " is refused: " + printable(file) + " " + how + ".",
        "If you did not do that, find out who did. Then `prytany model remove "
            + entry.name()
            + "`, and add the model again from where you have it.");
  }

  private RegistryException unreadable(Exception e) {
    return new RegistryException(
        "The folder of models " + folder + " cannot be read (" + e.getMessage() + ").",
        "Check who may read it, then run the command again.",
        e);
  }

  private static String name(ModelFolder model, Request request) {
    String name =
        request
            .name()
            .orElseGet(
                () ->
                    String.valueOf(model.folder().getFileName())
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]+", "-"));
    if (!name.matches(NAME)) {
      throw new RegistryException(
          "'" + printable(name) + "' is no name for a model.",
          "Give one with --name, of lower-case letters, digits and . _ - between them.");
    }
    return name;
  }

  private static String licence(ModelFolder model, Request request) throws IOException {
    Optional<String> given = request.licence().filter(words -> !words.isBlank());
    return given
        .or(
            () -> {
              try {
                return Licences.in(model.folder(), model.files());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElseThrow(
            () ->
                new RegistryException(
                    "It is not known under which licence this model stands: no LICENSE that is"
                        + " recognised lies beside it.",
                    "Look it up where you have the model from, and say it: --licence Apache-2.0"));
  }

  private void requireSpace(ModelFolder model) throws IOException {
    long needed = 0;
    for (String file : model.files()) {
      needed += Files.size(model.folder().resolve(file));
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new RegistryException(
          "The model takes "
              + (needed >> 20)
              + " MiB, and "
              + (free >> 20)
              + " MiB are free in "
              + folder
              + ".",
          "Free some space, or name another folder with --folder.");
    }
  }

  private static ModelEntry.ModelFile copy(Path from, Path to, Path inside) throws IOException {
    Path parent = to.getParent();
    if (parent != null && !parent.equals(inside)) {
      Files.createDirectories(parent);
      restrict(parent, "rwx------");
    }
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      restrict(to, "rw-------");
      String sha256 = Hashing.copying(from, out);
      out.flush();
      return new ModelEntry.ModelFile(sha256, Files.size(to));
    }
  }

  private static void makePrivate(Path path) throws IOException {
    boolean there = Files.isDirectory(path);
    Files.createDirectories(path);
    if (!there) {
      restrict(path, "rwx------");
    }
  }

  private static void restrict(Path path, String mode) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }

  private static void deleteQuietly(Path path) {
    try {
      delete(path);
    } catch (IOException e) {
      // The next addition of that name deletes it first, and no list shows it.
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
