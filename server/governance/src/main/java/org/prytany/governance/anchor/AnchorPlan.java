package org.prytany.governance.anchor;

import java.time.Duration;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Where and how often the audit log's head is anchored.
 *
 * @param dao on whose chain, and with whose cap per gas
 * @param account whose transaction to itself anchors it; no voter and no executor of any DAO on
 *     that chain, so that neither waits for the other's nonce
 * @param period shortest time between two anchors
 */
public record AnchorPlan(Dao dao, Address account, Duration period) {}
