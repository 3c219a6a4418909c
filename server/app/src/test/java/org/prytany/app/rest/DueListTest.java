package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.app.view.DutyView;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.ProposalKey;

/**
 * A list that anybody may ask for costs the signer and the store no more than there are DAOs and
 * proposals in it.
 */
class DueListTest {

  private static final Instant NOW = Samples.PROPOSED.plusSeconds(86_400);

  private final Proposal first = Samples.fresh(1, "# A grant");
  private final Proposal second = Samples.fresh(2, "# Another grant");
  private final List<ProposalKey> read = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  private static Duty due(Proposal proposal, DutyKind kind, long inSeconds) {
    Instant at = NOW.plusSeconds(inSeconds);
    return new Duty(proposal.key(), kind, at, at, at, Optional.empty(), NOW, 0, "");
  }

  private List<DutyView> of(List<Duty> duties) {
    return new DueList(
            key -> Optional.of(Samples.DAO),
            key -> {
              read.add(key);
              return List.of(first, second).stream()
                  .filter(proposal -> proposal.key().equals(key))
                  .findFirst();
            },
            dao -> {
              asked.add(dao.id());
              return Roster.of(dao);
            })
        .of(duties, NOW);
  }

  @Test
  void eachProposalIsReadOnceAndTheTreasurersOfADaoAreAskedForOnce() {
    List<DutyView> views =
        of(
            List.of(
                due(first, DutyKind.VOTE, 20),
                due(second, DutyKind.DIGEST, 10),
                due(first, DutyKind.DIGEST, 0),
                due(second, DutyKind.VOTE, 30)));

    assertThat(views)
        .extracting(DutyView::kind)
        .containsExactly("DIGEST", "DIGEST", "VOTE", "VOTE");
    assertThat(views)
        .extracting(view -> view.headline().orElseThrow())
        .containsExactly("A grant", "Another grant", "A grant", "Another grant");
    assertThat(read).containsExactlyInAnyOrder(first.key(), second.key());
    assertThat(asked).containsExactly(Samples.DAO.id());
  }

  @Test
  void whatIsDueOfADaoThatIsServedNoLongerIsLeftOut() {
    assertThat(
            new DueList(key -> Optional.empty(), key -> Optional.empty(), Roster::of)
                .of(List.of(due(first, DutyKind.VOTE, 0)), NOW))
        .isEmpty();
  }
}
