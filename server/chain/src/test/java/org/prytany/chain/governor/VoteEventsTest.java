package org.prytany.chain.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.VoteParams;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

/** What a governor logs about votes, also where it logs oddly. */
class VoteEventsTest {
  private static final Address VOTER = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address GOVERNOR = new Address("0x00000000000000000000000000000000000000bb");
  private static final Dao DAO = Dao.onlyRead("dao", "DAO", 1, GOVERNOR, GOVERNOR);
  private static final Map<Support, Integer> BRAVO =
      Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);
  private static final String CAST = "VoteCast(address,uint256,uint8,uint256,string)";
  private static final String WITH_PARAMS =
      "VoteCastWithParams(address,uint256,uint8,uint256,string,bytes)";

  private static ChainLog log(String event, List<String> indexed, byte[] data) {
    List<String> topics = new ArrayList<>(List.of(AbiBytes.topic(event)));
    topics.addAll(indexed);
    return new ChainLog(GOVERNOR, topics, data, 12, "0xb", "0xt", 3, 0);
  }

  private static byte[] data(Object... values) {
    List<Type> all = new ArrayList<>();
    for (Object value : values) {
      all.add(
          switch (value) {
            case Integer number -> new Uint256(number);
            case String text -> new Utf8String(text);
            default -> new DynamicBytes((byte[]) value);
          });
    }
    return AbiBytes.parse("0x" + FunctionEncoder.encodeConstructor(all));
  }

  private static Optional<VoteLog> read(String event, Object... values) {
    return read(log(event, List.of("0x" + AbiBytes.word(VOTER)), data(values)));
  }

  private static Optional<VoteLog> read(ChainLog log) {
    return new VoteEvents(DAO, BRAVO, VoteParams.IGNORED).read(log);
  }

  /** As a log of castVoteWithReasonAndParams has it. */
  private static VoteLog withParams(VoteParams params, int support, int weight, byte[] given) {
    return new VoteEvents(DAO, BRAVO, params)
        .read(
            log(
                WITH_PARAMS,
                List.of("0x" + AbiBytes.word(VOTER)),
                data(5, support, weight, "", given)))
        .orElseThrow();
  }

  private static byte[] packed(int against, int inFavour, int abstain) {
    byte[] packed = new byte[48];
    packed[15] = (byte) against;
    packed[31] = (byte) inFavour;
    packed[47] = (byte) abstain;
    return packed;
  }

  private static Part part(String direction, long weight) {
    return new Part(direction, BigInteger.valueOf(weight));
  }

  @Test
  void aVoteIsReadWithVoterWeightReasonAndPlace() {
    assertThat(read(CAST, 5, 1, 400, "because"))
        .contains(
            new VoteLog(
                new ProposalKey(1, GOVERNOR, BigInteger.valueOf(5)),
                VOTER,
                List.of(part("for", 400)),
                "because",
                "0xt",
                12,
                3));
  }

  @Test
  void aNumberThatTheCountingModeDoesNotExplainStaysANumber() {
    assertThat(read(CAST, 5, 7, 400, "").orElseThrow().parts()).containsExactly(part("7", 400));
    VoteEvents unknown = new VoteEvents(DAO, Map.of(), VoteParams.IGNORED);
    ChainLog log = log(CAST, List.of("0x" + AbiBytes.word(VOTER)), data(5, 1, 400, ""));
    assertThat(unknown.read(log).orElseThrow().parts()).containsExactly(part("1", 400));
  }

  /** OpenZeppelin's contract takes fractions with 255 alone, ScopeLift's with any number. */
  @Test
  void aVoteInFractionsIsReadInItsPartsWhateverItsNumber() {
    for (int support : List.of(0, 1, 2, 7, 255)) {
      assertThat(withParams(VoteParams.FRACTIONS, support, 100, packed(1, 99, 0)).parts())
          .as("support " + support)
          .containsExactly(part("against", 1), part("for", 99));
    }
    assertThat(withParams(VoteParams.FRACTIONS, 0, 7, packed(3, 0, 4)).parts())
        .containsExactly(part("against", 3), part("abstain", 4));
  }

  /** Flexible Voting logs the account's whole weight with each part that it casts. */
  @Test
  void partsThatAreCastOneAfterTheOtherComeToWhatWasCast() {
    CastVotes votes = new CastVotes(VOTER, BigInteger.valueOf(5));
    votes.add(withParams(VoteParams.FRACTIONS, 0, 10, packed(0, 2, 0)));
    votes.add(withParams(VoteParams.FRACTIONS, 0, 10, packed(0, 3, 0)));

    assertThat(votes.of().orElseThrow().weight()).isEqualTo(5);
    assertThat(votes.of().orElseThrow().support()).contains(Support.FOR);

    votes.add(withParams(VoteParams.FRACTIONS, 0, 10, packed(1, 0, 0)));
    assertThat(votes.of().orElseThrow().weight()).isEqualTo(6);
    assertThat(votes.of().orElseThrow().support()).isEmpty();
    assertThat(votes.of().orElseThrow().what())
        .contains("FOR with weight 5", "AGAINST with weight 1");
  }

  @Test
  void parametersThatNothingExplainsLeaveTheDirectionUnknown() {
    assertThat(withParams(VoteParams.UNKNOWN, 0, 100, packed(1, 99, 0)).parts())
        .containsExactly(part("0", 100));
    assertThat(withParams(VoteParams.FRACTIONS, 0, 100, new byte[47]).parts())
        .containsExactly(part("0", 100));
  }

  /** GovernorCountingSimple hands parameters to nobody. */
  @Test
  void parametersThatTheContractIgnoresChangeNothing() {
    assertThat(withParams(VoteParams.IGNORED, 0, 100, packed(1, 99, 0)).parts())
        .containsExactly(part("against", 100));
    assertThat(read(WITH_PARAMS, 5, 2, 7, "x", new byte[0]).orElseThrow().parts())
        .containsExactly(part("abstain", 7));
  }

  @Test
  void aDelegatorsOwnVoteCountsForItAndIsTakenOutOfTheDelegates() {
    VoteLog own =
        read("OverrideVoteCast(address,uint256,uint8,uint256,string)", 5, 0, 70, "not so")
            .orElseThrow();
    assertThat(own.parts()).containsExactly(part("against", 70));
    assertThat(own.reason()).isEqualTo("not so");

    VoteLog taken = read("VoteReduced(address,uint256,uint8,uint256)", 5, 1, 70).orElseThrow();
    assertThat(taken.parts()).containsExactly(part("for", -70));
    assertThat(taken.reason()).isEmpty();
  }

  @Test
  void alphasVoteIsReadThoughNothingIsIndexed() {
    byte[] data =
        AbiBytes.parse("0x" + AbiBytes.word(VOTER) + AbiBytes.hex(data(5, 0, 9)).substring(2));
    VoteLog vote =
        read(log("VoteCast(address,uint256,bool,uint256)", List.of(), data)).orElseThrow();

    assertThat(vote.voter()).isEqualTo(VOTER);
    assertThat(vote.parts()).containsExactly(part("against", 9));
    assertThat(vote.reason()).isEmpty();
  }

  @Test
  void aReasonThatCannotBeReadHidesNoVote() {
    byte[] data = data(5, 1, 400);
    byte[] offset = AbiBytes.parse(AbiBytes.hex(data) + "f".repeat(64));
    for (byte[] odd : List.of(data, offset)) {
      VoteLog vote = read(log(CAST, List.of("0x" + AbiBytes.word(VOTER)), odd)).orElseThrow();
      assertThat(vote.parts()).containsExactly(part("for", 400));
      assertThat(vote.reason()).isEmpty();
    }
    byte[] noText = {(byte) 0xff, (byte) 0xfe, 'a'};
    assertThat(read(CAST, 5, 1, 400, noText).orElseThrow().reason())
        .isEqualTo(new String(noText, StandardCharsets.UTF_8));
  }

  @Test
  void aLongReasonIsCut() {
    assertThat(read(CAST, 5, 1, 400, "a".repeat(50_000)).orElseThrow().reason())
        .hasSize(VoteLog.LONGEST_REASON)
        .endsWith("a…");
  }

  @Test
  void whatIsNoVoteIsNone() {
    assertThat(read("ProposalExecuted(uint256)", 5, 1, 1)).isEmpty();
    assertThat(read(CAST, 5, 1)).isEmpty();
    assertThat(read(log(CAST, List.of(), data(5, 1, 400, "")))).isEmpty();
    assertThat(read(log(CAST, List.of("0x12"), data(5, 1, 400, "")))).isEmpty();
    assertThat(read(new ChainLog(GOVERNOR, List.of(), data(5, 1, 1), 1, "", "", 1, 0))).isEmpty();
  }
}
