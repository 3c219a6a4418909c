package org.prytany.chain.rpc;

import java.util.List;

/**
 * What is asked of an endpoint.
 *
 * @param method JSON-RPC method
 * @param parameters in order
 */
public record Question(String method, List<Object> parameters) {
  public Question {
    parameters = List.copyOf(parameters);
  }

  public static Question of(String method, Object... parameters) {
    return new Question(method, List.of(parameters));
  }
}
