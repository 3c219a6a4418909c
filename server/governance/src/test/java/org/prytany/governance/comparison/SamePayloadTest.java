package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;

/** Proposals that make the same calls point at each other for as long as both may be executed. */
class SamePayloadTest {

  private final World world = new World();

  private List<Finding> twins(ProposalContent content) {
    return world.stored(content).verdict().orElseThrow().findings().stream()
        .filter(finding -> finding.code().equals("SAME_PAYLOAD"))
        .toList();
  }

  @Test
  void bothAreToldOfEachOther() {
    ProposalContent first = world.digested(1, "Do we like blue?");
    assertThat(twins(first)).isEmpty();

    ProposalContent second = world.digested(2, "Do we like green?");

    assertThat(first.actionsHash()).isEqualTo(second.actionsHash());
    assertThat(twins(first)).singleElement().extracting(Finding::text).asString().contains(": 2.");
    assertThat(twins(second)).singleElement().extracting(Finding::text).asString().contains(": 1.");
  }

  @Test
  void aCancelledOneIsNoReasonToWarn() {
    ProposalContent first = world.digested(1, "Do we like blue?");
    world.chain.become(first, ProposalState.CANCELED);
    world.tally.refresh(world.dao, world.stored(first));

    ProposalContent second = world.digested(2, "Do we like green?");

    assertThat(twins(second)).isEmpty();
  }
}
