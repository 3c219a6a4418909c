package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Page after page, as a client asks for them, shows every proposal once. */
class ProposalPagesTest {

  @Test
  void no_proposal_is_lost_between_two_pages_although_many_stand_in_one_block() {
    List<ProposalSummary> all = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      all.add(summary(number, 100 - number / 7));
    }
    for (int limit = 1; limit <= 41; limit++) {
      List<ProposalSummary> seen = new ArrayList<>();
      long before = Long.MAX_VALUE;
      List<ProposalSummary> page;
      do {
        long until = before;
        page = DaosResource.page(all.stream().filter(one -> one.block() < until).toList(), limit);
        seen.addAll(page);
        before = page.isEmpty() ? before : page.getLast().block();
      } while (page.size() >= limit);
      assertThat(seen).as("pages of %d", limit).containsExactlyElementsOf(all);
    }
  }

  private static ProposalSummary summary(int number, long block) {
    return new ProposalSummary(
        new ProposalKey(1, new Address("0x" + "11".repeat(20)), BigInteger.valueOf(number)),
        1,
        "",
        "",
        false,
        block,
        Optional.empty(),
        false,
        false,
        "",
        0,
        Map.of(),
        Map.of());
  }
}
