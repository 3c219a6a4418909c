package org.prytany.contracts.localchain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.web3j.crypto.Hash;

/**
 * A proposal as the governor accepted it.
 *
 * @param id what the governor calls it, 256 bits unsigned
 * @param voteStart the snapshot; votes are accepted after it
 * @param voteEnd the deadline; the last moment of voting
 * @param transactionHash of the transaction that proposed it
 * @param blockNumber of that transaction
 */
public record DemoProposal(
    BigInteger id,
    String proposer,
    List<DemoAction> actions,
    String description,
    Instant voteStart,
    Instant voteEnd,
    String transactionHash,
    BigInteger blockNumber) {

  public DemoProposal {
    actions = List.copyOf(actions);
  }

  /** keccak-256 of the description's UTF-8 bytes: 32 bytes. */
  public byte[] descriptionHash() {
    return Hash.sha3(description.getBytes(StandardCharsets.UTF_8));
  }

  List<String> targets() {
    return actions.stream().map(DemoAction::target).toList();
  }

  List<BigInteger> values() {
    return actions.stream().map(DemoAction::value).toList();
  }
}
