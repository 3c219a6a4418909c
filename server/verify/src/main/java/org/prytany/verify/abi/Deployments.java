package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.prytany.chain.decode.OperatorAbi;
import org.prytany.spi.Address;

/**
 * Folders of deployed contracts: a file for each with its address and ABI, and the number of the
 * chain in a file of its own beside them.
 *
 * <p>Source: hardhat-deploy, "deployments/NETWORK/CONTRACT.json" and ".chainId".
 */
final class Deployments {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAIN = ".chainId";
  private static final int LONGEST = 32;

  private Deployments() {}

  /**
   * The contract that a file is about; empty where the file has no address, or nothing says on
   * which chain it is.
   *
   * @param document what the file holds
   * @param file where it lies on this machine, if it does
   */
  static Optional<OperatorAbi.Binding> binding(byte[] document, Optional<Path> file) {
    return file.flatMap(Deployments::chain)
        .flatMap(chain -> address(document).map(at -> new OperatorAbi.Binding(chain, at)));
  }

  private static Optional<Long> chain(Path file) {
    Path beside = file.resolveSibling(CHAIN);
    try {
      if (!Files.isRegularFile(beside) || Files.size(beside) > LONGEST) {
        return Optional.empty();
      }
      String number = new String(Files.readAllBytes(beside), StandardCharsets.UTF_8).strip();
      return number.matches("[1-9]\\d{0,17}")
          ? Optional.of(Long.valueOf(number))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Address> address(byte[] document) {
    try {
      JsonNode root = JSON.readTree(document);
      return Optional.of(root.path("address").asText(""))
          .filter(written -> written.matches("0x[0-9a-fA-F]{40}"))
          .map(Address::new);
    } catch (IOException e) {
      // A script has no address.
      return Optional.empty();
    }
  }
}
