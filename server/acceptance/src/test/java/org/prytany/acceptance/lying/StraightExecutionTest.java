package org.prytany.acceptance.lying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.generated.NoTimelockGovernor;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.guard.Clocks;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.guard.OwnChain;
import org.prytany.signerd.guard.SigningGuard;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * A governor without a timelock on a real chain, from the vote to the payout, signed by the signer
 * as it is and read back. Invariant: it is never queued, not paid before voting ends nor without
 * approvals, and then what the proposal says is paid, once.
 */
class StraightExecutionTest {
  private static final String PAYEE = "0x00000000000000000000000000000000000a11ce";
  private static final List<ECKeyPair> TREASURERS =
      List.of(ECKeyPair.create(BigInteger.valueOf(0xA11CE)));

  @TempDir private Path folder;

  @Test
  void whatPassedIsPaidStraightAfterTheVoteAndOnce() throws Exception {
    try (LocalChain chain = LocalChain.start()) {
      DemoDao demo = DemoDao.deploy(chain);
      String proposer = chain.account(1);
      NoTimelockGovernor governor =
          NoTimelockGovernor.deploy(
                  chain.web3j(),
                  chain.transactionsFrom(proposer),
                  new DefaultGasProvider(),
                  demo.addresses().token(),
                  BigInteger.TEN,
                  BigInteger.valueOf(1_000),
                  BigInteger.valueOf(1_000))
              .send();
      demo.token(proposer)
          .transfer(governor.getContractAddress(), BigInteger.valueOf(1_000))
          .send();
      String pays =
          demo.token(proposer).transfer(PAYEE, BigInteger.valueOf(5)).encodeFunctionCall();
      governor
          .propose(
              List.of(demo.addresses().token()),
              List.of(BigInteger.ZERO),
              List.of(Numeric.hexStringToByteArray(pays)),
              "# Pay Alice")
          .send();
      play(chain, demo, dao(chain, governor.getContractAddress()));
    }
  }

  private static Dao dao(LocalChain chain, String governor) {
    return new Dao(
        "demo",
        "Demo DAO",
        chain.chainId(),
        new Address(governor),
        new Address(governor),
        0,
        Optional.of(new Address(chain.account(3))),
        Optional.of(new Address(chain.account(5))),
        Set.of(BelievingServer.address(TREASURERS.getFirst())),
        1,
        Set.of(),
        Map.of());
  }

  private void play(LocalChain chain, DemoDao demo, Dao dao) throws Exception {
    try (ChainAdapters adapters =
            new ChainAdapters(
                Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
        Journal journal =
            Journal.open(
                folder.resolve("journal"),
                folder.resolve("witness"),
                false,
                () -> Instant.ofEpochSecond(chain.now().getEpochSecond()))) {
      SigningGuard guard = guard(chain, dao, adapters, journal);
      var server = new BelievingServer(dao, adapters, guard, TREASURERS);
      ProposalContent content =
          adapters.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).getLast();
      chain.warpTo(Instant.ofEpochSecond(content.voteStart() + 1));

      // Whoever is refused keeps the approvals that were shown: here there are none yet.
      var unapproved = new BelievingServer(dao, adapters, guard, List.of());
      refused(unapproved, ActKind.EXECUTE, content, "would revert");
      send(chain, server.act(ActKind.VOTE, content.key()));
      assertThat(
              adapters
                  .reader()
                  .voteOf(dao, content, dao.voter().orElseThrow())
                  .orElseThrow()
                  .is(Support.FOR))
          .isTrue();

      chain.warpTo(Instant.ofEpochSecond(content.voteEnd() + 1));
      refused(unapproved, ActKind.QUEUE, content, "would revert");
      refused(unapproved, ActKind.EXECUTE, content, "0 treasurers' approvals count");
      send(chain, server.act(ActKind.EXECUTE, content.key()));
      assertThat(adapters.reader().view(dao, content).state()).isEqualTo(ProposalState.EXECUTED);
      assertThat(demo.token(chain.account(1)).balanceOf(PAYEE).send())
          .isEqualTo(BigInteger.valueOf(5));
      refused(unapproved, ActKind.EXECUTE, content, "would revert");
    }
  }

  private static void refused(
      BelievingServer server, ActKind kind, ProposalContent content, String because) {
    PrytanyException why =
        catchThrowableOfType(PrytanyException.class, () -> server.act(kind, content.key()));
    assertThat(why.getMessage()).contains(because);
  }

  private static void send(LocalChain chain, Act.Submission signed) throws InterruptedException {
    chain.call("eth_sendRawTransaction", signed.rawTransaction());
    for (int attempt = 0; attempt < 200; attempt++) {
      var receipt = chain.call("eth_getTransactionReceipt", signed.transactionHash());
      if (receipt != null && receipt.has("status")) {
        assertThat(receipt.path("status").asText()).isEqualTo("0x1");
        return;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("what was signed was not mined");
  }

  private static SigningGuard guard(LocalChain chain, Dao dao, ChainAdapters own, Journal journal) {
    return new SigningGuard(
        new SigningGuard.Rules(
            Set.of(dao), Set.of(), BigInteger.TEN.pow(18), BigInteger.TEN.pow(20), 1_000),
        new OwnChain(
            own.reader(),
            own.calls(),
            own.submitter(),
            own.decoder(),
            own.simulator(),
            own.ids(),
            own.logs(),
            own.control(),
            Map.of()),
        new Keys(chain, dao),
        journal,
        new byte[32],
        new TreasurerSignatures(ContractSignatures.NONE),
        Limits.NONE,
        new Clocks(() -> Instant.ofEpochSecond(chain.now().getEpochSecond()), System::nanoTime));
  }

  private record Keys(LocalChain chain, Dao dao) implements KeySource {
    @Override
    public Set<Address> accounts() {
      return Set.of(dao.voter().orElseThrow(), dao.executor().orElseThrow());
    }

    @Override
    public Sign.SignatureData sign(Address account, byte[] bytes) {
      return chain.accounts().stream()
          .filter(its -> account.hex().equalsIgnoreCase(its.getAddress()))
          .map(its -> Sign.signMessage(bytes, its.getEcKeyPair()))
          .findFirst()
          .orElseThrow();
    }
  }
}
