package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.decision.TreasuryShare;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
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
  private final Effect untried =
      FlatEffects.written(
          new Change.Unexplained(new Address(token.address), Reason.NamedOnly.UNTRIED));

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
      SimulatedEffects meanwhile = simulated(adapters, other);
      assertThat(meanwhile.succeeded())
          .as("while the same call waits, that this one fails is not known")
          .isTrue();
      assertThat(meanwhile.effects()).contains(untried);
      String waits = chain.snapshot();
      warp(chain.now().getEpochSecond() + WEEK + 1);
      chain.mine(1);
      SimulatedEffects expiring = simulated(adapters, other);
      assertThat(expiring.succeeded()).as("it expires before this one is due").isTrue();
      assertThat(expiring.effects()).contains(untried);
      chain.revertTo(waits);

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

  /** Nobody executes the first so that the second can be scheduled. */
  @Test
  void theSameCallTwiceCannotBeQueued() {
    try (chain;
        ChainAdapters adapters = adapters()) {
      restricted();
      allowAfter(DELAY);
      assertThat(failure(adapters, proposed(adapters, "# Twice", minting(), minting())))
          .contains("It cannot be queued", "AccessManagerAlreadyScheduled");
    }
  }

  /** Such an endpoint does not show what comes of it: no rule may take that for a failure. */
  @Test
  void whereNothingIsSimulatedWhatIsDelayedIsNotKnownUntilItIsDue() throws IOException {
    try (chain;
        ChainAdapters whole = adapters();
        FaultyEndpoint endpoint =
            new FaultyEndpoint(
                chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("eth_simulateV1")
                        ? Optional.of(FaultyEndpoint.error(request, -32601, "method not found"))
                        : Optional.empty());
        ChainAdapters adapters =
            new ChainAdapters(
                Map.of(chain.chainId(), URI.create(endpoint.url())), RpcOptions.DEFAULT)) {
      restricted();
      allowAfter(DELAY);
      ProposalContent content = proposed(adapters, "# May");
      SimulatedEffects proposed = simulated(adapters, content);
      assertThat(proposed.method()).isEqualTo("eth_call");
      assertThat(proposed.succeeded()).as("%s", proposed.revertReason()).isTrue();
      assertThat(proposed.effects()).contains(untried);
      assertThat(
              TreasuryShare.of(
                      dao, Outflow.of(dao, FlatEffects.read(proposed.effects())), adapters.reader())
                  .unknown())
          .as("no rule votes FOR")
          .isPresent();
      assertThat(adapters.families().of(dao).limits())
          .anySatisfy(limit -> assertThat(limit).contains("eth_simulateV1"));
      assertThat(whole.families().of(dao).limits()).isEmpty();
      passed(adapters, content);
      long due = queued(adapters, content);
      chain.mine(1);
      assertThat(simulated(adapters, content).effectsHash()).isEqualTo(proposed.effectsHash());

      warp(due + 1);
      chain.mine(1);
      SimulatedEffects now = simulated(adapters, content);
      assertThat(now.succeeded()).as("%s", now.revertReason()).isTrue();
      assertThat(now.effects()).isNotEmpty().doesNotContain(untried);
      cancelled();
      assertThat(failure(adapters, content)).contains("AccessManagerNotScheduled");
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
