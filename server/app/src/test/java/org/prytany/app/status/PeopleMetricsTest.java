package org.prytany.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** What people have to look after stands in the metrics, by DAO. */
class PeopleMetricsTest {

  private final MeteredHouse house = new MeteredHouse();

  @Test
  void eachGaugeSaysWhatIsStored() {
    VoteDecision escalated = new VoteDecision.Escalate("host", "unsure");
    VoteDecision cast = new VoteDecision.Cast(Support.FOR, "always", "because");
    house.proposal(1, ProposalState.ACTIVE, Optional.of(escalated));
    house.proposal(
        2, ProposalState.QUEUED, Optional.of(new VoteDecision.Refrain("no", "not ours")));
    house.proposal(3, ProposalState.DEFEATED, Optional.of(cast));
    house.proposal(4, ProposalState.DEFEATED, Optional.empty());
    house.proposal(5, ProposalState.CANCELED, Optional.of(cast));
    house.reckoned(3, Came.MISSED, Came.NEVER_DUE);
    house.reckoned(4, Came.MET, Came.DROPPED);
    house.reckoned(5, Came.DROPPED, Came.NEVER_DUE);
    house.metrics.look();

    assertThat(house.gauge("prytany_duties_reckoned{demo,vote,met}")).isEqualTo(1);
    assertThat(house.gauge("prytany_duties_reckoned{demo,vote,missed}")).isEqualTo(1);
    assertThat(house.gauge("prytany_duties_reckoned{demo,vote,dropped}")).isEqualTo(1);
    assertThat(house.gauge("prytany_duties_reckoned{demo,payout,met}")).isZero();
    assertThat(house.gauge("prytany_duties_reckoned{demo,payout,dropped}")).isEqualTo(1);
    assertThat(house.gauge("prytany_needs_people{demo}")).isEqualTo(1);
    assertThat(house.gauge("prytany_waiting_approvals{demo}")).isEqualTo(1);
    assertThat(house.gauge("prytany_votes_missed{demo}")).isEqualTo(1);
    assertThat(house.gauge("prytany_head_lag_seconds{demo}")).isEqualTo(42);
    assertThat(house.gauge("prytany_wallet_coin{demo,voter}")).isEqualTo(0.01);
    assertThat(house.gauge("prytany_alert_deliveries{dead}")).isEqualTo(3);
    assertThat(house.gauge("prytany_reader_mails{dead}")).isEqualTo(2);

    house.proposal(1, ProposalState.DEFEATED, Optional.of(escalated));
    house.reckoned(1, Came.MISSED, Came.NEVER_DUE);
    house.metrics.look();
    assertThat(house.gauge("prytany_needs_people{demo}")).isZero();
    assertThat(house.gauge("prytany_votes_missed{demo}")).isEqualTo(2);
  }

  @Test
  void noncesAreCountedFromTheStartAndOnce() {
    house.log("vote.nonce-taken");
    house.metrics.look();
    assertThat(house.counters).doesNotContainKey("prytany_nonce_gaps_total");
    house.log("execute.nonce-left");
    house.log("vote.sent");
    house.metrics.look();
    house.metrics.look();
    assertThat(house.counters).containsEntry("prytany_nonce_gaps_total", 1L);
  }
}
