package org.prytany.chain.governor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.family.ProposalLists;
import org.prytany.chain.intake.BravoCalldata;
import org.prytany.chain.intake.ProposalCreated;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
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

  private static final String NAMED = "getProposalId(address[],uint256[],bytes[],bytes32)";
  private static final String DETAILED = "proposalDetails(uint256)";
  private static final String ACTED = "getActions(uint256)";

  /** Asked about each whose id is counted. */
  private static final int QUESTIONS = 3;

  private final Endpoints endpoints;

  public RpcProposalIds(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  private static List<AbiType> types(String... names) {
    return List.of(names).stream().map(AbiType::parse).toList();
  }

  @Override
  public Answer check(Dao dao, ProposalContent content) {
    return checkAll(dao, List.of(content)).getFirst();
  }

  @Override
  public List<Answer> checkAll(Dao dao, List<ProposalContent> contents) {
    // Hashes cost nothing but time: all processors share them.
    List<Claim> claims = contents.parallelStream().map(content -> claim(dao, content)).toList();
    List<Claim> open = claims.stream().filter(its -> its.settled().isEmpty()).toList();
    Iterator<Answer> recorded = open.isEmpty() ? Collections.emptyIterator() : recorded(dao, open);
    return claims.stream().map(its -> its.settled().orElseGet(recorded::next)).toList();
  }

  private Iterator<Answer> recorded(Dao dao, List<Claim> open) {
    List<Answer> answers = new ArrayList<>();
    int size = Math.max(1, endpoints.of(dao).bears() / QUESTIONS);
    for (int from = 0; from < open.size(); from += size) {
      List<Claim> some = open.subList(from, Math.min(open.size(), from + size));
      Records records = new Records(dao, some);
      some.forEach(its -> answers.add(records.recorded(its)));
    }
    return answers.iterator();
  }

  /**
   * What a content says of itself.
   *
   * @param encoded its calls and its text's hash, as governors take them
   * @param settled the answer, where no governor need be asked
   */
  private record Claim(ProposalContent content, String encoded, Optional<Answer> settled) {

    static Claim settled(ProposalContent content, Answer answer) {
      return new Claim(content, "", Optional.of(answer));
    }

    String id() {
      return AbiBytes.word(content.key().proposalId());
    }
  }

  private static Claim claim(Dao dao, ProposalContent content) {
    BigInteger id = content.key().proposalId();
    if (content.key().chainId() != dao.chainId()
        || !content.key().governor().equals(dao.governor())) {
      return Claim.settled(
          content,
          new Answer.Differs(
              "It is a proposal of another governor than that of " + dao.name() + "."));
    }
    String encoded;
    try {
      if (!AbiBytes.keccak(AbiBytes.parse(content.descriptionHex()))
          .equalsIgnoreCase(content.descriptionHash())) {
        return Claim.settled(
            content,
            new Answer.Differs("The hash given for its text is not the hash of the text."));
      }
      encoded = FunctionEncoder.encodeConstructor(ProposalLists.of(content));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return Claim.settled(
          content,
          new Answer.Differs("Its calls are such that no governor could have taken them."));
    }
    String hash = AbiBytes.keccak(AbiBytes.parse("0x" + encoded));
    if (new BigInteger(hash.substring(2), 16).equals(id)) {
      return Claim.settled(content, new Answer.Belongs(By.HASH));
    }
    return id.bitLength() <= COUNTED_BITS
        ? new Claim(content, encoded, Optional.empty())
        : Claim.settled(
            content,
            new Answer.Differs(
                "The endpoint shows calls and a text whose hash is "
                    + hash
                    + ", under the id 0x"
                    + AbiBytes.word(id)
                    + ". They belong to another proposal, or to none."));
  }

  /** What the governor has recorded of some proposals, asked for together. */
  private final class Records {
    private final Dao dao;
    private final Views views;
    private final Map<String, JsonNode> receipts = new HashMap<>();

    Records(Dao dao, List<Claim> asked) {
      this.dao = dao;
      this.views = new Views(endpoints.of(dao), "latest");
      views.ahead(asked.stream().flatMap(its -> questions(its).stream()).toList());
      List<String> transactions =
          asked.stream()
              .filter(its -> named(its).isEmpty() && details(its).isEmpty())
              .filter(its -> actions(its).isPresent())
              .map(its -> its.content().transactionHash())
              .distinct()
              .toList();
      List<Told> told =
          transactions.isEmpty()
              ? List.of()
              : endpoints
                  .of(dao)
                  .together(
                      transactions.stream()
                          .map(hash -> Question.of("eth_getTransactionReceipt", hash))
                          .toList());
      for (int i = 0; i < told.size(); i++) {
        if (told.get(i).error().isPresent()) {
          throw endpoints.of(dao).unavailable(told.get(i).error().get());
        }
        receipts.put(transactions.get(i), told.get(i).result());
      }
    }

    private List<Question> questions(Claim its) {
      return List.of(
          views.question(dao.governor(), NAMED, its.encoded()),
          views.question(dao.governor(), DETAILED, its.id()),
          views.question(dao.governor(), ACTED, its.id()));
    }

    private Optional<BigInteger> named(Claim its) {
      return views.number(dao.governor(), NAMED, its.encoded());
    }

    private Optional<List<AbiValue>> details(Claim its) {
      return views.values(dao.governor(), DETAILED, DETAILS, its.id());
    }

    private Optional<List<AbiValue>> actions(Claim its) {
      return views.values(dao.governor(), ACTED, ACTIONS, its.id());
    }

    Answer recorded(Claim its) {
      ProposalContent content = its.content();
      Optional<BigInteger> named = named(its);
      if (named.isPresent()) {
        return named.get().equals(content.key().proposalId())
            ? new Answer.Belongs(By.RECORD)
            : new Answer.Differs(
                "The governor has these calls and this text as proposal " + named.get() + ".");
      }
      Optional<List<AbiValue>> details = details(its);
      if (details.isPresent()) {
        List<AbiValue> values = details.get();
        boolean same =
            sameCalls(content, values, hexes(values.get(2)))
                && AbiBytes.hex(values.get(3).asBytes())
                    .equalsIgnoreCase(content.descriptionHash());
        return same
            ? new Answer.Belongs(By.RECORD)
            : new Answer.Differs(
                "The governor's record of this id has other calls or another text.");
      }
      Optional<List<AbiValue>> actions = actions(its);
      if (actions.isPresent()) {
        List<AbiValue> values = actions.get();
        List<String> calldatas =
            BravoCalldata.joined(values.get(2).asItems(), values.get(3).asItems());
        return sameCalls(content, values, calldatas)
            ? announced(
                dao,
                content,
                receipts.getOrDefault(content.transactionHash(), NullNode.getInstance()))
            : new Answer.Differs("The governor's record of this id has other calls.");
      }
      return new Answer.Unknown(
          "The id is no hash of the content, and the governor shows no record of proposal "
              + content.key().proposalId()
              + " to compare it with.");
    }
  }

  /**
   * Where no record has the text, the log of the transaction that proposed it has: it is read from
   * its receipt, whoever showed the content.
   */
  private static Answer announced(Dao dao, ProposalContent content, JsonNode receipt) {
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
