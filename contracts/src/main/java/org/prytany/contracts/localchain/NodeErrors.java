package org.prytany.contracts.localchain;

import java.util.Optional;
import org.prytany.contracts.ContractError;
import org.prytany.contracts.ContractErrors;
import org.web3j.protocol.core.Response;

/** Turns a node's error into ours, with the revert decoded where it is one. */
final class NodeErrors {
  private NodeErrors() {}

  static RuntimeException exception(String what, Response.Error error) {
    Optional<String> data = ContractErrors.revertData(error);
    if (data.isEmpty()) {
      return new LocalChainException(what + ": " + error.getMessage());
    }
    Optional<ContractError> decoded = ContractErrors.decode(data.get());
    return new ContractRevertedException(
        what + ": " + decoded.map(ContractError::toString).orElse(error.getMessage()),
        data.get(),
        decoded);
  }
}
