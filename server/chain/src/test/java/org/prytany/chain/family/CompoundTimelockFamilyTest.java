package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.proposal.ProposalIds;

/** OpenZeppelin 5.7 with what Compound's present governor is made of. */
class CompoundTimelockFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.overCompoundsTimelock(local);
  }

  /** As in ExtendedFamilyTest. */
  @Override
  Class<? extends ProposalIds.Answer> anotherText() {
    return ProposalIds.Answer.Unknown.class;
  }

  @Test
  void idsGoOnFromWhereAnEarlierGovernorEnded() {
    assertThat(proposed().key().proposalId())
        .isEqualTo(BigInteger.valueOf(OpenZeppelinScene.EARLIER + 1));
  }
}
