package org.prytany.contracts.localchain;

/**
 * Where a DAO's contracts are: 0x-prefixed, lower case.
 *
 * @param token its votes
 * @param timelock its treasury
 * @param governor its governor
 * @param stablecoin the payment token of six decimals
 * @param vault the thing that the timelock owns
 */
public record DemoDaoAddresses(
    String token, String timelock, String governor, String stablecoin, String vault) {}
