package org.prytany.chain.decode;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiBytes;

/**
 * Names of AccessControl roles: keccak-256 of the name, as OpenZeppelin's contracts define them.
 */
public final class Roles {
  private static final String DEFAULT_ADMIN = "0x" + "0".repeat(64);
  private static final Map<String, String> NAMES =
      Stream.of(
              "TIMELOCK_ADMIN_ROLE",
              "PROPOSER_ROLE",
              "EXECUTOR_ROLE",
              "CANCELLER_ROLE",
              "MINTER_ROLE",
              "BURNER_ROLE",
              "PAUSER_ROLE",
              "UPGRADER_ROLE",
              "SNAPSHOT_ROLE",
              "OPERATOR_ROLE",
              "MANAGER_ROLE",
              "ADMIN_ROLE",
              "GUARDIAN_ROLE")
          .collect(Collectors.toUnmodifiableMap(AbiBytes::topic, name -> name));

  private Roles() {}

  /**
   * @param id "0x" and 64 lower-case digits
   * @return the role's name, or its id where the name is not known
   */
  public static String name(String id) {
    return id.equals(DEFAULT_ADMIN) ? "DEFAULT_ADMIN_ROLE" : NAMES.getOrDefault(id, id);
  }
}
