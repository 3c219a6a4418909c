package org.prytany.governance.proposal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalCalls;
import org.prytany.spi.ProposalKey;

/**
 * What the governor's ProposalCreated event says, and the governor confirms. Calls and text never
 * change.
 *
 * @param key chain, governor, id
 * @param proposer who proposed
 * @param targets as emitted
 * @param valuesWei as emitted, wei
 * @param calldatas as emitted, "0x"-hex; for governors with signatures, the selector is already put
 *     before the arguments
 * @param descriptionHex raw description bytes, "0x"-hex: they need not be valid UTF-8
 * @param descriptionHash "0x" and keccak-256 of the raw bytes
 * @param voteStart timepoint (the governor's clock) after which voting starts
 * @param voteEnd timepoint at which voting ends, as the governor said when it was asked last
 * @param transactionHash where it was proposed
 * @param block number of that block
 * @param blockHash hash of that block
 * @param proposedAt Unix seconds of that block; empty where the endpoint's logs do not say
 */
public record ProposalContent(
    ProposalKey key,
    Address proposer,
    List<Address> targets,
    List<BigInteger> valuesWei,
    List<String> calldatas,
    String descriptionHex,
    String descriptionHash,
    long voteStart,
    long voteEnd,
    String transactionHash,
    long block,
    String blockHash,
    OptionalLong proposedAt) {

  public ProposalContent {
    targets = List.copyOf(targets);
    valuesWei = List.copyOf(valuesWei);
    calldatas = List.copyOf(calldatas);
  }

  /** Where the time of the block is not known. */
  public ProposalContent(
      ProposalKey key,
      Address proposer,
      List<Address> targets,
      List<BigInteger> valuesWei,
      List<String> calldatas,
      String descriptionHex,
      String descriptionHash,
      long voteStart,
      long voteEnd,
      String transactionHash,
      long block,
      String blockHash) {
    this(
        key,
        proposer,
        targets,
        valuesWei,
        calldatas,
        descriptionHex,
        descriptionHash,
        voteStart,
        voteEnd,
        transactionHash,
        block,
        blockHash,
        OptionalLong.empty());
  }

  /** The same with what the log alone does not prove. */
  public ProposalContent with(
      Address itsProposer, long itsVoteStart, long itsVoteEnd, OptionalLong itsProposedAt) {
    return new ProposalContent(
        key,
        itsProposer,
        targets,
        valuesWei,
        calldatas,
        descriptionHex,
        descriptionHash,
        itsVoteStart,
        itsVoteEnd,
        transactionHash,
        block,
        blockHash,
        itsProposedAt);
  }

  /** The description as text, invalid UTF-8 replaced by U+FFFD. */
  public String description() {
    return new String(HexFormat.of().parseHex(descriptionHex.substring(2)), StandardCharsets.UTF_8);
  }

  /** "0x" and SHA-256 over chain, governor, raw description bytes and actions. */
  public String contentHash() {
    CanonicalBytes bytes = new CanonicalBytes("prytany-content-1");
    bytes.add(key.chainId()).add(key.governor().hex());
    bytes.add(HexFormat.of().parseHex(descriptionHex.substring(2)));
    addActions(bytes);
    return bytes.sha256();
  }

  /** "0x" and SHA-256 over the actions alone. */
  public String actionsHash() {
    CanonicalBytes bytes = new CanonicalBytes("prytany-actions-1");
    addActions(bytes);
    return bytes.sha256();
  }

  private void addActions(CanonicalBytes bytes) {
    bytes.size(targets.size());
    targets.forEach(target -> bytes.add(target.hex()));
    bytes.size(valuesWei.size());
    valuesWei.forEach(bytes::add);
    bytes.size(calldatas.size());
    calldatas.forEach(calldata -> bytes.add(HexFormat.of().parseHex(calldata.substring(2))));
  }

  /**
   * Why no governor could execute these actions: lists of unequal length. Empty when they are
   * sound.
   */
  public Optional<String> malformed() {
    if (targets.size() == valuesWei.size() && targets.size() == calldatas.size()) {
      return Optional.empty();
    }
    return Optional.of(
        "The proposal's lists differ in length: "
            + targets.size()
            + " targets, "
            + valuesWei.size()
            + " values, "
            + calldatas.size()
            + " calldatas. No governor can execute it.");
  }

  /**
   * The calls as `queue` and `execute` take them.
   *
   * @throws IllegalArgumentException if {@link #malformed()}
   */
  public ProposalCalls calls() {
    return new ProposalCalls(targets, valuesWei, calldatas, descriptionHash);
  }
}
