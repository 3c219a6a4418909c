package org.prytany.contracts.localchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.ContractError;
import org.prytany.contracts.generated.DemoStablecoin;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.web3j.tx.gas.DefaultGasProvider;

class ProposalLifeTest {
  private static final String PAYEE = "0x00000000000000000000000000000000000a11ce";
  private static final BigInteger GRANT = BigInteger.valueOf(25_000_000_000L);

  private static LocalChain chain;
  private static DemoDao dao;
  private String snapshot;

  @BeforeAll
  static void deployDao() {
    chain = LocalChain.start();
    dao = DemoDao.deploy(chain);
  }

  @AfterAll
  static void endChain() {
    chain.close();
  }

  @BeforeEach
  void remember() {
    snapshot = chain.snapshot();
  }

  @AfterEach
  void forget() {
    chain.revertTo(snapshot);
  }

  private DemoProposal proposeGrant() {
    return dao.propose(
        chain.account(1),
        List.of(
            dao.actions().payStablecoin(PAYEE, GRANT),
            dao.actions().payEther(PAYEE, DemoDaoSettings.tokens(2))),
        "# Grant\n\nPay 25,000 DUSD and 2 ETH to Alice.");
  }

  @Test
  void passedProposalPaysTokensAndEtherOutOfTheTimelock() {
    BigInteger treasury = dao.stablecoinOf(dao.addresses().timelock());
    DemoProposal proposal = proposeGrant();
    assertThat(dao.state(proposal)).isEqualTo(ProposalState.PENDING);

    dao.warpToVoting(proposal);
    assertThat(dao.state(proposal)).isEqualTo(ProposalState.ACTIVE);
    dao.vote(chain.account(1), proposal, VoteType.FOR);
    dao.vote(chain.account(2), proposal, VoteType.FOR, "A good grant.");
    dao.vote(chain.account(3), proposal, VoteType.AGAINST);
    dao.vote(chain.account(4), proposal, VoteType.ABSTAIN);

    dao.warpPastVoting(proposal);
    assertThat(dao.state(proposal)).isEqualTo(ProposalState.SUCCEEDED);
    var queued = dao.queue(chain.account(5), proposal);
    assertThat(PrytanyGovernor.getProposalQueuedEvents(queued)).hasSize(1);
    assertThat(dao.state(proposal)).isEqualTo(ProposalState.QUEUED);

    dao.warpToExecution(proposal);
    var executed = dao.execute(chain.account(6), proposal);
    assertThat(PrytanyGovernor.getProposalExecutedEvents(executed)).hasSize(1);
    assertThat(dao.state(proposal)).isEqualTo(ProposalState.EXECUTED);
    assertThat(dao.stablecoinOf(PAYEE)).isEqualTo(GRANT);
    assertThat(dao.stablecoinOf(dao.addresses().timelock())).isEqualTo(treasury.subtract(GRANT));
    assertThat(chain.balance(PAYEE)).isEqualTo(DemoDaoSettings.tokens(2));
    assertThat(chain.balance(dao.addresses().timelock())).isEqualTo(DemoDaoSettings.tokens(498));
  }

  @Test
  void proposalWithMoreVotesAgainstIsDefeated() {
    DemoProposal proposal = proposeGrant();
    dao.warpToVoting(proposal);
    dao.vote(chain.account(1), proposal, VoteType.AGAINST);
    dao.vote(chain.account(2), proposal, VoteType.FOR);
    dao.warpPastVoting(proposal);

    assertThat(dao.state(proposal)).isEqualTo(ProposalState.DEFEATED);
  }

  @Test
  void governanceParametersChangeThroughAProposal() throws Exception {
    DemoProposal proposal =
        dao.propose(
            chain.account(1),
            List.of(dao.actions().setVotingPeriod(Duration.ofDays(5))),
            "Vote for five days");
    pass(proposal);

    assertThat(dao.governor(chain.account(0)).votingPeriod().send())
        .isEqualTo(BigInteger.valueOf(432_000));
  }

