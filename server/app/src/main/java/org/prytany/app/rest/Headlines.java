package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.ProposalKey;

/** Headlines of proposals that lists of other things name. */
@ApplicationScoped
public class Headlines {

  static final int MOST_KEPT = 5_000;

  private final OncePerVersion<ProposalKey, Proposal, String> known =
      new OncePerVersion<>(MOST_KEPT, Proposal::version, ProposalViews::headline);

  /**
   * The headline of a proposal.
   *
   * @param version of it as it is stored now
   * @param whole reads all of it; empty if it is gone meanwhile
   */
  public Optional<String> of(ProposalKey key, long version, Supplier<Optional<Proposal>> whole) {
    return known.of(key, version, whole);
  }
}
