package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;

/** OpenZeppelin 5.7 without a timelock. */
class NoTimelockFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.withoutTimelock(local);
  }

  /** Invariant as in RoutedBravoFamilyTest. Attack: a treasury that is not the governor itself. */
  @Test
  void whereTheTreasuryIsAnotherAccountItIsExecutedFromElsewhere() {
    ProposalContent content = proposed();
    Dao mistaken =
        Dao.onlyRead(
            "scene",
            "Scene",
            scene().dao().chainId(),
            scene().dao().governor(),
            new Address(scene().token().address));

    assertThat(
            adapters()
                .reader()
                .executedElsewhere(mistaken, content, adapters().logs().head(mistaken))
                .orElseThrow())
        .contains(scene().dao().governor().hex());
  }

  /**
   * A governor that announces its proposals otherwise is refused, and not read as one that has
   * none. It is the same contract, whose event alone has another topic in its code.
   */
  @Test
  void whatAnnouncesProposalsInAnotherFormIsRefusedWithTheReason() {
    Dao dao = scene().dao();
    String code = scene().chain().call("eth_getCode", dao.governor().hex(), "latest").asText();
    scene()
        .chain()
        .setCode(
            dao.governor().hex(), code.replace(CreatedEvents.PLAIN.substring(2), "ab".repeat(32)));

    PrytanyException refused =
        catchThrowableOfType(PrytanyException.class, () -> adapters().logs().verify(dao));

    assertThat(refused.code()).isEqualTo(FailureCode.GOVERNOR_NOT_SERVED);
    assertThat(refused).hasMessageContaining("announces proposals in a form that is not known");
  }
}
