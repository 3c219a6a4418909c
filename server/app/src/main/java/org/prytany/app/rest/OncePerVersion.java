package org.prytany.app.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A little of each proposal, which is read whole once for each of its versions, however many ask
 * and however often. Those that were asked for last are kept.
 *
 * @param <K> names a proposal
 * @param <P> a whole one
 * @param <T> the little
 */
final class OncePerVersion<K, P, T> {

  private final ToLongFunction<P> version;
  private final Function<P, T> little;
  private final Map<K, Known<T>> known;

  private record Known<T>(long version, T little) {}

  /**
   * @param version of a whole proposal
   * @param little of a proposal, and of nothing else: neither of the time nor of settings
   */
  OncePerVersion(int mostKept, ToLongFunction<P> version, Function<P, T> little) {
    this.version = version;
    this.little = little;
    this.known =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Known<T>> eldest) {
            return size() > mostKept;
          }
        };
  }

  /**
   * @param stored the proposal's version as it is stored now
   * @param whole reads all of it; empty if it is gone meanwhile
   */
  Optional<T> of(K key, long stored, Supplier<Optional<P>> whole) {
    Optional<T> before = known(key, stored);
    if (before.isPresent()) {
      return before;
    }
    Optional<Known<T>> read =
        whole.get().map(its -> new Known<>(version.applyAsLong(its), little.apply(its)));
    read.ifPresent(its -> keep(key, its));
    return read.map(Known::little);
  }

  private synchronized Optional<T> known(K key, long stored) {
    return Optional.ofNullable(known.get(key))
        .filter(its -> its.version() == stored)
        .map(Known::little);
  }

  private synchronized void keep(K key, Known<T> read) {
    known.put(key, read);
  }
}
