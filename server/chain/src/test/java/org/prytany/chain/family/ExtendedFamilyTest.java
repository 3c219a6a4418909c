package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.governor.VoteCall;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.voters.VoteLog;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/**
 * OpenZeppelin 5.7 with all that changes when, by what and by whom a proposal is decided. It is of
 * the same family, so all of the suite holds for it; what its parts add is here, and a table of
 * docs/governors.md is held against it.
 */
class ExtendedFamilyTest extends FamilyConformance {
  private static final int TESTS = 6;

  private final Map<String, String> parts = new TreeMap<>();

  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.extended(local);
  }

  /**
   * A governor with counted ids says that it has no such proposal, which an endpoint that lags
   * behind says of a true one, too: it is not known, and not believed.
   */
  @Override
  Class<? extends ProposalIds.Answer> anotherText() {
    return ProposalIds.Answer.Unknown.class;
  }

  @AfterAll
  void thePageSaysWhatItsPartsDid() throws IOException {
    if (parts.size() == TESTS) {
      String page = Files.readString(page());
      parts.forEach((part, what) -> assertThat(page).contains("| `" + part + "` | " + what + " |"));
    }
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private void call(int account, String signature, Type... arguments) {
    send(
        account,
        new PlannedCall(
            scene().dao().governor(), BigInteger.ZERO, RawContract.data(signature, arguments)));
  }

  private Uint256 id(ProposalContent content) {
    return new Uint256(content.key().proposalId());
  }

  /** Invariant: the end of voting is the contract's own word, and never what a log once said. */
  @Test
  void aLateQuorumMovesTheEndOfVoting() {
    ProposalContent content = proposed();
    long late = content.voteEnd() - 50;
    until(content, late);
    assertThat(view(content).deadline()).hasValue(content.voteEnd());

    vote(content, 1, Support.FOR);

    ChainView view = view(content);
    long moved = view.deadline().orElseThrow();
    assertThat(moved).isEqualTo(view.at().timestamp() + OpenZeppelinScene.EXTENSION);
    assertThat(moved).isGreaterThan(content.voteEnd());
    until(content, content.voteEnd());
    assertThat(view(content).state()).isEqualTo(ProposalState.ACTIVE);
    vote(content, 2, Support.AGAINST);
    assertThat(voteOf(content, 2).support()).contains(Support.AGAINST);
    until(content, moved);
    assertThat(view(content).state()).isNotEqualTo(ProposalState.ACTIVE);
    parts.put(
        "GovernorPreventLateQuorum",
        "the end of voting is asked for, and moves as the contract says");
  }

  @Test
  void aSuperQuorumEndsVotingAtOnceAndIsQueuedBeforeTheDeadline() {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    vote(content, 1, Support.FOR);
    assertThat(view(content).state()).isEqualTo(ProposalState.ACTIVE);
    vote(content, 2, Support.FOR);

    ChainView view = view(content);
    assertThat(view.state()).isEqualTo(ProposalState.SUCCEEDED);
    assertThat(view.at().timestamp()).isLessThan(content.voteEnd());
    assertThat(view.isToBeQueued()).isTrue();
    send(5, adapters().calls().queue(scene().dao(), content));
    assertThat(view(content).state()).isEqualTo(ProposalState.QUEUED);
    scene().chain().warpTo(Instant.ofEpochSecond(view(content).etaSeconds().orElseThrow() + 1));
    send(5, adapters().calls().execute(scene().dao(), content));
    assertThat(view(content).state()).isEqualTo(ProposalState.EXECUTED);
    parts.put("GovernorSuperQuorum", "a proposal that passes early is queued and executed early");
  }

  /** Invariant: a vote in parts is never taken for one that went one way. */
  @Test
  void aVoteInFractionsIsReadInItsParts() {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    BigInteger power =
        adapters()
            .reader()
            .votingPower(
                scene().dao(), new Address(scene().chain().account(2)), content.voteStart());
    BigInteger against = power.divide(BigInteger.valueOf(4));
    BigInteger inFavour = power.subtract(against);
    call(
        2,
        "castVoteWithReasonAndParams(uint256,uint8,string,bytes)",
        id(content),
        new Uint8(255),
        new Utf8String("in parts"),
        new DynamicBytes(
            Numeric.hexStringToByteArray(
                Numeric.toHexStringNoPrefixZeroPadded(against, 32)
                    + Numeric.toHexStringNoPrefixZeroPadded(inFavour, 32)
                    + Numeric.toHexStringNoPrefixZeroPadded(BigInteger.ZERO, 32))));

    CastVote cast = voteOf(content, 2);
    assertThat(cast.support()).isEmpty();
    assertThat(cast.weight()).isEqualTo(power);
    assertThat(cast.is(Support.FOR) || cast.is(Support.AGAINST)).isFalse();
    assertThat(cast.what()).contains(against.toString(), inFavour.toString());
    VoteLog vote = votesSince(content).getFirst();
    assertThat(vote.parts())
        .containsExactly(new VoteLog.Part("against", against), new VoteLog.Part("for", inFavour));
    assertThat(vote.reason()).isEqualTo("in parts");
    assertThat(view(content).forVotes()).isEqualTo(inFavour);
    assertThat(view(content).againstVotes()).isEqualTo(against);
  }

  /**
   * Invariant: what a rule parts is what the governor counts, to the last unit, and is read back.
   */
  @Test
  void aVoteOfOursInFractionsIsCountedAndReadBack() {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    Address voter = new Address(scene().chain().account(2));
    Dao dao = scene().dao();
    Shares shares = new Shares(3_333, 3_334, 3_333);
    VoteDecision.Split split = new VoteDecision.Split(shares, "thirds", "in thirds");
    assertThat(adapters().reader().inParts(dao)).isTrue();
    VoteCall call =
        VoteCall.of(adapters().reader(), adapters().calls(), dao, content, voter, split);
    assertThat(call).isInstanceOfSatisfying(VoteCall.Made.class, made -> send(2, made.call()));

    BigInteger power = adapters().reader().votingPower(dao, voter, content.voteStart());
    Map<Support, BigInteger> parts = shares.parts(power);
    CastVote cast = voteOf(content, 2);
    assertThat(cast.parts()).isEqualTo(parts);
    assertThat(cast.is(shares, power)).isTrue();
    assertThat(cast.is(new Shares(3_334, 3_333, 3_333), power)).isFalse();
    assertThat(cast.weight()).isEqualTo(power);
    assertThat(List.of(view(content).forVotes(), view(content).againstVotes()))
        .containsExactly(parts.get(Support.FOR), parts.get(Support.AGAINST));
    assertThat(view(content).abstainVotes()).isEqualTo(parts.get(Support.ABSTAIN));
    assertThat(votesSince(content).getFirst().reason()).isEqualTo("in thirds");
    this.parts.put("GovernorCountingFractional", "votes in parts are read, and cast by rules");
  }

  /** Attack: another proposal under the next number, and this one's text under it. */
  @Test
  void countedIdsBelongToTheirContentAlone() {
    ProposalContent first = proposed();
    scene().propose(TEXT + " Again.");
    ProposalContent second = newest();
    assertThat(second.key().proposalId())
        .isEqualTo(first.key().proposalId().add(BigInteger.ONE))
        .isLessThan(BigInteger.valueOf(100));
    Dao dao = scene().dao();
    assertThat(adapters().ids().check(dao, second)).isInstanceOf(ProposalIds.Answer.Belongs.class);
    ProposalContent swapped =
        new ProposalContent(
            second.key(),
            first.proposer(),
            first.targets(),
            first.valuesWei(),
            first.calldatas(),
            first.descriptionHex(),
            first.descriptionHash(),
            second.voteStart(),
            second.voteEnd(),
            second.transactionHash(),
            second.block(),
            second.blockHash(),
            second.proposedAt());
    assertThat(adapters().ids().check(dao, swapped)).isInstanceOf(ProposalIds.Answer.Differs.class);
    parts.put(
        "GovernorSequentialProposalId", "ids are counted, and held against the governor's own");
  }

  /** Whoever hands in a signed vote, it is the signer's, in the record and in the tally. */
  @Test
  void aVoteBySignatureIsItsSignersAndCountsOnce() throws IOException {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    LocalChain chain = scene().chain();
    DynamicBytes signature =
        signed(
            3,
            "Ballot",
            """
            {"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"},
            {"name":"voter","type":"address"},{"name":"nonce","type":"uint256"}
            """,
            """
            "proposalId":"%d","support":"0","voter":"%s","nonce":"0"
            """
                .formatted(content.key().proposalId(), chain.account(3)));
    Type<?>[] ballot = {
      id(content), new Uint8(0), RawContract.account(chain.account(3)), signature
    };
    call(5, "castVoteBySig(uint256,uint8,address,bytes)", ballot);

    assertThat(voteOf(content, 3).support()).contains(Support.AGAINST);
    assertThat(adapters().reader().voteOf(scene().dao(), content, new Address(chain.account(5))))
        .isEmpty();
    assertThat(view(content).againstVotes()).isEqualTo(voteOf(content, 3).weight());
    assertThatThrownBy(() -> call(5, "castVoteBySig(uint256,uint8,address,bytes)", ballot))
        .as("the nonce is used")
        .isInstanceOf(RuntimeException.class);
    assertThat(votesSince(content)).hasSize(1);
    parts.put(
        "castVoteBySig",
        "votes that others hand in are read as their signer's; none of ours is cast so");
  }

  /** What the signer signed is what is read: reason and parts, whoever hands it in. */
  @Test
  void aVoteBySignatureWithReasonAndPartsIsReadAsItWasSigned() throws IOException {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    LocalChain chain = scene().chain();
    Address signer = new Address(chain.account(2));
    BigInteger power = adapters().reader().votingPower(scene().dao(), signer, content.voteStart());
    Map<Support, BigInteger> voted = new Shares(7_000, 3_000, 0).parts(power);
    String packed = Numeric.toHexString(Fractions.packed(voted));
    DynamicBytes signature =
        signed(
            2,
            "ExtendedBallot",
            """
            {"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"},
            {"name":"voter","type":"address"},{"name":"nonce","type":"uint256"},
            {"name":"reason","type":"string"},{"name":"params","type":"bytes"}
            """,
            """
            "proposalId":"%d","support":"255","voter":"%s","nonce":"0","reason":"signed, because",
            "params":"%s"
            """
                .formatted(content.key().proposalId(), signer, packed));
    Type<?>[] ballot = {
      id(content),
      new Uint8(255),
      RawContract.account(signer.hex()),
      new Utf8String("signed, because"),
      new DynamicBytes(Numeric.hexStringToByteArray(packed)),
      signature
    };
    String handIn = "castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)";
    call(5, handIn, ballot);
    assertThatThrownBy(() -> call(5, handIn, ballot))
        .as("the nonce is used")
        .isInstanceOf(RuntimeException.class);

    assertThat(votesSince(content)).hasSize(1);
    VoteLog vote = votesSince(content).getFirst();
    assertThat(vote.voter()).isEqualTo(signer);
    assertThat(vote.reason()).isEqualTo("signed, because");
    assertThat(vote.parts())
        .containsExactlyInAnyOrder(
            new VoteLog.Part("for", voted.get(Support.FOR)),
            new VoteLog.Part("against", voted.get(Support.AGAINST)));
    assertThat(voteOf(content, 2).parts()).isEqualTo(voted);
    assertThat(view(content).forVotes()).isEqualTo(voted.get(Support.FOR));
    parts.put(
        "castVoteWithReasonAndParamsBySig",
        "reason and parts are read as their signer signed them");
  }

  /**
   * @param account who signs
   * @param fields of the type, as JSON
   * @param values of those fields, as JSON
   */
  private DynamicBytes signed(int account, String type, String fields, String values)
      throws IOException {
    LocalChain chain = scene().chain();
    String json =
        """
        {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},
        {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
        "%s":[%s]},"primaryType":"%s","domain":{"name":"Extended","version":"1","chainId":"%d",
        "verifyingContract":"%s"},"message":{%s}}
        """
            .formatted(type, fields, type, chain.chainId(), scene().dao().governor(), values);
    Sign.SignatureData signature =
        Sign.signMessage(
            new StructuredDataEncoder(json).hashStructuredData(),
            chain.accounts().get(account).getEcKeyPair(),
            false);
    byte[] bytes = new byte[65];
    System.arraycopy(signature.getR(), 0, bytes, 0, 32);
    System.arraycopy(signature.getS(), 0, bytes, 32, 32);
    bytes[64] = signature.getV()[0];
    return new DynamicBytes(bytes);
  }
}
