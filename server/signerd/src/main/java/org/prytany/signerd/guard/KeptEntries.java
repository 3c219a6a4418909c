package org.prytany.signerd.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.JournalEntry;
import org.prytany.governance.dao.Dao;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;

/** What treasurers signed, kept in the signer's journal. */
final class KeptEntries implements JournalEntries {

  private final Journal journal;
  private final List<JournalEntry> before = new ArrayList<>();

  /** DAOs whose treasurers were listed anew after the last rollback that was accepted. */
  private final Set<Governor> listedSince = new HashSet<>();

  private long epoch = 1;

  private record Governor(long chainId, Address address) {}

  KeptEntries(Journal journal) {
    this.journal = journal;
  }

  /** One line of those that were there before. */
  void apply(Journal.Line line) {
    if (line.what() instanceof Recorded.Restarted restarted) {
      epoch = Math.max(epoch, restarted.epoch());
      listedSince.clear();
    } else if (line.what() instanceof Recorded.KeptForTreasurers kept) {
      before.add(kept.entry());
      if (kept.entry() instanceof JournalEntry.Restarted seen) {
        listedSince.add(new Governor(seen.chainId(), seen.governor()));
      }
    }
  }

  /** Whether a rollback was accepted and this DAO's treasurers are not listed anew yet. */
  boolean lostSince(Dao dao) {
    return epoch > 1 && !listedSince.contains(new Governor(dao.chainId(), dao.governor()));
  }

  /** 1, or what the last rollback that was accepted began. */
  long epoch() {
    return epoch;
  }

  /** What was there before; who asked keeps it. */
  @Override
  public List<JournalEntry> all() {
    List<JournalEntry> all = List.copyOf(before);
    before.clear();
    return all;
  }

  @Override
  public void append(JournalEntry entry) {
    journal.append(new Recorded.KeptForTreasurers(entry));
  }
}
