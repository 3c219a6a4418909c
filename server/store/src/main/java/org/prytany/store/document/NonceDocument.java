package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * The nonces of one account that acts have reserved.
 *
 * @param id "chainId:account"
 * @param reservations JSON object from nonce to act id
 */
@Entity("nonces")
public record NonceDocument(
    @Id String id,
    @Column int schema,
    @Column long version,
    @Column long chainId,
    @Column String account,
    @Column String reservations) {}
