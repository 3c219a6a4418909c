package org.prytany.alerts;

import java.util.Optional;
import org.prytany.governance.alert.PushKey;
import org.prytany.governance.alert.PushKeyRepository;

/** A key that outlives the services over it, as the store's does. */
final class MemoryPushKey implements PushKeyRepository {

  private Optional<PushKey> kept = Optional.empty();

  @Override
  public Optional<PushKey> find() {
    return kept;
  }

  @Override
  public PushKey keep(PushKey fresh) {
    kept = Optional.of(kept.orElse(fresh));
    return kept.get();
  }
}
