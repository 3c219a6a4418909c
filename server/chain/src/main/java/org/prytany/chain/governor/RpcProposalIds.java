package org.prytany.chain.governor;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.family.ProposalLists;
import org.prytany.chain.intake.BravoCalldata;
import org.prytany.chain.intake.ProposalCreated;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;

/**
 * Computes OpenZeppelin's ids, and compares with the governor's own record where ids are counted.
 *
 * <p>Source: OpenZeppelin Governor.hashProposal, Governor.getProposalId (also of
 * GovernorSequentialProposalId), GovernorStorage.proposalDetails; Compound GovernorAlpha and
 * GovernorBravo getActions.
 */
public final class RpcProposalIds implements ProposalIds {

  /**
   * No governor has counted further. What is larger is a hash, and a hash is computed and never
   * asked for: an endpoint that shows false content would also give the answer that suits it.
   */
  private static final int COUNTED_BITS = 64;

  private static final List<AbiType> DETAILS =
      types("address[]", "uint256[]", "bytes[]", "bytes32");
  private static final List<AbiType> ACTIONS =
      types("address[]", "uint256[]", "string[]", "bytes[]");

  private final Endpoints endpoints;

  public RpcProposalIds(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  private static List<AbiType> types(String... names) {
    return List.of(names).stream().map(AbiType::parse).toList();
  }

  @Override
  public Answer check(Dao dao, ProposalContent content) {
    BigInteger id = content.key().proposalId();
    if (content.key().chainId() != dao.chainId()
        || !content.key().governor().equals(dao.governor())) {
      return new Answer.Differs(
          "It is a proposal of another governor than that of " + dao.name() + ".");
    }
    String encoded;
    try {
      if (!AbiBytes.keccak(AbiBytes.parse(content.descriptionHex()))
          .equalsIgnoreCase(content.descriptionHash())) {
        return new Answer.Differs("The hash given for its text is not the hash of the text.");
      }
      encoded = FunctionEncoder.encodeConstructor(ProposalLists.of(content));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return new Answer.Differs("Its calls are such that no governor could have taken them.");
    }
    String hash = AbiBytes.keccak(AbiBytes.parse("0x" + encoded));
    if (new BigInteger(hash.substring(2), 16).equals(id)) {
      return new Answer.Belongs(By.HASH);
    }
    if (id.bitLength() > COUNTED_BITS) {
      return new Answer.Differs(
          "The endpoint shows calls and a text whose hash is "
              + hash
              + ", under the id 0x"
              + AbiBytes.word(id)
              + ". They belong to another proposal, or to none.");
    }
    return recorded(dao, content, encoded);
  }

  private Answer recorded(Dao dao, ProposalContent content, String encoded) {
    Views views = new Views(endpoints.of(dao), "latest");
    Address governor = dao.governor();
    String id = AbiBytes.word(content.key().proposalId());
    Optional<BigInteger> named =
        views.number(governor, "getProposalId(address[],uint256[],bytes[],bytes32)", encoded);
    if (named.isPresent()) {
      return named.get().equals(content.key().proposalId())
          ? new Answer.Belongs(By.RECORD)
          : new Answer.Differs(
              "The governor has these calls and this text as proposal " + named.get() + ".");
    }
    Optional<List<AbiValue>> details =
        views.values(governor, "proposalDetails(uint256)", DETAILS, id);
    if (details.isPresent()) {
      List<AbiValue> values = details.get();
      boolean same =
          sameCalls(content, values, hexes(values.get(2)))
              && AbiBytes.hex(values.get(3).asBytes()).equalsIgnoreCase(content.descriptionHash());
      return same
          ? new Answer.Belongs(By.RECORD)
          : new Answer.Differs("The governor's record of this id has other calls or another text.");
    }
    Optional<List<AbiValue>> actions = views.values(governor, "getActions(uint256)", ACTIONS, id);
    if (actions.isPresent()) {
      List<AbiValue> values = actions.get();
      List<String> calldatas =
          BravoCalldata.joined(values.get(2).asItems(), values.get(3).asItems());
      return sameCalls(content, values, calldatas)
          ? announced(dao, content)
          : new Answer.Differs("The governor's record of this id has other calls.");
    }
    return new Answer.Unknown(
        "The id is no hash of the content, and the governor shows no record of proposal "
            + content.key().proposalId()
            + " to compare it with.");
  }

  /**
   * Where no record has the text, the log of the transaction that proposed it has: it is read from
   * its receipt, whoever showed the content.
   */
  private Answer announced(Dao dao, ProposalContent content) {
    JsonRpc rpc = endpoints.of(dao);
    JsonNode receipt = rpc.require("eth_getTransactionReceipt", content.transactionHash());
    for (JsonNode node : receipt.path("logs")) {
      Optional<ProposalContent> said = announcement(dao, node);
      if (said.filter(its -> its.key().equals(content.key())).isPresent()) {
        return said.get().contentHash().equals(content.contentHash())
            ? new Answer.Belongs(By.RECORD_OF_CALLS)
            : new Answer.Differs(
                "The transaction that proposed it announced another text, or other calls.");
      }
    }
    return receipt.isNull()
        ? new Answer.Unknown("The chain does not have the transaction that proposed it (now).")
        : new Answer.Differs("The transaction that is said to have proposed it did not.");
  }

  private static Optional<ProposalContent> announcement(Dao dao, JsonNode node) {
    try {
      ChainLog log = ChainLog.parse(node);
      return log.emitter().equals(dao.governor()) && ProposalCreated.isOne(log)
          ? Optional.of(ProposalCreated.decode(dao.chainId(), log))
          : Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static boolean sameCalls(
      ProposalContent content, List<AbiValue> values, List<String> calldatas) {
    return values.get(0).asItems().stream()
            .map(AbiValue::asAddress)
            .toList()
            .equals(content.targets())
        && values.get(1).asItems().stream()
            .map(AbiValue::asInt)
            .toList()
            .equals(content.valuesWei())
        && calldatas.equals(content.calldatas());
  }

  private static List<String> hexes(AbiValue list) {
    return list.asItems().stream().map(item -> AbiBytes.hex(item.asBytes())).toList();
  }
}
