package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ChainReceipt.Log;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalCalls;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Token;
import org.prytany.spi.TreasuryExecutor;

/**
 * What every {@link TreasuryExecutor} for OpenZeppelin's IGovernor has to keep. Extend it with an
 * empty subclass.
 */
public abstract class TreasuryExecutorConformance extends PluginConformance<TreasuryExecutor> {

  private static final String DESCRIPTION_HASH = "0x" + "ab".repeat(32);
  private static final String TRANSACTION = "0x" + "12".repeat(32);

  // keccak-256 of the ABI-encoded calls of payments(), as IGovernor.hashProposal defines it.
  private static final BigInteger ID =
      new BigInteger("6525d3e01447ad62ae231e5da7d7920d550336bc18aad49186461bb6269f5b82", 16);

  @Override
  final void exercise(TreasuryExecutor plugin) {
    for (SampleProposal sample : samples()) {
      plugin.planQueue(passed(sample));
      plugin.interpret(
          plugin.planExecution(approved(sample)),
          new ChainReceipt(TRANSACTION, true, 55, List.of()));
    }
  }

  @Test
  void queueing_calls_the_governor_itself_with_exactly_the_proposals_calls() {
    for (SampleProposal sample : samples()) {
      PlannedCall call = plugin().planQueue(passed(sample)).call();
      assertThat(call.target()).isEqualTo(SampleProposal.GOVERNOR);
      assertThat(call.valueWei()).isZero();
      assertThat(call.calldata())
          .isEqualTo(GovernorAbi.encode(GovernorAbi.QUEUE, sample.calls(DESCRIPTION_HASH)));
    }
  }

  @Test
  void executing_calls_the_governor_itself_with_exactly_the_proposals_calls() {
    for (SampleProposal sample : samples()) {
      PlannedCall call = plugin().planExecution(approved(sample)).call();
      assertThat(call.target()).isEqualTo(SampleProposal.GOVERNOR);
      assertThat(call.valueWei()).as("the treasury pays, not the sender").isZero();
      assertThat(call.calldata())
          .isEqualTo(GovernorAbi.encode(GovernorAbi.EXECUTE, sample.calls(DESCRIPTION_HASH)));
    }
  }

  @Test
  void a_plan_is_the_same_every_time_and_whatever_the_text_says() {
    PlannedCall first = plugin().planQueue(passed(payments())).call();
    for (String text : HostileTexts.all()) {
      assertThat(plugin().planQueue(passed(payments().text(text))).call()).isEqualTo(first);
    }
  }

  @Test
  void the_governors_own_event_confirms_an_execution() {
    assertThat(interpret(true, executed(SampleProposal.GOVERNOR, ID)))
        .isEqualTo(new ExecutionOutcome.Confirmed(TRANSACTION, 55));
    assertThat(
            interpret(
                true,
                new Log(Address.ZERO, List.of(), "0x"),
                executed(SampleProposal.GOVERNOR, BigInteger.TWO),
                executed(SampleProposal.GOVERNOR, ID)))
        .isInstanceOf(ExecutionOutcome.Confirmed.class);
  }

  @Test
  void a_failed_receipt_is_a_revert() {
    assertThat(interpret(false)).isInstanceOf(ExecutionOutcome.Reverted.class);
  }

  @Test
  void a_receipt_that_settles_nothing_is_unknown_and_never_a_failure() {
    assertThat(interpret(true)).isInstanceOf(ExecutionOutcome.Unknown.class);
    assertThat(interpret(true, executed(SampleProposal.account(0x66), ID)))
        .as("another contract's event")
        .isInstanceOf(ExecutionOutcome.Unknown.class);
    assertThat(interpret(true, executed(SampleProposal.GOVERNOR, BigInteger.TWO)))
        .as("another proposal's event")
        .isInstanceOf(ExecutionOutcome.Unknown.class);
    for (String data : List.of("0x", "", "0xzz", "0x" + "0".repeat(63), "7")) {
      Log malformed =
          new Log(SampleProposal.GOVERNOR, List.of(GovernorAbi.PROPOSAL_EXECUTED), data);
      assertThat(interpret(true, malformed)).isInstanceOf(ExecutionOutcome.Unknown.class);
    }
  }

  private ExecutionOutcome interpret(boolean succeeded, Log... logs) {
    TreasuryExecutor plugin = plugin();
    ExecutionPlan plan = plugin.planExecution(approved(payments()));
    return plugin.interpret(plan, new ChainReceipt(TRANSACTION, succeeded, 55, List.of(logs)));
  }

  private static Log executed(Address emitter, BigInteger id) {
    return new Log(emitter, List.of(GovernorAbi.PROPOSAL_EXECUTED), "0x" + GovernorAbi.word(id));
  }

  private static List<SampleProposal> samples() {
    return List.of(
        SampleProposal.of(),
        payments(),
        SampleProposal.of().calls(SampleProposal.account(0x33), "0x"),
        SampleProposal.of().calls(SampleProposal.account(0x33), "0xdeadbeef"),
        SampleProposal.of().calls(SampleProposal.account(0x33), "0x" + "7f".repeat(5_000)),
        SampleProposal.of()
            .pays(
                Token.NATIVE,
                BigInteger.TWO.pow(256).subtract(BigInteger.ONE),
                SampleProposal.account(1)));
  }

  private static SampleProposal payments() {
    return SampleProposal.of()
        .id(ID)
        .pays(SampleProposal.USDC, new BigInteger("25000000000"), SampleProposal.account(0x11))
        .pays(Token.NATIVE, BigInteger.valueOf(5), SampleProposal.account(0x11));
  }

  private static PassedProposal passed(SampleProposal sample) {
    return new PassedProposal(sample.snapshot(), sample.calls(DESCRIPTION_HASH));
  }

  private static ApprovedProposal approved(SampleProposal sample) {
    ProposalSnapshot snapshot = sample.snapshot();
    ProposalCalls calls = sample.calls(DESCRIPTION_HASH);
    return new ApprovedProposal(snapshot, calls, 1_800_000_000L);
  }
}
