package org.prytany.chain.governor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.generated.PrytanyTimelock;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.contracts.localchain.LyingEndpoint.When;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.web3j.utils.Numeric;

/** Whatever somebody else does to a proposal, by whichever way, is found and has a name. */
class DoneElsewhereTest extends OnLocalDao {
  private static final byte[] NO_PREDECESSOR = new byte[32];
  private static CountedDao counted;
  private static String stranger;

  @BeforeAll
  static void prepare() {
    counted = new CountedDao(local);
    stranger = local.chain.account(9);
  }

  private static DemoProposal succeeded() {
    DemoProposal proposal =
        local.propose(
            "# Grant", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
    local.demo.warpToVoting(proposal);
    local.demo.vote(local.chain.account(1), proposal, VoteType.FOR);
    local.demo.vote(local.chain.account(2), proposal, VoteType.FOR);
    local.demo.warpPastVoting(proposal);
    return proposal;
  }

  private static byte[] salt(ProposalContent content) {
    byte[] salt = Numeric.hexStringToByteArray(content.descriptionHash());
    byte[] governor = Numeric.hexStringToByteArray(local.dao.governor().hex());
    for (int i = 0; i < governor.length; i++) {
      salt[i] ^= governor[i];
    }
    return salt;
  }

  private static List<byte[]> payloads(ProposalContent content) {
    return content.calldatas().stream().map(Numeric::hexStringToByteArray).toList();
  }

  private static List<String> targets(ProposalContent content) {
    return content.targets().stream().map(Address::hex).toList();
  }

  private static void executeOnTimelock(ProposalContent content) {
    CountedDao.done(
        local
            .demo
            .timelock(stranger)
            .executeBatch(
                targets(content),
                content.valuesWei(),
                payloads(content),
                NO_PREDECESSOR,
                salt(content),
                BigInteger.ZERO));
  }

  private static void scheduleOnTimelock(ProposalContent content) {
    counted.mayPropose(new Address(stranger));
    PrytanyTimelock timelock = local.demo.timelock(stranger);
    CountedDao.done(
        timelock.scheduleBatch(
            targets(content),
            content.valuesWei(),
            payloads(content),
            NO_PREDECESSOR,
            salt(content),
            CountedDao.done(timelock.getMinDelay())));
  }

  private static ChainView view(ProposalContent content) {
    return local.adapters.reader().view(local.dao, content);
  }

  private static List<String> happened(ProposalContent content) {
    return local.adapters.reader().lifecycle(local.dao, content).stream()
        .map(event -> event.kind() + " by " + event.sender())
        .toList();
  }

  @Test
  void anExecutionStraightOnTheTimelockIsFoundAndHasAReceipt() {
    DemoProposal proposal = succeeded();
    ProposalContent content = local.content(proposal);
    local.demo.queue(local.chain.account(5), proposal);
    local.demo.warpToExecution(proposal);
    var effects = local.report(content).effects();

    executeOnTimelock(content);

    assertThat(view(content).state()).isEqualTo(ProposalState.EXECUTED);
    assertThat(happened(content))
        .containsExactly("QUEUED by " + local.chain.account(5), "EXECUTED by " + stranger);
    LifecycleEvent executed = local.adapters.reader().lifecycle(local.dao, content).getLast();
    ExecutionReceipt receipt =
        local.adapters.receipts().read(local.dao, content, effects, executed.transactionHash());
    assertThat(receipt.asSimulated()).isTrue();
    assertThat(receipt.executedBy().hex()).isEqualTo(stranger);
  }

  @Test
  void aQueueingStraightOnTheTimelockIsFoundAlthoughTheGovernorSaysSucceeded() {
    DemoProposal proposal = succeeded();
    ProposalContent content = local.content(proposal);

    scheduleOnTimelock(content);

    assertThat(local.demo.state(proposal).name()).isEqualToIgnoringCase("succeeded");
    ChainView view = view(content);
    assertThat(view.state()).isEqualTo(ProposalState.QUEUED);
    assertThat(view.etaSeconds().getAsLong()).isGreaterThan(view.at().timestamp());
    assertThat(happened(content)).containsExactly("QUEUED by " + stranger);
  }

  @Test
  void whatTheGovernorNeverQueuedAndTheTimelockExecutedIsExecuted() {
    DemoProposal proposal = succeeded();
    ProposalContent content = local.content(proposal);
    scheduleOnTimelock(content);
    local.chain.increaseTime(
        Duration.ofSeconds(
            view(content).etaSeconds().getAsLong() - view(content).at().timestamp()));

    executeOnTimelock(content);

    assertThat(local.demo.state(proposal).name()).isEqualToIgnoringCase("succeeded");
    assertThat(view(content).state()).isEqualTo(ProposalState.EXECUTED);
    assertThat(view(content).etaSeconds()).isEmpty();
    assertThat(happened(content))
        .containsExactly("QUEUED by " + stranger, "EXECUTED by " + stranger);
  }

  @Test
  void aCancellingStraightOnTheTimelockIsFound() {
    DemoProposal proposal = succeeded();
    ProposalContent content = local.content(proposal);
    local.demo.queue(local.chain.account(5), proposal);
    // Who is given the role of a proposer when a timelock is made may also cancel.
    PrytanyTimelock own = local.demo.timelock(local.demo.addresses().timelock());
    CountedDao.done(own.grantRole(CountedDao.done(own.CANCELLER_ROLE()), stranger));
    byte[] id =
        CountedDao.done(
            own.hashOperationBatch(
                targets(content),
                content.valuesWei(),
                payloads(content),
                NO_PREDECESSOR,
                salt(content)));

    CountedDao.done(local.demo.timelock(stranger).cancel(id));

    assertThat(view(content).state()).isEqualTo(ProposalState.CANCELED);
    assertThat(happened(content))
        .containsExactly("QUEUED by " + local.chain.account(5), "CANCELED by " + stranger);
  }

  @Test
  void whereFundsLieElsewhereTheGovernorsOwnTimelockIsAsked() {
    DemoProposal proposal = succeeded();
    ProposalContent content = local.content(proposal);
    Dao heldBySafe =
        Dao.onlyRead("demo", "Demo", local.chain.chainId(), local.dao.governor(), LocalDao.PAYEE);

    scheduleOnTimelock(content);

    assertThat(local.adapters.reader().view(heldBySafe, content).state())
        .isEqualTo(ProposalState.QUEUED);
    assertThat(local.adapters.reader().lifecycle(heldBySafe, content))
        .extracting(LifecycleEvent::kind)
        .containsExactly(LifecycleEvent.Kind.QUEUED);
  }

  @Test
  void anotherProposalsOperationIsNotTakenForThisOne() {
    DemoProposal first = succeeded();
    ProposalContent content = local.content(first);
    DemoProposal other =
        local.propose(
            "# Another grant", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
    local.pass(other);
    local.demo.execute(stranger, other);

    assertThat(view(content).state()).isEqualTo(ProposalState.SUCCEEDED);
    assertThat(happened(content)).isEmpty();
  }

  private static CastVote voteOf(ProposalContent content) {
    return local
        .adapters
        .reader()
        .voteOf(counted.dao, content, new Address(local.chain.account(1)))
        .orElseThrow();
  }

  private static ProposalContent activeCounted() {
    ProposalContent content =
        counted.propose(
            "# Grant", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
    counted.warpToVoting(content);
    return content;
  }

  @Test
  void aVoteInFractionsIsToldInParts() {
    ProposalContent content = activeCounted();
    counted.voteInParts(
        local.chain.account(1),
        content.key().proposalId(),
        BigInteger.valueOf(30),
        BigInteger.valueOf(60),
        BigInteger.valueOf(10));

    CastVote vote = voteOf(content);

    assertThat(vote.support()).isEmpty();
    assertThat(vote.is(Support.FOR)).isFalse();
    assertThat(vote.what())
        .isEqualTo(
            "voted AGAINST with weight 30 and FOR with weight 60 and ABSTAIN with weight 10");
    assertThat(vote.weight()).isEqualTo(BigInteger.valueOf(100));
  }

  @Test
  void aVoteInFractionsOfOneDirectionIsThatDirection() {
    ProposalContent content = activeCounted();
    counted.voteInParts(
        local.chain.account(1),
        content.key().proposalId(),
        BigInteger.ZERO,
        BigInteger.valueOf(60),
        BigInteger.ZERO);

    assertThat(voteOf(content).is(Support.FOR)).isTrue();
  }

  @Test
  void partsCastOneAfterTheOtherAreAddedUp() {
    ProposalContent content = activeCounted();
    BigInteger id = content.key().proposalId();
    counted.voteInParts(
        local.chain.account(1), id, BigInteger.valueOf(5), BigInteger.ZERO, BigInteger.ZERO);
    CountedDao.done(counted.as(local.chain.account(1)).castVote(id, BigInteger.ONE));

    CastVote vote = voteOf(content);

    assertThat(vote.support()).isEmpty();
    assertThat(vote.what()).startsWith("voted AGAINST with weight 5 and FOR with weight ");
    assertThat(vote.weight())
        .isEqualTo(
            local
                .adapters
                .reader()
                .votingPower(
                    counted.dao, new Address(local.chain.account(1)), content.voteStart()));
  }

  private static CastVote seenThrough(LyingEndpoint endpoint, ProposalContent content) {
    try (ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      return adapters
          .reader()
          .voteOf(local.dao, content, new Address(local.chain.account(1)))
          .orElseThrow();
    }
  }

  private static ProposalContent voted() {
    DemoProposal proposal =
        local.propose(
            "# Grant", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
    local.demo.warpToVoting(proposal);
    local.demo.vote(local.chain.account(1), proposal, VoteType.FOR);
    return local.content(proposal);
  }

  @Test
  void aVoteWithANumberThatNothingExplainsIsToldByItsNumber() {
    ProposalContent content = voted();
    try (LyingEndpoint endpoint = new LyingEndpoint(local.chain.rpcUrl())) {
      endpoint.lieAbout("eth_getLogs", When.ALWAYS, (request, logs) -> withSupport(logs, 9));

      CastVote vote = seenThrough(endpoint, content);

      assertThat(vote.support()).isEmpty();
      assertThat(vote.what()).startsWith("voted the governor's number 9 with weight ");
    }
  }

  @Test
  void aVoteUnderACountingModeThatIsNotKnownIsToldByItsNumber() {
    ProposalContent content = voted();
    try (LyingEndpoint endpoint = new LyingEndpoint(local.chain.rpcUrl())) {
      endpoint.lieAbout(
          LyingEndpoint.calls(local.dao.governor().hex(), AbiBytes.selector("COUNTING_MODE()")),
          When.ALWAYS,
          (request, result) ->
              TextNode.valueOf(
                  "0x"
                      + AbiBytes.word(BigInteger.valueOf(32))
                      + AbiBytes.word(BigInteger.valueOf(17))
                      // "support=quadratic"
                      + "737570706f72743d717561647261746963"
                      + "0".repeat(30)));

      assertThat(seenThrough(endpoint, content).what()).contains("the governor's number 1");
    }
  }

  @Test
  void aVoteThatTheLogDoesNotShowIsFoundInTheGovernor() {
    ProposalContent content = voted();
    local.chain.mine(70);
    try (LyingEndpoint endpoint = new LyingEndpoint(local.chain.rpcUrl())) {
      endpoint.lieAbout(
          "eth_getLogs", When.ALWAYS, (request, logs) -> ((ArrayNode) logs).removeAll());

      CastVote vote = seenThrough(endpoint, content);

      assertThat(vote.support()).isEmpty();
      assertThat(vote.transactionHash()).isEmpty();
      assertThat(vote.what()).contains("does not show");
    }
  }

  private static JsonNode withSupport(JsonNode logs, int support) {
    for (JsonNode log : logs) {
      String data = log.path("data").asText();
      ((ObjectNode) log)
          .put(
              "data",
              data.substring(0, 66)
                  + AbiBytes.word(BigInteger.valueOf(support))
                  + data.substring(130));
    }
    return logs;
  }
}
