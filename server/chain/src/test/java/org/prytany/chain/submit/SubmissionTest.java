package org.prytany.chain.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast.Answer;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;

class SubmissionTest extends OnLocalDao {
  private static Credentials key;
  private static Address account;

  @BeforeAll
  static void chooseAccount() {
    key = local.chain.accounts().get(1);
    account = new Address(key.getAddress());
  }

  @AfterEach
  void mineAgain() {
    local.chain.setAutomine(true);
  }

  private static TransactionSubmitter submitter() {
    return local.adapters.submitter();
  }

  private static PrytanyException failure(ThrowableAssert.ThrowingCallable act) {
    return catchThrowableOfType(PrytanyException.class, act);
  }

  private static PlannedCall coin(long wei) {
    return new PlannedCall(LocalDao.PAYEE, BigInteger.valueOf(wei), "0x");
  }

  private static String signed(PlannedCall call) {
    long nonce = submitter().transactionCount(local.dao, account);
    return local.sign(submitter().prepare(local.dao, account, call), nonce, key);
  }

  private static ProposalContent activeProposal() {
    ProposalContent content =
        local.content(
            local.propose(
                "p", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.ONE)));
    local.chain.warpTo(Instant.ofEpochSecond(content.voteStart() + 1));
    return content;
  }

  @Test
  void preparedTransactionsHaveAmpleGasAndSaneFees() {
    ProposalContent content = activeProposal();

    TransactionTerms tx =
        submitter()
            .prepare(local.dao, account, local.adapters.calls().vote(local.dao, content, 1, ""));

    assertThat(tx.chainId()).isEqualTo(31_337);
    assertThat(tx.gasLimit()).isBetween(BigInteger.valueOf(50_000), BigInteger.TWO.pow(24));
    assertThat(tx.fees().most())
        .isGreaterThan(tx.fees().tip())
        .isLessThan(BigInteger.valueOf(500_000_000_000L));
  }

  @Test
  void aVoteCastTwiceIsNotSentAndTheReasonNamed() {
    ProposalContent content = activeProposal();
    PlannedCall vote = local.adapters.calls().vote(local.dao, content, 1, "");
    String raw = signed(vote);
    submitter().broadcast(local.dao, raw);
    local.mined(Hash.sha3(raw));

    PrytanyException failure = failure(() -> signed(vote));

    assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
    assertThat(failure).hasMessageContaining("GovernorAlreadyCastVote(voter " + account + ")");
  }

  @Test
  void aProposalThatIsNotQueuedIsNotExecuted() {
    ProposalContent content = activeProposal();

    PrytanyException failure =
        failure(() -> signed(local.adapters.calls().execute(local.dao, content)));

    assertThat(failure).hasMessageContaining("GovernorUnexpectedProposalState");
  }

  @Test
  void sendingTheSameBytesAgainIsHarmless() {
    local.chain.setAutomine(false);
    String raw = signed(coin(5));
    BigInteger before = local.chain.balance(account.hex());
    submitter().broadcast(local.dao, raw);
    assertThat(submitter().receipt(local.dao, Hash.sha3(raw))).isEmpty();
    assertThat(submitter().broadcast(local.dao, raw).answer()).isEqualTo(Answer.KNOWN);
    local.chain.mine(1);

    TransactionSubmitter.Mined mined = local.mined(Hash.sha3(raw));

    assertThat(mined.receipt().succeeded()).isTrue();
    assertThat(mined.feeWei())
        .hasValue(
            before.subtract(local.chain.balance(account.hex())).subtract(BigInteger.valueOf(5)));
    assertThat(mined.blockHash())
        .isEqualTo(
            local.adapters.logs().block(local.dao, mined.receipt().block()).orElseThrow().hash());
    assertThat(submitter().broadcast(local.dao, raw).answer()).isEqualTo(Answer.KNOWN);
    assertThat(local.chain.balance(LocalDao.PAYEE.hex())).isEqualTo(BigInteger.valueOf(5));
  }

  @Test
  void aNonceUsedByAnotherTransactionIsToldSo() {
    String first = signed(coin(5));
    String second = signed(coin(6));
    submitter().broadcast(local.dao, first);
    local.mined(Hash.sha3(first));

    Broadcast answer = submitter().broadcast(local.dao, second);

    assertThat(answer.answer()).isEqualTo(Answer.NONCE_TOO_LOW);
    assertThat(answer.said()).contains("nonce too low");
  }

  @Test
  void anAccountWithoutCoinIsToldSo() {
    String raw = signed(coin(5));
    local.chain.setBalance(account.hex(), BigInteger.ONE);

    Broadcast answer = submitter().broadcast(local.dao, raw);

    assertThat(answer.answer()).isEqualTo(Answer.NO_COIN);
    assertThat(answer.said().toLowerCase(java.util.Locale.ROOT)).contains("insufficient funds");
  }

  @Test
  void anEndpointThatBreaksOffLeavesTheOutcomeUnknown() throws Exception {
    String raw = signed(coin(5));
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("eth_sendRawTransaction")
                        ? Optional.of(new FaultyEndpoint.Answer(502, "bad gateway"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      PrytanyException failure = failure(() -> adapters.submitter().broadcast(local.dao, raw));

      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
    }
  }

  @Test
  void aMinedRevertHasItsReason() {
    ProposalContent content = activeProposal();
    PlannedCall vote = local.adapters.calls().vote(local.dao, content, 1, "");
    long nonce = submitter().transactionCount(local.dao, account);
    local.chain.setAutomine(false);
    String first = local.sign(submitter().prepare(local.dao, account, vote), nonce, key);
    String second = local.sign(submitter().prepare(local.dao, account, vote), nonce + 1, key);
    submitter().broadcast(local.dao, first);
    local.chain.mine(1);
    submitter().broadcast(local.dao, second);
    local.chain.mine(1);

    TransactionSubmitter.Mined mined = local.mined(Hash.sha3(second));

    assertThat(mined.receipt().succeeded()).isFalse();
    assertThat(mined.reason()).startsWith("GovernorAlreadyCastVote");
  }

  @Test
  void actsOfStrangersAreSeenWithTheirSender() {
    DemoProposal proposal =
        local.propose(
            "p", local.demo.actions().payEther(LocalDao.PAYEE.hex(), DemoDaoSettings.tokens(1)));
    ProposalContent content = local.content(proposal);
    local.pass(proposal);
    local.demo.execute(local.chain.account(9), proposal);

    assertThat(local.adapters.reader().lifecycle(local.dao, content))
        .extracting(event -> event.kind() + " by " + event.sender())
        .containsExactly(
            GovernorReader.LifecycleEvent.Kind.QUEUED + " by " + local.chain.account(5),
            GovernorReader.LifecycleEvent.Kind.EXECUTED + " by " + local.chain.account(9));
  }

  @Test
  void aTransactionThatDidSomethingElseIsNoExecution() {
    ProposalContent content = activeProposal();
    String raw = signed(coin(5));
    submitter().broadcast(local.dao, raw);
    local.mined(Hash.sha3(raw));
    var effects = local.report(content).effects();

    PrytanyException failure =
        failure(() -> local.adapters.receipts().read(local.dao, content, effects, Hash.sha3(raw)));

    assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
    assertThat(failure).hasMessageContaining("did not execute proposal");
  }
}
