package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * A sign-in nonce that was issued and not used yet.
 *
 * @param id the nonce
 * @param expiresAt Unix milliseconds
 */
@Entity("loginNonces")
public record LoginNonceDocument(@Id String id, @Column int schema, @Column long expiresAt) {}
