package org.prytany.governance.audit;

/**
 * What reading the whole log showed.
 *
 * @param intactEntries number of entries from the start that are as they were written
 * @param intact whether that is all of them, and all that the witness saw
 * @param problem what is wrong after them, as part of a sentence; "" if nothing
 * @param head the last intact entry
 * @param witnessedFrom the first entry that the witness vouches for by itself; 0 if there is none
 */
public record Verification(
    long intactEntries, boolean intact, String problem, AuditHead head, long witnessedFrom) {}
