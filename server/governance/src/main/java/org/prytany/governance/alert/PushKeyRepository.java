package org.prytany.governance.alert;

import java.util.Optional;

/** Keeps the one key by which push services know all servers on this store. */
public interface PushKeyRepository {

  Optional<PushKey> find();

  /**
   * Keeps a first one.
   *
   * @return the one that is kept: another server may have been faster
   */
  PushKey keep(PushKey fresh);
}
