package org.prytany.contracts;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A decoded revert.
 *
 * @param name the error's name in Solidity; {@code Error} for a reason string, {@code Panic} for a
 *     failed assertion
 * @param arguments its arguments in order, as text: integers in decimal, addresses and bytes in hex
 */
public record ContractError(String name, List<Argument> arguments) {

  /**
   * One argument of an error.
   *
   * @param name as declared; empty where the contract left it unnamed
   * @param type ABI type, such as {@code uint256}
   */
  public record Argument(String name, String type, String value) {}

  public ContractError {
    arguments = List.copyOf(arguments);
  }

  /** The error as it would be written in Solidity: {@code Name(first, second)}. */
  @Override
  public String toString() {
    return name
        + arguments.stream().map(Argument::value).collect(Collectors.joining(", ", "(", ")"));
  }
}
