package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.AccountFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

class ReportedFactsTest {

  private static final AccountFacts FRESH =
      new AccountFacts(
          World.STRANGER, Answer.NO, Answer.NO, Answer.NO, Answer.UNKNOWN, Answer.UNKNOWN);

  @Test
  void whatTheChainSaysOfAccountsStandsBesideTheEffectsOfTheSameBlock() {
    World world = new World();
    ProposalContent content = world.digested(1, "Pay nothing.");
    Map<Address, BigInteger> holdings = Map.of(Address.ZERO, BigInteger.TEN);
    DigestService asking =
        new DigestService(
            world,
            world,
            Optional.empty(),
            world.chain,
            world.chain,
            (dao, actions, effects) -> {
              assertThat(dao).isEqualTo(world.dao);
              assertThat(effects.block()).isPositive();
              return new ChainFacts(List.of(FRESH), holdings);
            },
            ClaimCheck.standard(),
            world.transitions,
            world.seals,
            world.audit,
            world.clock);

    EffectsReport report =
        asking.refreshEffects(world.dao, world.stored(content)).effects().orElseThrow();

    assertThat(report.facts().of(World.STRANGER)).contains(FRESH);
    assertThat(report.facts().holdings()).isEqualTo(holdings);
    assertThat(world.stored(content).effects()).contains(report);
  }
}
