package org.prytany.cli.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.audit.AnchorVerdict.Standing;

/**
 * What a log is worth.
 *
 * @param entries number of entries from the start that are as they were written
 * @param last the last of these
 * @param problem what is wrong, as part of a sentence; "" if nothing
 * @param unseen numbers of entries that no witness saw, from the first sighting on
 * @param anchors what each anchor says of it
 */
record LogVerdict(
    long entries,
    Optional<LoggedEntry> last,
    String problem,
    List<Long> unseen,
    List<AnchorVerdict> anchors) {

  LogVerdict {
    unseen = List.copyOf(unseen);
    anchors = List.copyOf(anchors);
  }

  boolean intact() {
    return problem.isEmpty();
  }

  /**
   * Checks hashes, links and numbers, and holds every entry against every witness and anchor.
   *
   * @param log from its first entry on
   * @param accepted entries up to this one are not checked
   */
  static LogVerdict of(
      Iterator<LoggedEntry> log,
      List<WitnessFile> witnesses,
      List<AnchorOnChain> anchors,
      Optional<AcceptedHead> accepted) {
    return new Check(witnesses, anchors, accepted).over(log);
  }

  /**
   * Up to where the operator takes the log as it stands, see docs/audit-log.md.
   *
   * @param hash of the entry of that number
   */
  record AcceptedHead(long sequence, String hash) {}

  private record Seen(WitnessFile by, WitnessFile.Sighting what) {}

  private static final class Check {
    private final Map<Long, List<Seen>> seen = new HashMap<>();
    private final List<Long> unseen = new ArrayList<>();
    private final Optional<AcceptedHead> accepted;
    private final String disorder;

    /** Anchors by the entry that they name, as long as it has not come. */
    private final Map<Long, List<AnchorOnChain>> anchored = new HashMap<>();

    private final List<AnchorVerdict> judged = new ArrayList<>();
    private @Nullable Seen highest;
    private long lowest = Long.MAX_VALUE;
    private long count;

    /** The accepted entries as they stand. */
    private String standing = LoggedEntry.GENESIS;

    private boolean reachedEnd;
    private @Nullable LoggedEntry last;

    Check(
        List<WitnessFile> witnesses, List<AnchorOnChain> anchors, Optional<AcceptedHead> accepted) {
      this.accepted = accepted;
      for (AnchorOnChain anchor : anchors) {
        anchored.computeIfAbsent(anchor.data().sequence(), its -> new ArrayList<>()).add(anchor);
      }
      String found = "";
      for (WitnessFile witness : witnesses) {
        long before = 0;
        for (WitnessFile.Sighting sighting : witness.sightings()) {
          Seen one = new Seen(witness, sighting);
          seen.computeIfAbsent(sighting.sequence(), key -> new ArrayList<>()).add(one);
          if (highest == null || sighting.sequence() > highest.what().sequence()) {
            highest = one;
          }
          lowest = Math.min(lowest, sighting.sequence());
          if (sighting.sequence() < before && found.isEmpty()) {
            found =
                "the sightings of the "
                    + witness.name()
                    + " are out of order: the file was changed";
          }
          before = sighting.sequence();
        }
      }
      disorder = found;
    }

    LogVerdict over(Iterator<LoggedEntry> log) {
      while (log.hasNext()) {
        LoggedEntry entry = log.next();
        String problem = problem(entry);
        if (!problem.isEmpty()) {
          return verdict(problem);
        }
        if (entry.sequence() > lowest && !seen.containsKey(entry.sequence())) {
          unseen.add(entry.sequence());
        }
        judge(entry);
        last = entry;
        count++;
      }
      reachedEnd = true;
      if (accepted.isPresent() && accepted.get().sequence() > count) {
        return verdict(
            "the log ends at " + count + ", but was accepted up to " + accepted.get().sequence());
      }
      Seen end = highest;
      if (end != null && end.what().sequence() > count) {
        return verdict(
            "the log ends at "
                + count
                + ", but the "
                + end.by().name()
                + " has seen entry "
                + end.what().sequence()
                + " ("
                + end.what().when()
                + "): entries were cut off, or the store is an older copy");
      }
      return verdict(disorder);
    }

    private void judge(LoggedEntry entry) {
      boolean taken = accepted.filter(its -> entry.sequence() < its.sequence()).isPresent();
      for (AnchorOnChain anchor :
          Optional.ofNullable(anchored.remove(entry.sequence())).orElse(List.of())) {
        Standing standing =
            taken
                ? Standing.NOT_COMPARED
                : anchor.data().hash().equals(entry.hash())
                    ? Standing.AGREES
                    : Standing.CONTRADICTS;
        judged.add(new AnchorVerdict(anchor, standing, entry.hash()));
      }
    }

    private LogVerdict verdict(String problem) {
      for (List<AnchorOnChain> left : anchored.values()) {
        for (AnchorOnChain anchor : left) {
          judged.add(
              anchor.data().sequence() > count && reachedEnd
                  ? new AnchorVerdict(anchor, Standing.BEYOND_THE_END, Long.toString(count))
                  : new AnchorVerdict(anchor, Standing.NOT_COMPARED, ""));
        }
      }
      return new LogVerdict(count, Optional.ofNullable(last), problem, unseen, judged);
    }

    /** Whether an entry says what the log was when it was accepted; older ones do not. */
    private boolean accepts(LoggedEntry entry) {
      return entry.act().equals("audit.problem-accepted")
          && accepted
              .filter(head -> entry.subject().equals(head.sequence() + ":" + head.hash()))
              .isPresent()
          && entry.details().containsKey("asItStands");
    }

    private String problem(LoggedEntry entry) {
      long expected = count + 1;
      if (entry.sequence() == LoggedEntry.UNREADABLE.sequence()) {
        return "entry " + expected + " cannot be read";
      }
      if (accepted.isPresent() && entry.sequence() <= accepted.get().sequence()) {
        if (entry.sequence() <= count) {
          return "entry " + entry.sequence() + " comes again after entry " + count;
        }
        // What is missing before it was accepted too.
        count = entry.sequence() - 1;
        standing = entry.asItStands(standing);
        return entry.sequence() == accepted.get().sequence()
                && !entry.hash().equals(accepted.get().hash())
            ? "entry " + entry.sequence() + " is not the one that was accepted"
            : "";
      }
      if (entry.sequence() != expected) {
        return "entry " + expected + " is missing: the next one found is " + entry.sequence();
      }
      String before = last == null ? LoggedEntry.GENESIS : last.hash();
      if (!entry.previousHash().equals(before)) {
        return "entry " + expected + " does not follow the entry before it";
      }
      if (!entry.intact()) {
        return "entry " + expected + " was changed after it was written";
      }
      if (accepts(entry) && !standing.equals(entry.details().get("asItStands"))) {
        return "entries up to "
            + accepted.map(AcceptedHead::sequence).orElse(0L)
            + " were changed after they were accepted (entry "
            + expected
            + ")";
      }
      for (Seen one : seen.getOrDefault(expected, List.of())) {
        if (!one.what().hash().equals(entry.hash())) {
          return "entry "
              + expected
              + " is not the one that the "
              + one.by().name()
              + " saw "
              + one.what().when()
              + ": it was rewritten, or the log goes on from an older copy";
        }
      }
      return "";
    }
  }
}
