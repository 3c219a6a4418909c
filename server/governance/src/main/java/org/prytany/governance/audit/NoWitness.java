package org.prytany.governance.audit;

import java.util.Optional;
import java.util.stream.Stream;

/** Sees nothing and remembers nothing. */
final class NoWitness implements AuditWitness {

  @Override
  public void saw(AuditEntry entry) {
    // Nothing is kept.
  }

  @Override
  public Optional<Sighting> last() {
    return Optional.empty();
  }

  @Override
  public Stream<Sighting> sightings() {
    return Stream.empty();
  }

  @Override
  public String setAside() {
    return "";
  }
}
