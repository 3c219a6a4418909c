package org.prytany.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.web3j.crypto.Credentials;

class ProposalOnChainTest extends OnLocalDao {
  private static final BigInteger GRANT = BigInteger.valueOf(25_000_000_000L);

  private static DemoProposal grant() {
    return local.propose(
        "# Grant\n\nPay 25,000 DUSD and 2 ETH to Alice.",
        local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), GRANT),
        local.demo.actions().payEther(LocalDao.PAYEE.hex(), DemoDaoSettings.tokens(2)));
  }

  private static TransactionSubmitter.Mined send(Credentials key, PlannedCall call) {
    TransactionSubmitter submitter = local.adapters.submitter();
    Address account = new Address(key.getAddress());
    long nonce = submitter.transactionCount(local.dao, account);
    TransactionTerms tx = submitter.prepare(local.dao, account, call);
    String raw = local.sign(tx, nonce, key);
    submitter.broadcast(local.dao, raw);
    return local.mined(org.web3j.crypto.Hash.sha3(raw));
  }

  @Test
  void proposalGoesFromItsLogToItsReceipt() {
    ProposalContent content = local.content(grant());
    ChainView pending = local.adapters.reader().view(local.dao, content);
    assertThat(pending.state()).isEqualTo(ProposalState.PENDING);
    assertThat(pending.quorum()).contains(BigInteger.ZERO);
    assertThat(pending.clockIsTimestamp()).isTrue();

    local.chain.warpTo(java.time.Instant.ofEpochSecond(content.voteStart() + 1));
    Credentials voter = local.chain.accounts().get(1);
    Address voterAddress = new Address(voter.getAddress());
    int support = local.adapters.reader().supports(local.dao).get(Support.FOR);
    send(voter, local.adapters.calls().vote(local.dao, content, support, "small grant – yes"));
    GovernorReader.CastVote vote =
        local.adapters.reader().voteOf(local.dao, content, voterAddress).orElseThrow();
    assertThat(vote.support()).contains(Support.FOR);
    assertThat(vote.weight())
        .isEqualTo(
            local.adapters.reader().votingPower(local.dao, voterAddress, content.voteStart()))
        .isEqualTo(DemoDaoSettings.tokens(300_000));
    ChainView active = local.adapters.reader().view(local.dao, content);
    assertThat(active.forVotes()).isEqualTo(vote.weight());
    assertThat(active.quorum()).contains(DemoDaoSettings.tokens(100_000));

    local.chain.warpTo(java.time.Instant.ofEpochSecond(content.voteEnd() + 1));
    send(voter, local.adapters.calls().queue(local.dao, content));
    ChainView queued = local.adapters.reader().view(local.dao, content);
    assertThat(queued.state()).isEqualTo(ProposalState.QUEUED);
    local.chain.warpTo(java.time.Instant.ofEpochSecond(queued.etaSeconds().orElseThrow()));

    SimulatedEffects effects = local.report(content).effects();
    TransactionSubmitter.Mined executed =
        send(voter, local.adapters.calls().execute(local.dao, content));
    assertThat(executed.receipt().succeeded()).isTrue();
    GovernorReader reader = local.adapters.reader();
    assertThat(reader.view(local.dao, content).state()).isEqualTo(ProposalState.EXECUTED);
    assertThat(reader.viewAt(local.dao, content, queued.at())).contains(queued);
    BlockRef gone =
        new BlockRef(
            queued.at().number(),
            "0x" + "1".repeat(64),
            queued.at().parentHash(),
            queued.at().timestamp());
    assertThat(reader.viewAt(local.dao, content, gone)).isEmpty();
    ExecutionReceipt receipt =
        local
            .adapters
            .receipts()
            .read(local.dao, content, effects, executed.receipt().transactionHash());

    assertThat(receipt.difference()).isEmpty();
    assertThat(receipt.asSimulated()).isTrue();
    assertThat(receipt.executedBy()).isEqualTo(voterAddress);
    assertThat(receipt.balances())
        .contains(
            new ExecutionReceipt.BalanceChange(
                LocalDao.PAYEE, Optional.of(local.stablecoin()), BigInteger.ZERO, GRANT),
            new ExecutionReceipt.BalanceChange(
                LocalDao.PAYEE, Optional.empty(), BigInteger.ZERO, DemoDaoSettings.tokens(2)),
            new ExecutionReceipt.BalanceChange(
                local.treasury(),
                Optional.empty(),
                DemoDaoSettings.tokens(500),
                DemoDaoSettings.tokens(498)));
    assertThat(local.adapters.reader().lifecycle(local.dao, content))
        .extracting(GovernorReader.LifecycleEvent::kind)
        .containsExactly(
            GovernorReader.LifecycleEvent.Kind.QUEUED, GovernorReader.LifecycleEvent.Kind.EXECUTED);
  }

  @Test
  void simulationShowsTransfersAndParameters() {
    ProposalContent content =
        local.content(
            local.propose(
                "mixed",
                local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), GRANT),
                local.demo.actions().payEther(LocalDao.PAYEE.hex(), DemoDaoSettings.tokens(2)),
                local.demo.actions().setVotingPeriod(Duration.ofDays(5)),
                local.demo.actions().setQuorumPercent(12),
                local.demo.actions().setTimelockDelay(Duration.ofDays(1)),
                local.demo.actions().transferVaultOwnership(LocalDao.PAYEE.hex()),
                local.demo.actions().approveStablecoin(LocalDao.PAYEE.hex(), BigInteger.TEN)));
    var report = local.report(content);
    assertThat(report.effects().succeeded()).isTrue();
    assertThat(report.effects().method()).isEqualTo("eth_simulateV1");
  }
}
