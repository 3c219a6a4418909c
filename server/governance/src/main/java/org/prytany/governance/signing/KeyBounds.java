package org.prytany.governance.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * What the signer says of a key that may not do everything: one that may only vote, for some DAOs
 * and until a date, or one that was revoked.
 *
 * @param name as in the signer's own file: {@code prytany.key.NAME}
 * @param account whose key it is
 * @param onlyVotes whether it signs votes alone
 * @param daos for which it votes; empty where {@code onlyVotes} is false
 * @param until from when on it signs nothing; empty where {@code onlyVotes} is false
 * @param revokedAt when the signer noted that it was revoked, by the clock of its machine; empty if
 *     it was not
 */
public record KeyBounds(
    String name,
    Address account,
    boolean onlyVotes,
    Set<String> daos,
    Optional<Instant> until,
    Optional<Instant> revokedAt) {

  public KeyBounds {
    daos = Set.copyOf(daos);
  }

  /** Whether it signs nothing any more. */
  public boolean isOver(Instant now) {
    return revokedAt.isPresent() || until.filter(end -> !now.isBefore(end)).isPresent();
  }

  /**
   * What remains until it ends; zero where it signs nothing any more, empty where it has no end.
   */
  public Optional<Duration> left(Instant now) {
    return isOver(now) ? Optional.of(Duration.ZERO) : until.map(end -> Duration.between(now, end));
  }

  /** One sentence for people. */
  public String words(Instant now) {
    String key = "Key '" + name + "' of " + account;
    if (revokedAt.isPresent()) {
      return key + " was revoked at " + revokedAt.get() + ": it signs nothing any more.";
    }
    if (until.isEmpty()) {
      return key + " is not bounded.";
    }
    if (isOver(now)) {
      return key + " ended at " + until.get() + ": it signs nothing any more.";
    }
    long days = Duration.between(now, until.get()).toDays();
    return key
        + " may only vote, until "
        + until.get()
        + ": "
        + (days == 0 ? "less than a day is" : days == 1 ? "1 day is" : days + " days are")
        + " left.";
  }
}
