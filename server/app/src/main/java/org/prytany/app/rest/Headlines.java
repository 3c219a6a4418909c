package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.ProposalKey;

/**
 * Headlines of proposals that lists of other things name. A proposal is read whole once for each of
 * its versions, however many ask and however often.
 */
@ApplicationScoped
public class Headlines {

  static final int MOST_KEPT = 5_000;

  private final Map<ProposalKey, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ProposalKey, Known> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Known(long version, String headline) {}

  /**
   * The headline of a proposal.
   *
   * @param version of it as it is stored now
   * @param whole reads all of it; empty if it is gone meanwhile
   */
  public Optional<String> of(ProposalKey key, long version, Supplier<Optional<Proposal>> whole) {
    Optional<String> before = known(key, version);
    if (before.isPresent()) {
      return before;
    }
    Optional<Known> read =
        whole.get().map(its -> new Known(its.version(), ProposalViews.headline(its)));
    read.ifPresent(its -> keep(key, its));
    return read.map(Known::headline);
  }

  private synchronized Optional<String> known(ProposalKey key, long version) {
    return Optional.ofNullable(known.get(key))
        .filter(its -> its.version() == version)
        .map(Known::headline);
  }

  private synchronized void keep(ProposalKey key, Known read) {
    known.put(key, read);
  }
}
