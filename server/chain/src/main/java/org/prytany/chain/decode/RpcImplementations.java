package org.prytany.chain.decode;

import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Reads the slots in which proxies of the standards keep whose code they run. Nothing is
 * remembered: a proxy may be given other code at any time.
 *
 * <p>Sources: EIP-1967 (implementation and beacon), EIP-1822 (PROXIABLE), OpenZeppelin before
 * EIP-1967 (keccak256 of "org.zeppelinos.proxy.implementation").
 */
public final class RpcImplementations implements Implementations {
  /** EIP-1967: keccak256("eip1967.proxy.implementation") less 1. */
  public static final String EIP_1967 =
      "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

  private static final List<String> SLOTS =
      List.of(
          EIP_1967,
          "0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7",
          "0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3");
  private static final String BEACON =
      "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50";

  private final Endpoints endpoints;

  public RpcImplementations(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Optional<Address> of(Dao dao, Address contract) {
    return of(endpoints.of(dao), contract);
  }

  /** As {@link #of(Dao, Address)}, from an endpoint that is at hand. */
  public static Optional<Address> of(JsonRpc rpc, Address contract) {
    for (String slot : SLOTS) {
      Optional<Address> found = kept(rpc, contract, slot);
      if (found.isPresent()) {
        return found;
      }
    }
    return kept(rpc, contract, BEACON)
        .flatMap(
            beacon ->
                new Views(rpc, "latest")
                    .values(beacon, "implementation()", List.of(new AbiType.Account())))
        .map(values -> values.getFirst().asAddress())
        .filter(address -> !address.equals(Address.ZERO));
  }

  /** What is no address with nothing before it is something else's slot. */
  private static Optional<Address> kept(JsonRpc rpc, Address contract, String slot) {
    String word = rpc.require("eth_getStorageAt", contract.hex(), slot, "latest").asText("");
    return word.matches("0x0{24}[0-9a-fA-F]{40}")
        ? Optional.of(new Address("0x" + word.substring(26)))
            .filter(address -> !address.equals(Address.ZERO))
        : Optional.empty();
  }
}
