package org.prytany.governance.digest;

import java.time.Instant;
import org.prytany.spi.TextDigest;

/**
 * A text digest and what it is bound to. When any of the bound values differs from the current one,
 * the digest is stale.
 *
 * @param digest what the plugin said, its spans checked by the host
 * @param contentHash of the proposal it was made from
 * @param plugin "id version" of the digester
 * @param model "id sha256" of the embedding model
 * @param device where the model ran
 * @param madeAt when
 * @param millis how long it took
 */
public record Digested(
    TextDigest digest,
    String contentHash,
    String plugin,
    String model,
    String device,
    Instant madeAt,
    long millis) {}
