package org.prytany.chain.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.ProposalLists;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.contracts.localchain.LyingEndpoint.When;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalIds.Answer;
import org.prytany.governance.proposal.ProposalIds.By;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

class ProposalIdsTest extends OnLocalDao {
  private static CountedDao counted;
  private static LyingEndpoint endpoint;
  private static ChainAdapters lied;

  @BeforeAll
  static void prepare() {
    counted = new CountedDao(local);
    endpoint = new LyingEndpoint(local.chain.rpcUrl());
    lied = local.adaptersAt(endpoint.url());
  }

  @AfterAll
  static void disconnect() {
    lied.close();
    endpoint.close();
  }

  private static ProposalIds ids() {
    return local.adapters.ids();
  }

  private static ProposalContent proposed() {
    return local.content(
        local.propose(
            "# Grant\n\nPay Alice.",
            local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN)));
  }

  private static ProposalContent countedProposal() {
    return counted.propose(
        "# Grant\n\nPay Alice.",
        local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
  }

  private static ProposalContent under(ProposalContent content, BigInteger id) {
    return with(content, id, content.targets(), content.valuesWei(), content.calldatas());
  }

  private static ProposalContent with(
      ProposalContent content,
      BigInteger id,
      List<Address> targets,
      List<BigInteger> values,
      List<String> calldatas) {
    return new ProposalContent(
        new ProposalKey(content.key().chainId(), content.key().governor(), id),
        content.proposer(),
        targets,
        values,
        calldatas,
        content.descriptionHex(),
        content.descriptionHash(),
        content.voteStart(),
        content.voteEnd(),
        content.transactionHash(),
        content.block(),
        content.blockHash(),
        OptionalLong.empty());
  }

  private static ProposalContent saying(ProposalContent content, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ProposalContent(
        content.key(),
        content.proposer(),
        content.targets(),
        content.valuesWei(),
        content.calldatas(),
        AbiBytes.hex(bytes),
        AbiBytes.keccak(bytes),
        content.voteStart(),
        content.voteEnd(),
        content.transactionHash(),
        content.block(),
        content.blockHash());
  }

  /** Everything that can be changed in a content. */
  private static List<ProposalContent> changed(ProposalContent content) {
    BigInteger id = content.key().proposalId();
    List<ProposalContent> all = new ArrayList<>();
    all.add(saying(content, "# Grant\n\nWe ask for nothing."));
    all.add(saying(content, content.description() + " "));
    all.add(saying(content, ""));
    all.add(with(content, id, List.of(local.treasury()), content.valuesWei(), content.calldatas()));
    all.add(with(content, id, content.targets(), List.of(BigInteger.TWO), content.calldatas()));
    all.add(with(content, id, content.targets(), content.valuesWei(), List.of("0x00")));
    all.add(with(content, id, List.of(), List.of(), List.of()));
    all.add(with(content, id, content.targets(), List.of(), content.calldatas()));
    return all;
  }

  private static ProposalIds noEndpoint() {
    return new ChainAdapters(
            Map.of(local.chain.chainId(), URI.create("http://127.0.0.1:1")), RpcOptions.DEFAULT)
        .ids();
  }

  @Test
  void anHonestHashIsKnownWithoutAskingAnybody() {
    assertThat(noEndpoint().check(local.dao, proposed())).isEqualTo(new Answer.Belongs(By.HASH));
  }

  @Test
  void nothingOfAContentCanBeChangedUnderAHash() {
    for (ProposalContent changed : changed(proposed())) {
      assertThat(noEndpoint().check(local.dao, changed)).isInstanceOf(Answer.Differs.class);
    }
  }

  @Test
  void contentUnderTheIdOfAnotherActiveProposalIsFound() {
    ProposalContent harmless = proposed();
    ProposalContent greedy =
        local.content(
            local.propose(
                "Everything", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TWO)));

    assertThat(ids().check(local.dao, under(harmless, greedy.key().proposalId())))
        .isInstanceOfSatisfying(
            Answer.Differs.class,
            differs -> assertThat(differs.why()).contains("belong to another proposal"));
  }

  @Test
  void anEndpointThatConfirmsItsOwnLieIsNotAsked() {
    ProposalContent harmless = proposed();
    BigInteger other = harmless.key().proposalId().add(BigInteger.ONE);
    endpoint.lieAbout(
        request -> request.path("method").asText().equals("eth_call"),
        When.ALWAYS,
        (request, result) -> TextNode.valueOf("0x" + AbiBytes.word(other)));

    assertThat(lied.ids().check(local.dao, under(harmless, other)))
        .isInstanceOf(Answer.Differs.class);
    assertThat(endpoint.lies()).isZero();
  }

  @Test
  void theHashOfListsOfUnequalLengthIsKnownToo() {
    ProposalContent unequal =
        with(
            proposed(),
            BigInteger.ONE,
            List.of(local.treasury(), LocalDao.PAYEE),
            List.of(BigInteger.TEN),
            List.of());
    String encoded = FunctionEncoder.encodeConstructor(ProposalLists.of(unequal));
    BigInteger id =
        new BigInteger(AbiBytes.keccak(AbiBytes.parse("0x" + encoded)).substring(2), 16);

    assertThat(ids().check(local.dao, under(unequal, id))).isEqualTo(new Answer.Belongs(By.HASH));
    assertThat(ids().check(local.dao, under(unequal, id.flipBit(3))))
        .isInstanceOf(Answer.Differs.class);
  }

  @Test
  void aTextWhoseHashIsGivenFalselyIsFound() {
    ProposalContent honest = proposed();
    ProposalContent other = saying(honest, "We ask for nothing.");
    ProposalContent forged =
        new ProposalContent(
            honest.key(),
            honest.proposer(),
            honest.targets(),
            honest.valuesWei(),
            honest.calldatas(),
            other.descriptionHex(),
            honest.descriptionHash(),
            honest.voteStart(),
            honest.voteEnd(),
            honest.transactionHash(),
            honest.block(),
            honest.blockHash());

    assertThat(ids().check(local.dao, forged)).isInstanceOf(Answer.Differs.class);
  }

  @Test
  void aProposalOfAnotherGovernorOrChainBelongsToNothingHere() {
    ProposalContent content = proposed();
    Dao elsewhere = Dao.onlyRead("x", "X", 5, local.dao.governor(), local.treasury());

    assertThat(ids().check(counted.dao, content)).isInstanceOf(Answer.Differs.class);
    assertThat(ids().check(elsewhere, content)).isInstanceOf(Answer.Differs.class);
  }

  @Test
  void aCountedIdIsHeldAgainstTheGovernorsRecord() {
    ProposalContent content = countedProposal();

    assertThat(content.key().proposalId()).isEqualTo(BigInteger.ONE);
    assertThat(ids().check(counted.dao, content)).isEqualTo(new Answer.Belongs(By.RECORD));
    for (ProposalContent changed : changed(content)) {
      assertThat(ids().check(counted.dao, changed)).isNotInstanceOf(Answer.Belongs.class);
    }
  }

  @Test
  void aCountedContentUnderAnotherNumberDiffers() {
    ProposalContent first = countedProposal();
    ProposalContent second =
        counted.propose(
            "Other", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TWO));

    assertThat(ids().check(counted.dao, under(first, second.key().proposalId())))
        .isInstanceOfSatisfying(
            Answer.Differs.class, differs -> assertThat(differs.why()).contains("proposal 1"));
  }

  @Test
  void aNumberOfWhichTheGovernorKnowsNothingIsUnknown() {
    ProposalContent content = countedProposal();

    assertThat(ids().check(counted.dao, saying(under(content, BigInteger.valueOf(9)), "Never")))
        .isInstanceOf(Answer.Unknown.class);
  }

  /**
   * What a record of calls and a true log come to, FamilyConformance shows on governors that have
   * both.
   */
  @Test
  void compoundsRecordOfCallsAloneIsNotEnough() {
    ProposalContent content = under(proposed(), BigInteger.valueOf(7));
    ProposalContent called =
        with(
            content,
            BigInteger.valueOf(7),
            content.targets(),
            content.valuesWei(),
            List.of(AbiBytes.selector("pay(uint256)") + AbiBytes.word(BigInteger.TEN)));
    String record = actions(called, "pay(uint256)", "0x" + AbiBytes.word(BigInteger.TEN));
    // As Compound's governors answer: they have no other function of that kind.
    endpoint.lieAbout(
        request -> request.path("method").asText().equals("eth_call"),
        When.ALWAYS,
        (request, result) ->
            TextNode.valueOf(
                request
                        .path("params")
                        .path(0)
                        .path("data")
                        .asText()
                        .startsWith(AbiBytes.selector("getActions(uint256)"))
                    ? record
                    : "0x"));

    assertThat(lied.ids().check(local.dao, called))
        .isEqualTo(new Answer.Differs("The transaction that is said to have proposed it did not."));
    assertThat(lied.ids().check(local.dao, content))
        .isEqualTo(new Answer.Differs("The governor's record of this id has other calls."));
  }

  private static String actions(ProposalContent content, String signature, String arguments) {
    return "0x"
        + FunctionEncoder.encodeConstructor(
            List.of(
                new DynamicArray<>(
                    org.web3j.abi.datatypes.Address.class,
                    new org.web3j.abi.datatypes.Address(content.targets().getFirst().hex())),
                new DynamicArray<>(Uint256.class, new Uint256(content.valuesWei().getFirst())),
                new DynamicArray<>(Utf8String.class, new Utf8String(signature)),
                new DynamicArray<>(
                    DynamicBytes.class, new DynamicBytes(AbiBytes.parse(arguments)))));
  }

  @Test
  void anEndpointThatIsDownLeavesACountedIdOpen() {
    PrytanyException failure =
        catchThrowableOfType(
            PrytanyException.class, () -> noEndpoint().check(counted.dao, countedProposal()));

    assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
  }
}
