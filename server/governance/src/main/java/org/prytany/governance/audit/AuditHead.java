package org.prytany.governance.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a log: its last entry's number and hash, which cover everything before.
 *
 * @param sequence 0 for an empty log
 * @param hash {@link AuditEntry#GENESIS} for an empty log
 */
public record AuditHead(long sequence, String hash) {

  /** The head of an empty log. */
  public static final AuditHead EMPTY = new AuditHead(0, AuditEntry.GENESIS);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(0x[0-9a-f]{64})");

  static AuditHead of(AuditEntry entry) {
    return new AuditHead(entry.sequence(), entry.hash());
  }

  static AuditHead of(Optional<AuditEntry> last) {
    return last.map(AuditHead::of).orElse(EMPTY);
  }

  /** Reads {@link #text()}; empty if it is none. */
  public static Optional<AuditHead> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** "812:0x5a...": number and hash in one word. */
  public String text() {
    return sequence + ":" + hash;
  }
}
