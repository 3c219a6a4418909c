package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.SimulatedEffects;

/**
 * A governor with OpenZeppelin's GovernorTimelockAccess, and a call that its AccessManager delays.
 * It reverts for whoever makes it now; what it does is what it does when it has waited.
 */
class AccessManagerTest extends ManagedScene {
  /**
   * Invariant: what a person is shown, and approves, before the delay is what is executed after it;
   * and what will not be executed any more is never shown as if it would.
   */
  @Test
  void aDelayedCallIsShownAsItWillBeMadeAndExecutedWhenItIsDue() throws IOException {
    try (chain;
        ChainAdapters adapters = adapters()) {
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
          .contains("It cannot be queued", "AccessManagerUnauthorizedCall");
      chain.revertTo(proposed);

      passed(adapters, content);
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
      cancelled();
      assertThat(simulated(adapters, content).revertReason().orElseThrow())
          .contains("AccessManagerNotScheduled");
      chain.revertTo(scheduled);
      scheduled = chain.snapshot();
      warp(due + WEEK);
      chain.mine(1);
      assertThat(simulated(adapters, content).revertReason().orElseThrow())
          .contains("AccessManagerExpired");
      assertThat(adapters.reader().view(dao, content).state()).isEqualTo(ProposalState.EXPIRED);
      chain.mine(1);
      assertThat(adapters.reader().view(dao, content).state())
          .as("once over, over at each look")
          .isEqualTo(ProposalState.EXPIRED);
      try (ChainAdapters fresh = adapters()) {
        assertThat(fresh.reader().view(dao, content).state())
            .as("at the first look, too")
            .isEqualTo(ProposalState.EXPIRED);
      }
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
