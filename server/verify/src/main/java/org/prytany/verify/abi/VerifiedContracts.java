package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.prytany.spi.Address;

/** Somebody who compiled the published source of contracts and compared it with their code. */
interface VerifiedContracts {

  /**
   * What is published of a contract.
   *
   * @param exact whether names and comments of the source are proven as well, and not its code
   *     alone
   * @param abi the entries
   * @param codeHash of the code that was compared, "0x" and 64 digits
   */
  record Published(Optional<String> name, boolean exact, JsonNode abi, String codeHash) {}

  /**
   * @return empty if nobody has verified it there
   * @throws org.prytany.cli.CommandFailure if there is no answer, or one that cannot be used
   */
  Optional<Published> of(long chainId, Address contract);
}
