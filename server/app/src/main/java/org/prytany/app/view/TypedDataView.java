package org.prytany.app.view;

import java.util.List;
import java.util.Map;

/**
 * The shape of typed data as wallets take it (eth_signTypedData_v4), for the description of the
 * API: what is sent is the JSON that is hashed.
 *
 * @param types by name, with EIP712Domain
 */
public record TypedDataView(
    Map<String, Object> domain,
    Map<String, List<Member>> types,
    String primaryType,
    Map<String, Object> message) {

  /** A member of a struct. */
  public record Member(String name, String type) {}
}
