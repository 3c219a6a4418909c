package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany audit verify`: whether the log is the one that was written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether the audit log is the one that was written.",
      "Reads it from a running server, or from a copy, and computes every hash here; holds it against"
          + " witness files and anchors."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the log is intact, and has all that the witnesses saw",
      "1:it was changed, cut or rolled back, or an anchor contradicts it",
      "2:it could not be checked"
    },
    footer = {
      "",
      "For example:",
      "  prytany audit verify",
      "  prytany audit verify --witness /mnt/witness/audit.witness",
      "  prytany audit verify --rpc https://rpc.example --anchor-account 0x1234…",
      "  prytany audit verify --log audit.jsonl --witness a.witness --witness b.witness --strict"
    })
public final class VerifyCommand implements Subcommand {

  private static final int BROKEN = 1;

  @Mixin private RunningServer server = new RunningServer();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Read this copy of `prytany audit export` instead of asking a server.")
  private @Nullable Path log;

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description = "A server's audit.witness; again for each further server.")
  private List<Path> witnesses = new ArrayList<>();

  @Option(
      names = "--strict",
      description = "The witnesses of all servers are given: an entry that none saw is a fault.")
  private boolean strict;

  @Option(
      names = "--accept-head",
      paramLabel = "N:HASH",
      description = "Take entries up to this one as they stand, as prytany.audit.accept-head does.")
  private @Nullable String acceptHead;

  @Mixin private AnchorOptions anchors = new AnchorOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<WitnessFile> all = new ArrayList<>();
    witnesses.forEach(file -> all.add(WitnessFile.read(file)));
    PrintWriter out = spec.commandLine().getOut();
    AnchorOptions.Found chain = anchors.find(this::named);
    LogVerdict found;
    String servers = "";
    Path copy = log;
    if (copy == null) {
      servers = server.ask(api -> said(api.get("/api/v1/audit/verification")));
      found =
          server.ask(
              api -> LogVerdict.of(entries(LogSource.of(api)), all, chain.anchors(), accepted()));
    } else {
      found = fromCopy(copy, all, chain.anchors());
    }
    AnchorReport report =
        new AnchorReport(
            found.anchors(), accepted().map(LogVerdict.AcceptedHead::sequence).orElse(1L));
    List<String> problems = new ArrayList<>();
    Optional.of(found.problem()).filter(text -> !text.isEmpty()).ifPresent(problems::add);
    problems.addAll(chain.problems());
    problems.addAll(report.problems());
    if (!servers.isEmpty() && !problems.contains(servers)) {
      problems.add("the server itself says that " + servers);
    }
    if (strict && !found.unseen().isEmpty()) {
      problems.add(unseen(found) + ": somebody who can write to the store added them");
    }
    say(out, found, all, report, problems);
    chain.notes().forEach(out::println);
    out.flush();
    return problems.isEmpty() && report.forged().isEmpty() ? 0 : BROKEN;
  }

  private NamedAnchors named() {
    Path copy = log;
    return copy == null
        ? server.ask(api -> NamedAnchors.in(entries(LogSource.of(api))))
        : NamedAnchors.in(entries(LogSource.of(copy)));
  }

  private static void say(
      PrintWriter out,
      LogVerdict found,
      List<WitnessFile> witnesses,
      AnchorReport report,
      List<String> problems) {
    if (problems.isEmpty()) {
      sayIntact(out, found, witnesses);
    } else {
      problems.forEach(
          problem -> out.println("The audit log is NOT as it was written: " + problem + "."));
    }
    report.sentences().forEach(out::println);
    report.forged().forEach(one -> out.println("FORGED: " + one + "."));
    if (!problems.isEmpty()) {
      out.println(
          "Keep store, witnesses and logs as they are, stop the server, and find out who could"
              + " write to the store (docs/operating.md).");
    }
    if (!report.forged().isEmpty()) {
      out.println(
          "Somebody had the head of another log anchored: find out who has the account's key, or"
              + " had the server in hand.");
    }
  }

  private Optional<LogVerdict.AcceptedHead> accepted() {
    if (acceptHead == null) {
      return Optional.empty();
    }
    String[] parts = acceptHead.split(":", -1);
    if (parts.length != 2
        || !parts[0].matches("\\d{1,18}")
        || !parts[1].matches("0x[0-9a-f]{64}")) {
      throw new CommandFailure(
          "'" + acceptHead + "' is no head of a log.",
          "Give --accept-head what prytany.audit.accept-head has: a number, a colon and a hash.");
    }
    return Optional.of(new LogVerdict.AcceptedHead(Long.parseLong(parts[0]), parts[1]));
  }

  private LogVerdict fromCopy(Path copy, List<WitnessFile> witnesses, List<AnchorOnChain> onChain) {
    try {
      return LogVerdict.of(entries(LogSource.of(copy)), witnesses, onChain, accepted());
    } catch (UncheckedIOException e) {
      throw new CommandFailure(
          "The log " + copy + " cannot be read to its end.", "Copy it once more.", e);
    }
  }

  private static Iterator<LoggedEntry> entries(LogSource source) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public LoggedEntry next() {
        JsonNode json = source.next();
        // What cannot be read stands there as an entry that nothing fits.
        return LoggedEntry.of(json).orElse(LoggedEntry.UNREADABLE);
      }
    };
  }

  /** What the server found wrong; "" if nothing. */
  private static String said(JsonNode verification) {
    return verification.path("intact").asBoolean()
        ? ""
        : verification.path("problem").asText("entry " + verification.path("firstBroken").asText());
  }

  private static void sayIntact(PrintWriter out, LogVerdict found, List<WitnessFile> witnesses) {
    out.println(
        found
            .last()
            .map(
                entry ->
                    "The audit log is intact: "
                        + found.entries()
                        + " entries, the last one of "
                        + entry.at()
                        + ", "
                        + entry.hash()
                        + ".")
            .orElse("The audit log is empty."));
    for (WitnessFile witness : witnesses) {
      out.println(
          "The "
              + witness.name()
              + " agrees: "
              + (witness.sightings().isEmpty()
                  ? "it saw nothing yet."
                  : "it saw entry " + witness.sightings().getLast().sequence() + " last."));
    }
    if (witnesses.isEmpty() && found.anchors().isEmpty()) {
      out.println(
          "Nobody outside the store was asked here: give the server's audit.witness with --witness,"
              + " else a log that was cut or written anew looks like this too.");
    }
    if (!found.unseen().isEmpty()) {
      out.println(
          "Note: "
              + unseen(found)
              + ": another server wrote them (give its --witness too), or somebody who can write to"
              + " the store.");
    }
  }

  private static String unseen(LogVerdict found) {
    return found.unseen().size()
        + (found.unseen().size() == 1 ? " entry was" : " entries were")
        + " seen by none of these witnesses (the first is "
        + found.unseen().getFirst()
        + ")";
  }
}
