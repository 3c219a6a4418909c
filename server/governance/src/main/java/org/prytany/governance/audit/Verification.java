package org.prytany.governance.audit;

/**
 * What reading the whole log showed.
 *
 * @param intactEntries number of entries from the start that are as they were written
 * @param intact whether that is all of them, and all that the witness saw
 * @param problem what is wrong after them, as part of a sentence; "" if nothing
 * @param head the last intact entry
 * @param witnessedFrom the first entry that the witness saw itself; 0 if there is none
 * @param unseen entries after that one which the witness did not see
 */
public record Verification(
    long intactEntries,
    boolean intact,
    String problem,
    AuditHead head,
    long witnessedFrom,
    Unseen unseen) {

  /**
   * Entries that another server wrote, or somebody who can write to the store. The last one may
   * also be on its way to the witness.
   *
   * @param count how many
   * @param first number of the first; 0 if there is none
   * @param last number of the last; 0 if there is none
   */
  public record Unseen(long count, long first, long last) {

    /** Every entry was seen, or there is no witness. */
    public static final Unseen NONE = new Unseen(0, 0, 0);

    Unseen and(long sequence) {
      return new Unseen(count + 1, count == 0 ? sequence : first, sequence);
    }
  }
}
