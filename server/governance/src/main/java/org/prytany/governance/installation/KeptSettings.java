package org.prytany.governance.installation;

import java.util.Optional;

/**
 * What is ordered for one plugin.
 *
 * @param plugin its id
 * @param latest digest of the order that came last, whether it counts or was taken back, 64
 *     hexadecimal digits
 * @param good the order with which the plugin ran last; empty if it never ran with an ordered value
 * @param trial a later one, with which it has not run yet
 */
public record KeptSettings(
    String plugin, String latest, Optional<SignedSettings> good, Optional<SignedSettings> trial) {

  /** What counts now. */
  Optional<SignedSettings> now() {
    return trial.or(() -> good);
  }

  KeptSettings tried(SignedSettings next) {
    return new KeptSettings(plugin, next.order().digest(), good, Optional.of(next));
  }

  KeptSettings settled() {
    return new KeptSettings(plugin, latest, now(), Optional.empty());
  }

  KeptSettings takenBack() {
    return new KeptSettings(plugin, latest, good, Optional.empty());
  }
}
