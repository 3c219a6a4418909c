package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * Somebody who asked to be told by mail, in their browser or by webhook.
 *
 * @param address personal data
 * @param daos ids with a space between them
 * @param kinds names of Alert.Kind with a space between them
 * @param delegates addresses with a space between them
 * @param confirmation SHA-256 of a secret, in hexadecimal; "" if there is none
 * @param since Unix milliseconds
 */
@Entity("subscriptions")
public record SubscriptionDocument(
    @Id String id,
    @Column int schema,
    @Column long version,
    @Column String address,
    @Column String daos,
    @Column String kinds,
    @Column String delegates,
    @Column boolean confirmed,
    @Column String confirmation,
    @Column String key,
    @Column long since) {}
