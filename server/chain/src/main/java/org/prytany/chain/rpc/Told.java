package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An endpoint's answer to one question: a result, or an error of JSON-RPC.
 *
 * @param result a null node where there is an error, or nothing to tell
 * @param error what was said in place of a result
 */
public record Told(JsonNode result, Optional<RpcErrorException> error) {

  /**
   * The result.
   *
   * @throws RpcErrorException where there is an error
   */
  public JsonNode orThrow() {
    if (error.isPresent()) {
      throw error.get();
    }
    return result;
  }
}
