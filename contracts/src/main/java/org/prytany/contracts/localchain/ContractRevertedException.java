package org.prytany.contracts.localchain;

import java.util.Optional;
import org.prytany.contracts.ContractError;

/** A call or transaction that the contract refused; nothing was mined. */
public final class ContractRevertedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String revertData;
  private final transient Optional<ContractError> error;

  ContractRevertedException(String message, String revertData, Optional<ContractError> error) {
    super(message);
    this.revertData = revertData;
    this.error = error;
  }

  /** The revert data as 0x-prefixed hex; {@code 0x} when the contract gave none. */
  public String revertData() {
    return revertData;
  }

  /** The decoded error, where one of the packaged contracts declares it. */
  public Optional<ContractError> error() {
    return error;
  }
}
