package org.prytany.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.Token;
import org.prytany.testkit.SampleProposal;
import org.web3j.crypto.Hash;

/** Plans through Compound's governors, which take a proposal's id. */
class FamiliesTest {
  private static final String HASH = "0x" + "ab".repeat(32);
  private static final SampleProposal SAMPLE =
      SampleProposal.of()
          .id(BigInteger.valueOf(42))
          .pays(Token.NATIVE, BigInteger.ONE, new Address("0x" + "11".repeat(20)));
  private static final String ID = "0".repeat(62) + "2a";

  private final OpenZeppelinExecutor plugin = new OpenZeppelinExecutor();

  private static String selector(String signature) {
    return Hash.sha3String(signature).substring(0, 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bravo", "routed-bravo", "alpha"})
  void compoundsGovernorsAreGivenTheIdAndNoCoin(String family) {
    var queue =
        plugin.planQueue(new PassedProposal(SAMPLE.snapshot(), SAMPLE.calls(HASH), family)).call();
    ExecutionPlan plan =
        plugin.planExecution(
            new ApprovedProposal(SAMPLE.snapshot(), SAMPLE.calls(HASH), 1, family));

    assertThat(queue.calldata()).isEqualTo(selector("queue(uint256)") + ID);
    assertThat(plan.call().calldata()).isEqualTo(selector("execute(uint256)") + ID);
    assertThat(plan.call().valueWei()).isZero();
    assertThat(plugin.interpret(plan, executed(plan, ID)))
        .isInstanceOf(ExecutionOutcome.Confirmed.class);
    assertThat(plugin.interpret(plan, executed(plan, "0".repeat(62) + "2b")))
        .isInstanceOf(ExecutionOutcome.Unknown.class);
  }

  private static ChainReceipt executed(ExecutionPlan plan, String id) {
    return new ChainReceipt(
        "0x" + "cd".repeat(32),
        true,
        55,
        List.of(
            new ChainReceipt.Log(
                plan.call().target(),
                List.of(Hash.sha3String("ProposalExecuted(uint256)")),
                "0x" + id)));
  }
}
