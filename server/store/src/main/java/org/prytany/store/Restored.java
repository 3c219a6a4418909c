package org.prytany.store;

import java.time.Instant;

/**
 * What a restore put into a store.
 *
 * @param backup SHA-256 of the backup's file, 64 lower-case digits
 * @param madeAt when the backup was made
 * @param restoredAt when it was restored
 * @param proposals how many it has
 * @param auditHead the audit log's last entry in it, "number:hash"
 */
public record Restored(
    String backup, Instant madeAt, Instant restoredAt, long proposals, String auditHead) {}
