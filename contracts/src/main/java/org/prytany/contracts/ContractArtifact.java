package org.prytany.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the compiler made of one contract.
 *
 * @param name the contract's name in Solidity
 * @param abi its JSON ABI, an array
 * @param bytecode creation bytecode as 0x-prefixed hex, without constructor arguments
 * @param deployedBytecode runtime bytecode as 0x-prefixed hex; immutables are zero in it
 */
public record ContractArtifact(
    String name, JsonNode abi, String bytecode, String deployedBytecode) {

  /** Every contract that this module carries. */
  public static final List<String> NAMES =
      List.of(
          "PrytanyVotes",
          "PrytanyGovernor",
          "PrytanyTimelock",
          "DemoStablecoin",
          "DemoVault",
          "DemoSafe",
          "HostileGovernor",
          "HostileToken",
          "CountedGovernor",
          "NoTimelockGovernor",
          "PuppetGovernor",
          "CompatibleGovernor",
          "ExtendedGovernor",
          "NameRegistry",
          "NameResolver");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Loads an artifact from the class path.
   *
   * @throws IllegalArgumentException if the module carries no contract of that name
   */
  public static ContractArtifact load(String name) {
    try (InputStream in =
        ContractArtifact.class.getResourceAsStream("artifacts/" + name + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException(
            "No contract named '" + name + "' is packaged; there are " + NAMES + ".");
      }
      JsonNode tree = JSON.readTree(in);
      return new ContractArtifact(
          name,
          tree.required("abi"),
          tree.required("bytecode").textValue(),
          tree.required("deployedBytecode").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException("The packaged artifact of " + name + " cannot be read.", e);
    }
  }
}
