package org.prytany.governance.approval;

import java.util.List;

/** Keeps entries for good. Whoever implements it lies where the keys are, not in the store. */
public interface JournalEntries {

  /** All, in the order in which they were appended. */
  List<JournalEntry> all();

  /**
   * Keeps one before it returns: it is there after a crash.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNER_UNAVAILABLE if it could not be
   *     kept
   */
  void append(JournalEntry entry);

  /** Entries that a process forgets with itself, for tests and for a server that keeps no keys. */
  final class InMemory implements JournalEntries {
    private final List<JournalEntry> entries = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public List<JournalEntry> all() {
      return List.copyOf(entries);
    }

    @Override
    public void append(JournalEntry entry) {
      entries.add(entry);
    }
  }
}
