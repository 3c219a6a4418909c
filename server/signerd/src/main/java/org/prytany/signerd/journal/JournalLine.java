package org.prytany.signerd.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.prytany.governance.approval.JournalEntry;
import org.prytany.signerd.journal.Recorded.Cancelled;
import org.prytany.signerd.journal.Recorded.Restarted;
import org.prytany.signerd.journal.Recorded.Sealed;
import org.prytany.signerd.journal.Recorded.Signed;

/**
 * One line of the journal. Its hash is the SHA-256 of its text, and the next line names it: a line
 * cannot be changed, left out or moved without the later ones showing it.
 *
 * @param sequence 1, 2, 3, ...
 * @param previous the hash of the line before; {@link #GENESIS} before the first
 * @param at when, by the clock of this machine
 */
record JournalLine(
    long sequence,
    String previous,
    Instant at,
    Optional<Signed> signed,
    Optional<Cancelled> cancelled,
    Optional<Sealed> sealed,
    Optional<JournalEntry.Listed> listed,
    Optional<JournalEntry.Said> said,
    Optional<JournalEntry.Ordered> ordered,
    Optional<Restarted> restarted) {

  static final String GENESIS = "0".repeat(64);

  static JournalLine of(long sequence, String previous, Instant at, Recorded what) {
    return new JournalLine(
        sequence,
        previous,
        at,
        only(what, Signed.class),
        only(what, Cancelled.class),
        only(what, Sealed.class),
        kept(what, JournalEntry.Listed.class),
        kept(what, JournalEntry.Said.class),
        kept(what, JournalEntry.Ordered.class),
        only(what, Restarted.class));
  }

  private static <T> Optional<T> only(Recorded what, Class<T> type) {
    return Optional.of(what).filter(type::isInstance).map(type::cast);
  }

  private static <T> Optional<T> kept(Recorded what, Class<T> type) {
    return only(what, Recorded.KeptForTreasurers.class)
        .map(Recorded.KeptForTreasurers::entry)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /**
   * @throws IllegalArgumentException if it holds nothing, or more than one thing
   */
  Recorded what() {
    Optional<? extends JournalEntry> entry = listed.isPresent() ? listed : said;
    Optional<? extends JournalEntry> kept = entry.isPresent() ? entry : ordered;
    long there =
        java.util.stream.Stream.of(signed, cancelled, sealed, listed, said, ordered, restarted)
            .filter(Optional::isPresent)
            .count();
    if (there != 1) {
      throw new IllegalArgumentException("it holds " + there + " things");
    }
    if (signed.isPresent()) {
      return signed.get();
    }
    if (cancelled.isPresent()) {
      return cancelled.get();
    }
    if (sealed.isPresent()) {
      return sealed.get();
    }
    return restarted.isPresent()
        ? restarted.get()
        : new Recorded.KeptForTreasurers(kept.orElseThrow());
  }

  /** 64 hexadecimal digits. */
  static String hash(String line) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
