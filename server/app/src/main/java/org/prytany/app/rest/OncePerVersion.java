package org.prytany.app.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.ProposalKey;

/**
 * A little of each proposal, which is read whole once for each of its versions, however many ask
 * and however often. Those that were asked for last are kept.
 */
final class OncePerVersion<T> {

  private final Function<Proposal, T> little;
  private final Map<ProposalKey, Known<T>> known;

  private record Known<T>(long version, T little) {}

  /**
   * @param little of a proposal, and of nothing else: neither of the time nor of settings
   */
  OncePerVersion(int mostKept, Function<Proposal, T> little) {
    this.little = little;
    this.known =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ProposalKey, Known<T>> eldest) {
            return size() > mostKept;
          }
        };
  }

  /**
   * @param version of the proposal as it is stored now
   * @param whole reads all of it; empty if it is gone meanwhile
   */
  Optional<T> of(ProposalKey key, long version, Supplier<Optional<Proposal>> whole) {
    Optional<T> before = known(key, version);
    if (before.isPresent()) {
      return before;
    }
    Optional<Known<T>> read = whole.get().map(its -> new Known<>(its.version(), little.apply(its)));
    read.ifPresent(its -> keep(key, its));
    return read.map(Known::little);
  }

  private synchronized Optional<T> known(ProposalKey key, long version) {
    return Optional.ofNullable(known.get(key))
        .filter(its -> its.version() == version)
        .map(Known::little);
  }

  private synchronized void keep(ProposalKey key, Known<T> read) {
    known.put(key, read);
  }
}