  @Test
  void vaultChangesHandsThroughAProposal() throws Exception {
    DemoProposal proposal =
        dao.propose(
            chain.account(1),
            List.of(dao.actions().transferVaultOwnership(PAYEE)),
            "Give the vault away");
    pass(proposal);

    assertThat(dao.vault(chain.account(0)).owner().send()).isEqualTo(PAYEE);
  }

  @Test
  void anotherTokenOfTheTreasuryIsPaid() throws Exception {
    String token = dao.deployStablecoin("Demo Dollar", "DUSD", GRANT);
    DemoProposal proposal =
        dao.propose(
            chain.account(1),
            List.of(dao.actions().payToken(token, PAYEE, GRANT)),
            "Pay in a token that is named like the real one");
    pass(proposal);

    BigInteger paid =
        DemoStablecoin.load(
                token,
                chain.web3j(),
                chain.transactionsFrom(chain.account(0)),
                new DefaultGasProvider())
            .balanceOf(PAYEE)
            .send();
    assertThat(paid).isEqualTo(GRANT);
    assertThat(dao.stablecoinOf(PAYEE)).isZero();
  }

  @Test
  void pendingProposalIsCanceledByItsProposer() {
    DemoProposal proposal = proposeGrant();

    dao.cancel(chain.account(1), proposal);

    assertThat(dao.state(proposal)).isEqualTo(ProposalState.CANCELED);
  }

  @Test
  void nobodyIsLeftAsAdministratorOfTheTreasury() throws Exception {
    var timelock = dao.timelock(chain.account(0));

    assertThat(timelock.hasRole(new byte[32], chain.account(0)).send()).isFalse();
    assertThat(timelock.hasRole(timelock.PROPOSER_ROLE().send(), dao.addresses().governor()).send())
        .isTrue();
    assertThat(
            catchThrowableOfType(
                    ContractRevertedException.class,
                    () -> timelock.updateDelay(BigInteger.ONE).send())
                .error()
                .map(ContractError::name))
        .contains("TimelockUnauthorizedCaller");
  }

  @Test
  void executionBeforeTheDelayIsRefusedWithTheTimelocksOwnError() {
    DemoProposal proposal = proposeGrant();
    voteThrough(proposal);
    dao.queue(chain.account(5), proposal);

    var refused =
        catchThrowableOfType(
            ContractRevertedException.class, () -> dao.execute(chain.account(5), proposal));

    assertThat(refused.error().map(ContractError::name))
        .contains("TimelockUnexpectedOperationState");
  }

  @Test
  void secondVoteOfTheSameAccountIsRefusedNamingTheVoter() {
    DemoProposal proposal = proposeGrant();
    dao.warpToVoting(proposal);
    dao.vote(chain.account(1), proposal, VoteType.FOR);

    var refused =
        catchThrowableOfType(
            ContractRevertedException.class,
            () -> dao.vote(chain.account(1), proposal, VoteType.AGAINST));

    assertThat(refused.revertData()).startsWith("0x71c6af49");
    assertThat(refused.error().orElseThrow())
        .isEqualTo(
            new ContractError(
                "GovernorAlreadyCastVote",
                List.of(new ContractError.Argument("voter", "address", chain.account(1)))));
  }

  @Test
  void unknownProposalHasNoState() {
    var refused =
        catchThrowableOfType(
            ContractRevertedException.class,
            () -> dao.governor(chain.account(0)).state(BigInteger.TWO).send());

    assertThat(refused).hasMessageContaining("GovernorNonexistentProposal(2)");
  }

  private static void pass(DemoProposal proposal) {
    voteThrough(proposal);
    dao.queue(chain.account(5), proposal);
    dao.warpToExecution(proposal);
    dao.execute(chain.account(5), proposal);
  }

  private static void voteThrough(DemoProposal proposal) {
    dao.warpToVoting(proposal);
    dao.vote(chain.account(1), proposal, VoteType.FOR);
    dao.vote(chain.account(2), proposal, VoteType.FOR);
    dao.warpPastVoting(proposal);
  }
}
