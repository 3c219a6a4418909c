package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.utils.Numeric;

/**
 * Invariants: what the governor can never execute is not shown as if it would, whatever else the
 * manager has scheduled; and what people approved before counts when it is due.
 */
class AccessManagerAttackTest extends ManagedScene {
  private String failure(ChainAdapters adapters, ProposalContent content) {
    return simulated(adapters, content).revertReason().orElse("");
  }

  /** A contract that keeps what it is given, by a function of which nothing is known. */
  private Call unknown() {
    RawContract keeps =
        RawContract.deploy(chain, chain.account(0), "0x6006600c60003960066000f3" + "600435600055");
    return new Call(
        keeps.address,
        new DynamicBytes(Numeric.hexStringToByteArray("0x7a1b9c55" + "00".repeat(31) + "2a")));
  }

  /** Equal calls, as monthly payments are, have one operation in the manager. */
  @Test
  void anOperationOfAnotherProposalIsNoneOfThisOne() {
    try (chain;
        ChainAdapters adapters = adapters()) {
      restricted();
      allowAfter(DELAY);
      ProposalContent one = proposed(adapters, "# May");
      ProposalContent other = proposed(adapters, "# June");
      passed(adapters, one, other);
      assertThat(failure(adapters, other)).isEmpty();
      queued(adapters, one);
      assertThat(failure(adapters, other))
          .as("while the same call waits")
          .contains("It cannot be queued", "AccessManagerAlreadyScheduled");

      cancelled();
      long due = queued(adapters, other);
      for (long second : new long[] {0, due + 1}) {
        if (second > 0) {
          warp(second);
          chain.mine(1);
        }
        assertThat(failure(adapters, one)).contains("GovernorMismatchedNonce");
        assertThat(failure(adapters, other)).isEmpty();
      }
    }
  }

  @Test
  void aDelayThatIsGoneCannotBeQueued() {
    try (chain;
        ChainAdapters adapters = adapters()) {
      restricted();
      allowAfter(DELAY);
      ProposalContent content = proposed(adapters, "# May");
      allowAfter(0);
      warp(chain.now().getEpochSecond() + DELAY + 1);
      chain.mine(1);

      assertThat(failure(adapters, content))
          .contains("It cannot be queued", "AccessManagerUnauthorizedCall");
    }
  }

  private void sameAtEveryMoment(ChainAdapters adapters, ProposalContent content) {
    SimulatedEffects first = simulated(adapters, content);
    assertThat(first.revertReason()).isEmpty();
    assertThat(first.difference().answer()).isEqualTo(StateDifference.Answer.NOT_TOLD);
    passed(adapters, content);
    same(simulated(adapters, content), first);
    long due = queued(adapters, content);
    chain.mine(1);
    same(simulated(adapters, content), first);
    warp(due + 1);
    chain.mine(1);
    same(simulated(adapters, content), first);
    send(5, adapters.calls().execute(dao, content));
  }

  private static void same(SimulatedEffects now, SimulatedEffects first) {
    assertThat(now.revertReason()).isEmpty();
    assertThat(now.effectsHash()).isEqualTo(first.effectsHash());
    assertThat(now.effects()).isEqualTo(first.effects());
    assertThat(now.difference()).isEqualTo(first.difference());
  }

  /** One call waits in the manager, and beside it goes one of which nothing is known. */
  @Test
  void besideADelayedCallAnUnknownOneIsShownTheSameAtEveryMoment() {
    try (chain;
        ChainAdapters adapters = adapters()) {
      restricted();
      allowAfter(DELAY);
      sameAtEveryMoment(adapters, proposed(adapters, "# Both", minting(), unknown()));
    }
  }

  /** The governor's own delay, and nothing that the manager delays. */
  @Test
  void underTheGovernorsOwnDelayAnUnknownCallIsShownTheSameAtEveryMoment() {
    try (chain;
        ChainAdapters adapters = adapters()) {
      ProposalContent delay =
          proposed(
              adapters,
              "# Wait",
              new Call(
                  governor.address,
                  new DynamicBytes(
                      Numeric.hexStringToByteArray(
                          RawContract.data(
                              "setBaseDelaySeconds(uint32)",
                              new Uint32(BigInteger.valueOf(DELAY)))))));
      passed(adapters, delay);
      send(5, adapters.calls().execute(dao, delay));

      sameAtEveryMoment(adapters, proposed(adapters, "# One", unknown()));
    }
  }
}
