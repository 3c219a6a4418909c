package org.prytany.chain.decode;

import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/** Asks the DAO's endpoint for code. Nothing is remembered: code can be replaced. */
public final class RpcCodeHashes implements CodeHashes {
  private final Endpoints endpoints;

  public RpcCodeHashes(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Optional<String> of(Dao dao, Address contract) {
    return of(endpoints.of(dao), contract);
  }

  /** As {@link #of(Dao, Address)}, from an endpoint that is at hand. */
  public static Optional<String> of(JsonRpc rpc, Address contract) {
    String code = rpc.require("eth_getCode", contract.hex(), "latest").asText("");
    return code.matches("0x(?:[0-9a-fA-F]{2})++")
        ? Optional.of(AbiBytes.keccak(AbiBytes.parse(code)))
        : Optional.empty();
  }
}
