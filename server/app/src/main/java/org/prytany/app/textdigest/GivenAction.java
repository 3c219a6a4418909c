package org.prytany.app.textdigest;

import java.util.List;
import java.util.Optional;

/**
 * A call as a published payload states it: the target may be a name, arguments may be source code.
 *
 * @param target address, or the name that the payload gives
 * @param signature "transfer(address,uint256)", "transfer", a selector, or ""
 * @param value native coin in wei, or an expression
 * @param arguments as written
 * @param calldata raw bytes, if the payload has them whole
 * @param address of the target, where {@code target} is a name and the payload gives both
 */
public record GivenAction(
    String target,
    String signature,
    String value,
    List<String> arguments,
    Optional<String> calldata,
    Optional<String> address) {

  public GivenAction {
    arguments = List.copyOf(arguments);
  }

  /** A call whose target is given once. */
  public GivenAction(
      String target,
      String signature,
      String value,
      List<String> arguments,
      Optional<String> calldata) {
    this(target, signature, value, arguments, calldata, Optional.empty());
  }
}
