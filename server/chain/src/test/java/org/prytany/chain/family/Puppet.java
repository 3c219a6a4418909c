package org.prytany.chain.family;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** A governor that answers and announces what a test tells it to. */
final class Puppet {
  static final String PAYEE = FamilyScene.PAYEE;

  final LocalChain chain;
  final RawContract contract;

  Puppet(LocalChain chain) {
    this.chain = chain;
    this.contract =
        RawContract.deploy(
            chain, chain.account(0), ContractArtifact.load("PuppetGovernor").bytecode());
  }

  Dao dao(String treasury) {
    return Dao.onlyRead(
        "puppet", "Puppet", chain.chainId(), new Address(contract.address), new Address(treasury));
  }

  Dao dao() {
    return dao(contract.address);
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  static String words(Type... values) {
    return "0x" + FunctionEncoder.encodeConstructor(List.of(values));
  }

  static String numbers(long... values) {
    StringBuilder all = new StringBuilder("0x");
    for (long value : values) {
      all.append(String.format("%064x", value));
    }
    return all.toString();
  }

  /** Whatever it is asked with. */
  Puppet tell(String signature, String answer) {
    return tellExactly(AbiBytes.selector(signature), answer);
  }

  Puppet tell(String signature, BigInteger argument, String answer) {
    return tellExactly(AbiBytes.selector(signature) + String.format("%064x", argument), answer);
  }

  private Puppet tellExactly(String question, String answer) {
    return send(
        RawContract.data(
            "tell(bytes,bytes)",
            new DynamicBytes(Numeric.hexStringToByteArray(question)),
            new DynamicBytes(Numeric.hexStringToByteArray(answer))));
  }

  Puppet forget(String signature) {
    return send(
        RawContract.data(
            "forget(bytes)",
            new DynamicBytes(Numeric.hexStringToByteArray(AbiBytes.selector(signature)))));
  }

  /**
   * @param what comes of a question without an answer: the contract's Otherwise
   */
  Puppet otherwise(int what) {
    return send(RawContract.data("otherwise(uint8)", new Uint8(what)));
  }

  /** Mined with what follows; its gas is not reckoned on a state that is about to change. */
  private Puppet send(String data) {
    chain.call(
        "eth_sendTransaction",
        Map.of("from", chain.account(0), "to", contract.address, "gas", "0x1e8480", "data", data));
    return this;
  }

  /** OpenZeppelin's without a timelock. */
  Puppet openZeppelin() {
    return tell("COUNTING_MODE()", words(new Utf8String("support=bravo&quorum=for,abstain")))
        .tell("name()", words(new Utf8String("Puppet")))
        .tell("version()", words(new Utf8String("1")))
        .tell("CLOCK_MODE()", words(new Utf8String("mode=blocknumber&from=default")))
        .tell("clock()", numbers(chain.blockNumber().longValueExact() + 1_000))
        .tell("votingDelay()", numbers(1))
        .tell("votingPeriod()", numbers(1_000))
        .tell("proposalThreshold()", numbers(0))
        .tell("quorum(uint256)", numbers(70))
        .tell("state(uint256)", numbers(1))
        .tell("proposalSnapshot(uint256)", numbers(5))
        .tell("proposalDeadline(uint256)", numbers(100_000))
        .tell("proposalProposer(uint256)", "0x" + "0".repeat(24) + chain.account(1).substring(2))
        .tell("proposalEta(uint256)", numbers(0))
        .tell("proposalNeedsQueuing(uint256)", numbers(0))
        .tell("proposalVotes(uint256)", numbers(11, 22, 33))
        .tell("hasVoted(uint256,address)", numbers(0))
        .tell("getVotes(address,uint256)", numbers(44))
        .tell("token()", "0x" + "0".repeat(24) + contract.address.substring(2))
        .tell("supportsInterface(bytes4)", numbers(1));
  }

  /** Compound's; its own token and timelock. */
  Puppet bravo() {
    String self = "0x" + "0".repeat(24) + contract.address.substring(2);
    return tell("name()", words(new Utf8String("Compound Governor Bravo")))
        .tell("quorumVotes()", numbers(70))
        .tell("proposalThreshold()", numbers(0))
        .tell("proposalMaxOperations()", numbers(10))
        .tell("votingDelay()", numbers(1))
        .tell("votingPeriod()", numbers(1_000))
        .tell("proposalCount()", numbers(1))
        .tell("initialProposalId()", numbers(0))
        .tell("state(uint256)", numbers(1))
        .tell("timelock()", self)
        .tell("admin()", self)
        .tell("comp()", self)
        .tell("getPriorVotes(address,uint256)", numbers(44))
        .tell("delay()", numbers(172_800))
        .tell("GRACE_PERIOD()", numbers(1_209_600))
        .tell("getReceipt(uint256,address)", numbers(0, 0, 0))
        .tell("getActions(uint256)", words(actions("transfer(address,uint256)")))
        .tell("proposals(uint256)", numbers(1, 7, 0, 5, 100_000, 22, 11, 33, 0, 0));
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  Type[] actions(String signature) {
    return new Type[] {
      new DynamicArray<>(
          org.web3j.abi.datatypes.Address.class, List.of(RawContract.account(PAYEE))),
      new DynamicArray<>(Uint256.class, List.of(RawContract.uint(0))),
      new DynamicArray<>(Utf8String.class, List.of(new Utf8String(signature))),
      new DynamicArray<>(DynamicBytes.class, List.of(argument()))
    };
  }

  static DynamicBytes argument() {
    return new DynamicBytes(
        Numeric.hexStringToByteArray(
            words(RawContract.account(PAYEE), RawContract.uint(BigInteger.valueOf(5)))));
  }

  /** The id that OpenZeppelin makes of the one call and a text. */
  static BigInteger idOf(String text) {
    byte[] hash =
        Numeric.hexStringToByteArray(AbiBytes.keccak(text.getBytes(StandardCharsets.UTF_8)));
    String all =
        words(
            new DynamicArray<>(
                org.web3j.abi.datatypes.Address.class, List.of(RawContract.account(PAYEE))),
            new DynamicArray<>(Uint256.class, List.of(RawContract.uint(0))),
            new DynamicArray<>(DynamicBytes.class, List.of(new DynamicBytes(new byte[0]))),
            new Bytes32(hash));
    return Numeric.toBigInt(AbiBytes.keccak(Numeric.hexStringToByteArray(all)));
  }

  /** Announces one call; OpenZeppelin's without calldata, Compound's with a signature. */
  BigInteger announce(BigInteger id, String text, boolean compounds) {
    return announce(id, text, compounds, 5, 100_000);
  }

  BigInteger announce(BigInteger id, String text, boolean compounds, long start, long end) {
    log(
        CreatedEvents.PLAIN,
        words(
            new Uint256(id),
            RawContract.account(chain.account(1)),
            new DynamicArray<>(
                org.web3j.abi.datatypes.Address.class, List.of(RawContract.account(PAYEE))),
            new DynamicArray<>(Uint256.class, List.of(RawContract.uint(0))),
            new DynamicArray<>(
                Utf8String.class,
                List.of(new Utf8String(compounds ? "transfer(address,uint256)" : ""))),
            new DynamicArray<>(
                DynamicBytes.class,
                List.of(compounds ? argument() : new DynamicBytes(new byte[0]))),
            RawContract.uint(start),
            RawContract.uint(end),
            new Utf8String(text)));
    return id;
  }

  BigInteger announce(String text) {
    return announce(idOf(text), text, false);
  }

  /** Sent, and mined with what follows where blocks are not made by themselves. */
  void log(String topic, String data) {
    send(
        RawContract.data(
            "log(bytes32,bytes32,bytes)",
            new Bytes32(Numeric.hexStringToByteArray(topic)),
            new Bytes32(new byte[32]),
            new DynamicBytes(Numeric.hexStringToByteArray(data))));
  }

  /** A log with four topics, which no contract of ours emits: other code does it in its place. */
  void logFour(String... topics) {
    String code = chain.call("eth_getCode", contract.address, "latest").asText();
    chain.call("anvil_setCode", contract.address, EMITS_FOUR);
    StringBuilder words = new StringBuilder("0x");
    for (String topic : topics) {
      words.append(topic.substring(2));
    }
    RawContract.send(
        chain, Map.of("from", chain.account(0), "to", contract.address, "data", words.toString()));
    chain.call("anvil_setCode", contract.address, code);
  }

  /** Takes four topics and data: CALLDATACOPY of what is behind the topics, LOG4. */
  private static final String EMITS_FOUR =
      "0x60803603806080600037606035604035602035600035846000a400";
}
