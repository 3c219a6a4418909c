package org.prytany.governance.chain;

/**
 * One block.
 *
 * @param number block number
 * @param hash "0x" and 64 digits
 * @param parentHash of the block before
 * @param timestamp Unix seconds
 */
public record BlockRef(long number, String hash, String parentHash, long timestamp) {}
