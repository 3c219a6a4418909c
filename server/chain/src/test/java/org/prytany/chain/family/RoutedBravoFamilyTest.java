package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.proposal.ProposalContent;

/** Venus' present GovernorBravo, as published. */
class RoutedBravoFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return CompoundScene.routed(local);
  }

  /**
   * Invariant: nothing is queued or executed whose calls another account makes than the one that
   * limits and effects are about. Attack: the fast track, which has a timelock of its own.
   */
  @Test
  void aProposalOfAnotherRouteIsExecutedFromElsewhere() {
    ((CompoundScene) scene()).propose("# By the fast track", 1);
    ProposalContent content = newest();

    assertThat(
            adapters()
                .reader()
                .executedElsewhere(scene().dao(), content, adapters().logs().head(scene().dao()))
                .orElseThrow())
        .contains(scene().dao().treasury().hex());
  }
}
