package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes4;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.utils.Numeric;

/**
 * A governor with OpenZeppelin's GovernorTimelockAccess, and a call that its AccessManager delays.
 * It reverts for whoever makes it now; what it does is what it does when it has waited.
 */
class AccessManagerTest {
  private static final long DELAY = 90_000;
  private static final long MINTER = 7;
  private static final long WEEK = 604_800;

  private final LocalChain chain = LocalChain.start();
  private final RawContract votes =
      new RawContract(chain, DemoDao.deploy(chain).addresses().token());
  private final RawContract token = deploy("ManagedToken", RawContract.account(chain.account(0)));
  private final RawContract manager = new RawContract(chain, authority());
  private final RawContract governor =
      deploy(
          "AccessGovernor",
          RawContract.account(votes.address),
          RawContract.account(manager.address));
  private final Dao dao =
      Dao.onlyRead(
          "managed",
          "Managed",
          chain.chainId(),
          new Address(governor.address),
          new Address(governor.address));

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private RawContract deploy(String contract, org.web3j.abi.datatypes.Type... arguments) {
    return RawContract.deploy(
        chain, chain.account(0), ContractArtifact.load(contract).bytecode(), arguments);
  }

  private String authority() {
    return String.format("0x%040x", token.number("authority()"));
  }

  private static DynamicBytes mint() {
    return new DynamicBytes(
        Numeric.hexStringToByteArray(
            RawContract.data(
                "mint(address,uint256)",
                RawContract.account(FamilyScene.PAYEE),
                RawContract.uint(FamilyScene.PAID))));
  }

  /** Minting is a role's, and nobody has it. */
  private void restricted() {
    manager.send(
        chain.account(0),
        "setTargetFunctionRole(address,bytes4[],uint64)",
        RawContract.account(token.address),
        new DynamicArray<>(
            Bytes4.class,
            List.of(
                new Bytes4(
                    Numeric.hexStringToByteArray(AbiBytes.selector("mint(address,uint256)"))))),
        new Uint64(MINTER));
  }

  private void allowAfter(long seconds) {
    manager.send(
        chain.account(0),
        "grantRole(uint64,address,uint32)",
        new Uint64(MINTER),
        RawContract.account(governor.address),
        new Uint32(seconds));
  }

  private ProposalContent proposed(ChainAdapters adapters, String text) {
    governor.send(
        chain.account(1),
        "propose(address[],uint256[],bytes[],string)",
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class, List.of(RawContract.account(token.address))),
        new DynamicArray<>(Uint256.class, List.of(RawContract.uint(0))),
        new DynamicArray<>(DynamicBytes.class, List.of(mint())),
        new Utf8String(text));
    return adapters.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).getLast();
  }

  private void send(int account, PlannedCall call) {
    RawContract.send(
        chain,
        Map.of("from", chain.account(account), "to", call.target().hex(), "data", call.calldata()));
  }

  private void warp(long second) {
    chain.warpTo(Instant.ofEpochSecond(second));
  }

  private SimulatedEffects simulated(ChainAdapters adapters, ProposalContent content) {
    return adapters.simulator().simulate(dao, content, adapters.decoder().decode(dao, content));
  }

  /**
   * Invariant: what a person is shown, and approves, before the delay is what is executed after it;
   * and what will not be executed any more is never shown as if it would.
   */
  @Test
  void aDelayedCallIsShownAsItWillBeMadeAndExecutedWhenItIsDue() throws IOException {
    try (chain;
        ChainAdapters adapters =
            new ChainAdapters(
                Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT)) {
      restricted();
      allowAfter(0);
      assertThat(simulated(adapters, proposed(adapters, "# Mint at once")).revertReason())
          .as("what the manager controls and does not delay")
          .isEmpty();
      allowAfter(DELAY);
      ProposalContent content = proposed(adapters, "# Mint five");
      SimulatedEffects first = simulated(adapters, content);
      assertThat(first.revertReason()).isEmpty();
      assertThat(first.effects())
          .anySatisfy(
              effect -> {
                assertThat(effect.contract()).isEqualTo(new Address(token.address));
                assertThat(effect.to()).contains(new Address(FamilyScene.PAYEE));
                assertThat(effect.amount()).isEqualTo(FamilyScene.PAID);
              });

      String proposed = chain.snapshot();
      allowAfter(2 * DELAY);
      assertThat(simulated(adapters, content).revertReason().orElseThrow())
          .as("a delay that grew since: it can never be queued")
          .contains("AccessManagerNotScheduled");
      chain.revertTo(proposed);

      warp(content.voteStart() + 1);
      int number = adapters.reader().supports(dao).get(Support.FOR);
      send(1, adapters.calls().vote(dao, content, number, "because"));
      warp(content.voteEnd() + 1);
      assertThat(adapters.reader().view(dao, content).isToBeQueued()).isTrue();
      assertThat(simulated(adapters, content).effectsHash()).isEqualTo(first.effectsHash());

      send(5, adapters.calls().queue(dao, content));
      ChainView queued = adapters.reader().view(dao, content);
      assertThat(queued.state()).isEqualTo(ProposalState.QUEUED);
      assertThat(queued.etaSeconds()).hasValue(queued.at().timestamp() + DELAY);
      SimulatedEffects waiting = simulated(adapters, content);
      assertThat(waiting.revertReason()).isEmpty();
      assertThat(waiting.effectsHash()).isEqualTo(first.effectsHash());

      long due = queued.etaSeconds().orElseThrow();
      chain.mine(1);
      assertThat(adapters.reader().view(dao, content).lapsesSeconds()).hasValue(due + WEEK);
      String scheduled = chain.snapshot();
      manager.send(
          chain.account(0),
          "cancel(address,address,bytes)",
          RawContract.account(governor.address),
          RawContract.account(token.address),
          mint());
      assertThat(simulated(adapters, content).revertReason().orElseThrow())
          .contains("AccessManagerNotScheduled");
      chain.revertTo(scheduled);
      scheduled = chain.snapshot();
      warp(due + WEEK);
      chain.mine(1);
      assertThat(simulated(adapters, content).revertReason().orElseThrow())
          .contains("AccessManagerExpired");
      chain.revertTo(scheduled);

      warp(due + 1);
      SimulatedEffects now = simulated(adapters, content);
      assertThat(now.effectsHash()).isEqualTo(first.effectsHash());
      send(5, adapters.calls().execute(dao, content));
      assertThat(adapters.reader().view(dao, content).state()).isEqualTo(ProposalState.EXECUTED);
      assertThat(token.number("balanceOf(address)", RawContract.account(FamilyScene.PAYEE)))
          .isEqualTo(FamilyScene.PAID);
      String transaction = adapters.reader().lifecycle(dao, content).getLast().transactionHash();
      assertThat(adapters.receipts().read(dao, content, now, transaction).difference()).isEmpty();
      assertThat(Files.readString(FamilyConformance.page()))
          .contains(
              "| `GovernorTimelockAccess` | what its manager delays is tried as it will be made, is"
                  + " said to lapse when it does, and is executed when it is due |");
    }
  }
}
