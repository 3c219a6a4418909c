package org.prytany.governance.statement;

import java.time.Instant;

/**
 * Where something that a treasurer signed stands among all that was kept for its DAO. Nobody signed
 * this.
 *
 * @param sequence 1, 2, 3, ... in the order in which it was kept, listings of treasurers included
 * @param at when
 */
public record Kept(long sequence, Instant at) {}
