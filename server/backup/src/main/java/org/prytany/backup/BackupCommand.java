package org.prytany.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Progress;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.StoreCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany backup`: one file with everything that a server keeps, but keys and secrets. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what a server keeps into one file: store, audit log with its witness, settings,"
          + " voting rules, token list, taught ABIs, and what models are registered.",
      "A MongoDB may be in use; the embedded store is backed up while its server is stopped."
    },
    footer = {
      "",
      "Keys, their passwords and the signer's witness are never in it. For example:",
      "  prytany backup --config prytany.properties --out /mnt/backup/prytany-monday.tar.gz"
    })
public final class BackupCommand implements Subcommand {

  private static final int PART_CHARACTERS = 4 << 20;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The server's configuration file.")
  private Path config = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, which must not exist: FILE.tar.gz.")
  private Path out = Path.of("");

  @Option(
      names = "--with-secrets",
      description =
          "Keep the configuration as it is, with the passwords and keys of endpoints, store and"
              + " alerts; else these lines are left out.")
  private boolean withSecrets;

  @Option(
      names = "--with-signer-journal",
      description = "Also the signer's journal, where it can be read; never its witness or keys.")
  private boolean withJournal;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter say = spec.commandLine().getOut();
    ServerFiles server = ServerFiles.of(config);
    requireName();
    if (server.embedded() && StoreOpening.file(server).isEmpty()) {
      throw new CommandFailure(
          "There is no store in " + server.settings().dataDir() + ": no server has started there.",
          "Check prytany.data-dir, and that --config is the file that the server is started with.");
    }
    try (StoreCopy store = StoreOpening.open(server);
        ArchiveWriter archive = writer()) {
      int form = store.form();
      files(server, archive);
      SortedMap<String, Long> documents = new TreeMap<>();
      AuditTrail trail = new AuditTrail();
      Progress progress = new Progress(say, "backed up", total(store));
      for (String collection : StoreCopy.COLLECTIONS) {
        documents.put(collection, documents(store, collection, archive, trail, progress));
      }
      progress.end();
      Manifest manifest =
          new Manifest(
              Manifest.FORM,
              String.join(" ", spec.root().version()),
              form,
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              store.description(),
              withSecrets,
              trail.head(),
              trail.gap(),
              documents,
              archive.parts());
      archive.finish(manifest);
      say(say, server, manifest);
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "No backup was made; mend that, then try again.", e);
    }
    return 0;
  }

  private void requireName() {
    String name = out.toString();
    if (!name.endsWith(".tar.gz") && !name.endsWith(".tgz")) {
      throw new CommandFailure(
          "A backup is a .tar.gz, and --out " + out + " is none.", "Give --out FILE.tar.gz.");
    }
  }

  private ArchiveWriter writer() throws IOException {
    try {
      return new ArchiveWriter(out);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          "There is a file " + out + " already, and it is left as it is.",
          "Choose another name with --out, or move that file away.",
          e);
    }
  }

  private static long total(StoreCopy store) {
    return StoreCopy.COLLECTIONS.stream().mapToLong(store::count).sum();
  }

  /** The witness before the log, so that it is not ahead of it. */
  private void files(ServerFiles server, ArchiveWriter archive) throws IOException {
    if (withSecrets) {
      archive.file(Part.SETTINGS, server.config());
    } else {
      archive.text(Part.SETTINGS, server.withoutSecrets());
    }
    for (Map.Entry<String, Path> file : server.others().entrySet()) {
      archive.file(file.getKey(), file.getValue());
    }
    if (Files.exists(server.witness())) {
      archive.lines(Part.WITNESS, server.witness());
    }
    if (withJournal) {
      Path journal = server.journal();
      if (!Files.isReadable(journal)) {
        throw new CommandFailure(
            "The signer's journal " + journal + " cannot be read by this user.",
            "Leave --with-signer-journal out, and copy the journal as the signer's user"
                + " (docs/operating.md).");
      }
      archive.lines(Part.JOURNAL, journal);
    }
  }

  private static long documents(
      StoreCopy store,
      String collection,
      ArchiveWriter archive,
      AuditTrail trail,
      Progress progress)
      throws IOException {
    boolean audit = collection.equals("audit");
    StringBuilder lines = new StringBuilder();
    int[] part = new int[1];
    long[] count = new long[1];
    List<IOException> failed = new ArrayList<>();
    store.read(
        collection,
        line -> {
          if (audit) {
            trail.next(StoreCopy.document(line));
          }
          lines.append(line).append('\n');
          count[0]++;
          progress.add(false);
          if (lines.length() >= PART_CHARACTERS && failed.isEmpty()) {
            part[0]++;
            write(archive, Part.documents(collection, part[0]), lines, failed);
          }
        });
    if (!lines.isEmpty() && failed.isEmpty()) {
      write(archive, Part.documents(collection, part[0] + 1), lines, failed);
    }
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
    return count[0];
  }

  private static void write(
      ArchiveWriter archive, String name, StringBuilder lines, List<IOException> failed) {
    try {
      archive.bytes(name, lines.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      failed.add(e);
    }
    lines.setLength(0);
  }

  private void say(PrintWriter say, ServerFiles server, Manifest manifest) throws IOException {
    say.println("The backup is " + out + ".");
    say.println("  SHA-256     " + Sha256.of(out));
    say.println("  documents   " + Words.documents(manifest));
    say.println("  audit log   " + Words.log(manifest));
    if (!manifest.auditGap().isEmpty()) {
      say.println(
          "  NOTE        The log is not whole: "
              + manifest.auditGap()
              + ". Run `prytany audit verify`.");
    }
    say.println(
        withSecrets
            ? "It has the configuration's passwords: keep it as you keep these."
            : "Secrets of the configuration are not in it: note them elsewhere.");
    if (!withJournal && server.settings().signs()) {
      say.println(
          "The signer's journal is not in it. Copy "
              + server.journal()
              + " too, as the signer's user, and its keys and its witness each elsewhere"
              + " (docs/operating.md).");
    }
    say.flush();
  }
}
