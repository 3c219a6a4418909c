package org.prytany.signerd.guard;

import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.JournalEntry;
import org.prytany.governance.dao.Dao;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;

/** What treasurers signed, kept in the signer's journal. */
final class KeptEntries implements JournalEntries {

  private final Journal journal;

  KeptEntries(Journal journal) {
    this.journal = journal;
  }

  /** Whether a rollback was accepted and this DAO's treasurers are not listed anew yet. */
  static boolean lostSince(Journal journal, Dao dao) {
    boolean lost = false;
    for (Journal.Line line : journal.lines()) {
      if (line.what() instanceof Recorded.Restarted) {
        lost = true;
      } else if (line.what() instanceof Recorded.KeptForTreasurers kept
          && kept.entry() instanceof JournalEntry.Restarted seen
          && seen.chainId() == dao.chainId()
          && seen.governor().equals(dao.governor())) {
        lost = false;
      }
    }
    return lost;
  }

  @Override
  public List<JournalEntry> all() {
    List<JournalEntry> all = new ArrayList<>();
    for (Journal.Line line : journal.lines()) {
      if (line.what() instanceof Recorded.KeptForTreasurers kept) {
        all.add(kept.entry());
      }
    }
    return all;
  }

  @Override
  public void append(JournalEntry entry) {
    journal.append(new Recorded.KeptForTreasurers(entry));
  }
}
