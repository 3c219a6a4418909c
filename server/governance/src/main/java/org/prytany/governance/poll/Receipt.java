package org.prytany.governance.poll;

/**
 * What a hub gave for a vote.
 *
 * @param id of the vote: the hash that was signed
 * @param ipfs where the envelope lies
 * @param relayer the account that signed the receipt; "" where it was not told
 * @param signature its signature; "" where it was not told
 */
public record Receipt(String id, String ipfs, String relayer, String signature) {}
