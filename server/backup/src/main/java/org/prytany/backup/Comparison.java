package org.prytany.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.prytany.governance.audit.AuditWitness.Sighting;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.settings.ConfigKey;
import org.prytany.store.witness.FileWitness;

/** What of a backup is not as it is here now, said to whoever restores it. */
final class Comparison {

  private final Inspection backup;
  private final ServerFiles server;
  private final Optional<Sighting> seen;

  Comparison(Inspection backup, ServerFiles server, Optional<FileWitness> witness) {
    this.backup = backup;
    this.server = server;
    this.seen = witness.flatMap(FileWitness::last);
  }

  void say(PrintWriter say) throws IOException {
    Manifest manifest = backup.manifest();
    say.println("The backup is whole.");
    say.println(
        "  made        " + manifest.madeAt() + " by " + BadBackup.shown(manifest.version()));
    say.println("  SHA-256     " + backup.sha256());
    say.println("  documents   " + Words.documents(manifest));
    say.println("  audit log   " + Words.log(manifest));
    if (!manifest.auditGap().isEmpty()) {
      say.println("  NOTE        The log in it is not whole: " + manifest.auditGap() + ".");
    }
    log(say);
    configuration(say);
    for (Part part : manifest.parts()) {
      file(say, part);
    }
    if (manifest.has(Part.JOURNAL)) {
      say.println(
          "It has the signer's journal, which is not touched here: the signer's own is newer, and"
              + " counts. Only if that one is lost, see \"The journal\" in docs/operating.md.");
    }
    say.flush();
  }

  private void log(PrintWriter say) {
    long last = Words.number(backup.manifest().auditHead());
    long known = seen.map(Sighting::sequence).orElse(0L);
    if (known <= last) {
      return;
    }
    say.println(
        "The audit log's witness here has seen entry "
            + known
            + " (of "
            + seen.orElseThrow().at()
            + "): the backup lacks the last "
            + (known - last)
            + ". That is not hidden: the witness stays as it is. "
            + (server.settings().localOnly()
                ? "The server will set it aside and say so in the log."
                : "The server will refuse to start until you add this line to "
                    + server.config()
                    + ":"));
    if (!server.settings().localOnly()) {
      say.println("  " + WitnessedStart.ACCEPT_KEY + "=" + backup.manifest().auditHead());
    }
  }

  private void configuration(PrintWriter say) {
    Map<String, String> then = backup.configuration();
    TreeSet<String> keys = new TreeSet<>(then.keySet());
    keys.addAll(server.values().keySet());
    List<String> other = new ArrayList<>();
    for (String key : keys) {
      boolean secret =
          Arrays.stream(ConfigKey.values())
              .anyMatch(known -> known.secret() && known.partsOf(key).isPresent());
      if (!secret
          && !new TreeMap<>(then)
              .getOrDefault(key, "")
              .equals(server.values().getOrDefault(key, ""))) {
        other.add(BadBackup.shown(key));
      }
    }
    if (!other.isEmpty()) {
      say.println(
          "The configuration stays as it is here. It was another one then: "
              + String.join(", ", other)
              + ".");
    }
  }

  private void file(PrintWriter say, Part part) throws IOException {
    if (part.name().startsWith(Part.MODELS)) {
      say.println(
          "A model was registered: "
              + part.name().substring(Part.MODELS.length()).replace(".json", "")
              + ". Its files are not in a backup; if it is gone here, add it again with"
              + " `prytany model add`.");
    }
    Optional<Path> place = server.place(part.name());
    if (place.isPresent() && Files.exists(place.get())) {
      if (!Sha256.of(place.get()).equals(part.sha256())) {
        say.println("Left as it is here, and another one than in the backup: " + place.get());
      }
    }
  }
}
