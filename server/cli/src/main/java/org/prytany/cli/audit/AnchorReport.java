package org.prytany.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.audit.AnchorVerdict.Standing;

/** What all anchors together say of a log, in sentences. */
final class AnchorReport {

  private final List<AnchorVerdict> all;
  private final long first;

  /**
   * @param first of the entries that were checked: those before were accepted as they stand
   */
  AnchorReport(List<AnchorVerdict> all, long first) {
    this.first = first;
    this.all =
        all.stream()
            .sorted(Comparator.comparingLong((AnchorVerdict one) -> one.anchor().block()))
            .toList();
  }

  /** One sentence for each anchor that stands against nothing. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (AnchorVerdict one : all) {
      if (one.is(Standing.AGREES)) {
        sentences.add(
            "The "
                + one.name()
                + " agrees: entries "
                + first
                + " to "
                + one.entry()
                + " are as they were then.");
      } else if (one.is(Standing.NOT_COMPARED)) {
        sentences.add(
            "The "
                + one.name()
                + " was not compared: it covers entries 1 to "
                + one.entry()
                + ", and not all of these could be held against it.");
      }
    }
    return sentences;
  }

  /** What is wrong with the log by its anchors, as parts of sentences. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (AnchorVerdict one : all) {
      if (one.is(Standing.BEYOND_THE_END)) {
        problems.add(
            "the log ends at "
                + one.logs()
                + ", but the "
                + one.name()
                + " names entry "
                + one.entry()
                + ": entries were cut off, the store is an older copy, or that anchor is forged");
      } else if (one.is(Standing.CONTRADICTS) && earlier(one).isEmpty()) {
        problems.add(
            "entry "
                + one.entry()
                + " is not the one that the "
                + one.name()
                + " names: it, or an entry before it, was rewritten after that block, or that"
                + " anchor is forged, the head of another log");
      }
    }
    return problems;
  }

  /** Anchors that cannot be this log's, though it may be as it was written. */
  List<String> forged() {
    List<String> forged = new ArrayList<>();
    for (AnchorVerdict one : all) {
      if (one.is(Standing.CONTRADICTS)) {
        earlier(one)
            .ifPresent(
                before ->
                    forged.add(
                        "the "
                            + one.name()
                            + " names entry "
                            + one.entry()
                            + " as "
                            + one.anchor().data().hash()
                            + ", but the log had its present one, "
                            + one.logs()
                            + ", already in block "
                            + before.anchor().block()
                            + " (anchor "
                            + before.anchor().transaction()
                            + ")"));
      }
    }
    return forged;
  }

  /** An anchor that agrees, covers the same entry, and was there before. */
  private Optional<AnchorVerdict> earlier(AnchorVerdict than) {
    return all.stream()
        .filter(one -> one.is(Standing.AGREES))
        .filter(one -> one.entry() >= than.entry())
        .filter(one -> one.anchor().block() < than.anchor().block())
        .findFirst();
  }
}
