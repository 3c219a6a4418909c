package org.prytany.governance.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A witness in memory, which can be told to die before it notes anything. */
final class MemoryWitness implements AuditWitness {

  /** What happens instead of noting. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final List<Sighting> seen = new ArrayList<>();
  final List<Sighting> aside = new ArrayList<>();
  boolean dies;

  @Override
  public void saw(AuditEntry entry) {
    if (dies) {
      throw new Died();
    }
    seen.add(
        new Sighting(
            entry.sequence(), entry.hash(), Instant.ofEpochSecond(1_800_000_000L + seen.size())));
  }

  @Override
  public Optional<Sighting> last() {
    return seen.isEmpty() ? Optional.empty() : Optional.of(seen.getLast());
  }

  @Override
  public Stream<Sighting> sightings() {
    return List.copyOf(seen).stream();
  }

  @Override
  public String setAside() {
    aside.addAll(seen);
    seen.clear();
    return "aside";
  }
}
