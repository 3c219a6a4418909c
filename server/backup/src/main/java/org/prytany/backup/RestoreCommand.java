package org.prytany.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.PrivateFiles;
import org.prytany.cli.Progress;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.Restored;
import org.prytany.store.StoreCopy;
import org.prytany.store.witness.FileWitness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany restore`: puts a backup's store in the place of the one that is configured. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a backup back: the store, and of voting rules, token list, ABIs and audit witness what"
          + " is missing here. What is there stays as it is, and so does all of the signer's.",
      "All of the backup is read and checked before anything is touched. The server must be"
          + " stopped. What happened since the backup is read from the chain and the signer."
    },
    footer = {
      "",
      "For example:",
      "  prytany restore /mnt/backup/prytany-monday.tar.gz --config prytany.properties --dry-run"
    })
public final class RestoreCommand implements Subcommand {

  private static final int BATCH_DOCUMENTS = 200;
  private static final int BATCH_CHARACTERS = 8 << 20;

  @Parameters(paramLabel = "FILE", description = "What `prytany backup` wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The server's configuration file, which says where the store is.")
  private Path config = Path.of("");

  @Option(names = "--dry-run", description = "Check all of it, say what would be done, and stop.")
  private boolean dryRun;

  @Option(
      names = "--replace",
      description =
          "Where the store is not empty: an embedded one is moved aside, the documents in a MongoDB"
              + " are deleted.")
  private boolean replace;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter say = spec.commandLine().getOut();
    ServerFiles server = ServerFiles.of(config);
    Optional<FileWitness> witness = server.witnessHeld();
    try {
      Inspection backup = inspected();
      new Comparison(backup, server, witness).say(say);
      TargetStore target = new TargetStore(server, replace);
      if (dryRun) {
        say.println(target.intention());
        say.println("Nothing was changed (--dry-run).");
      } else {
        try (StoreCopy store = target.opened(say)) {
          restore(server, backup, store, say);
        }
      }
      say.flush();
      return 0;
    } catch (PrytanyException e) {
      throw unfinished(String.valueOf(e.getMessage()), e);
    } finally {
      witness.ifPresent(FileWitness::close);
    }
  }

  private Inspection inspected() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "There is no backup " + file + ".", "Name a file that `prytany backup` wrote.");
    }
    try {
      return Inspection.of(file);
    } catch (BadBackup e) {
      throw new CommandFailure(
          file + " cannot be restored: " + e.getMessage() + ".",
          "Nothing was changed. Copy the file anew from where it is kept, or use another backup.",
          e);
    }
  }

  private void restore(ServerFiles server, Inspection backup, StoreCopy store, PrintWriter say)
      throws IOException {
    Manifest manifest = backup.manifest();
    Progress progress = new Progress(say, "restored", manifest.count());
    store.begin();
    try {
      Manifest again =
          ArchiveReader.read(
              file,
              (name, content) -> {
                Optional<String> collection = Part.collection(name);
                if (collection.isPresent()) {
                  write(store, collection.get(), content, progress);
                } else {
                  missing(server, name, content, say);
                }
              });
      if (!again.equals(manifest)) {
        throw new BadBackup("it changed while it was read");
      }
    } catch (BadBackup e) {
      throw unfinished(
          "The backup " + file + " is not the file that was checked: " + e.getMessage() + ".", e);
    }
    for (String collection : StoreCopy.COLLECTIONS) {
      if (store.count(collection) != Words.of(manifest, collection)) {
        throw unfinished(
            "The store has another number of documents in '"
                + collection
                + "' than was put into it: a server uses it.",
            new IllegalStateException(collection));
      }
    }
    store.ended(
        manifest.form(),
        new Restored(
            backup.sha256(),
            Instant.parse(manifest.madeAt()),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Words.of(manifest, "proposals"),
            manifest.auditHead()));
    progress.end();
    say.println("Restored into " + store.description() + ".");
    say.println(
        "Start the server: its audit log will say what was restored (store.restored). It reads what"
            + " happened since from the chain; approvals, rejections and pauses are the signer's.");
  }

  private static void write(
      StoreCopy store, String collection, InputStream content, Progress progress)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    List<String> batch = new ArrayList<>();
    int characters = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      batch.add(line);
      characters += line.length();
      progress.add(false);
      if (batch.size() >= BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) {
        store.write(collection, batch);
        batch.clear();
        characters = 0;
      }
    }
    store.write(collection, batch);
  }

  /** Nothing that is there is replaced, and the backup does not say where anything goes. */
  private static void missing(ServerFiles server, String name, InputStream content, PrintWriter say)
      throws IOException {
    Optional<Path> place =
        name.equals(Part.WITNESS) ? Optional.of(server.witness()) : server.place(name);
    if (place.isEmpty() || Files.exists(place.get())) {
      return;
    }
    Path target = place.get().toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      PrivateFiles.directory(folder);
    }
    Path beside = Files.createTempFile(folder, target.getFileName() + ".", ".unfinished");
    try {
      Files.copy(content, beside, StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.own(beside);
      Files.move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
    say.println("It was missing and is back: " + target);
  }

  private static CommandFailure unfinished(String what, Exception cause) {
    return new CommandFailure(
        what,
        "If the restore had begun, the store is not whole and no server starts on it: run the same"
            + " command again, it begins anew.",
        cause);
  }
}
