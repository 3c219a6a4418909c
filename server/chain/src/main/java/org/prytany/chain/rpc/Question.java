package org.prytany.chain.rpc;

import java.util.List;

/**
 * What is asked of an endpoint.
 *
 * @param method JSON-RPC method
 * @param parameters in order
 * @param readsFailure whether it counts what a contract fails with, and not only that it does
 */
public record Question(String method, List<Object> parameters, boolean readsFailure) {
  public Question {
    parameters = List.copyOf(parameters);
  }

  public static Question of(String method, Object... parameters) {
    return new Question(method, List.of(parameters), false);
  }

  /** The same, on what the contract fails with as well: told where all endpoints tell it alike. */
  public Question thatReadsFailure() {
    return new Question(method, parameters, true);
  }
}
