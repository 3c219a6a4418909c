package org.prytany.acceptance.shipped;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says what stands between what is shipped and a release. */
final class Gate {

  static final String RENEW =
      "./prytany test SnapshotIT -Dadvisories=FOLDER, with a checkout of the GitHub Advisory Database"
          + " (docs/contributing.md)";

  private final Snapshot snapshot;
  private final List<Accepted> accepted;

  Gate(Snapshot snapshot, List<Accepted> accepted) {
    this.snapshot = snapshot;
    this.accepted = accepted;
  }

  /** Complaints, none if all is well: each names the part and the next step. */
  List<String> complaints(Collection<Part> shipped) {
    List<String> complaints = new ArrayList<>();
    List<Accepted> unused = new ArrayList<>(accepted);
    for (Part part : shipped) {
      if (!snapshot.lookedUp().contains(part.key())) {
        complaints.add(part + " was never looked up: run " + RENEW);
      }
      for (Advisory advisory : hits(part)) {
        List<Accepted> covering = accepted.stream().filter(a -> a.covers(advisory)).toList();
        unused.removeAll(covering);
        if (covering.isEmpty()) {
          complaints.add(
              "%s has %s (%s), %s: raise its version, or say in accepted.txt why it may stay"
                  .formatted(part, advisory.id(), advisory.severity(), advisory.range().remedy()));
        }
      }
    }
    for (Accepted one : accepted) {
      if (one.until().isBefore(snapshot.date())) {
        complaints.add(
            "accepted.txt lets %s of %s pass until %s, and the snapshot is of %s: consider it again"
                .formatted(one.id(), one.part(), one.until(), snapshot.date()));
      }
    }
    for (Accepted one : unused) {
      complaints.add(
          "accepted.txt lets %s of %s pass, and nothing shipped has it: take the line out"
              .formatted(one.id(), one.part()));
    }
    return complaints;
  }

  private List<Advisory> hits(Part part) {
    return snapshot.advisories().stream().filter(advisory -> advisory.hits(part)).toList();
  }
}
