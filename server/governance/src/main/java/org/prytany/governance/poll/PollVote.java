package org.prytany.governance.poll;

import java.time.Instant;
import java.util.Optional;

/**
 * A vote of ours, from its intent on. What it says never changes: it is sent again as it is.
 *
 * @param choice as it is published
 * @param timestamp Unix seconds that are signed
 * @param reason that is signed
 * @param id what is signed, and the vote's id at the hub
 * @param status how far it is
 * @param signature "0x"-hex; "" before it is signed
 * @param receipt what the hub gave for it
 * @param told what a person should know; "" for nothing
 * @param attempts how often it was sent
 * @param at when the status was reached, or it was tried last
 */
public record PollVote(
    String choice,
    long timestamp,
    String reason,
    String id,
    Status status,
    String signature,
    Optional<Receipt> receipt,
    String told,
    int attempts,
    Instant at) {

  /** How far a vote is. */
  public enum Status {
    /** It is stored, and may be signed. */
    INTENDED,
    /** It may have been sent, and may have been taken. */
    SIGNED,
    /** The hub gave a receipt; the vote was not read back yet. */
    SENT,
    /** The hub shows it. */
    CONFIRMED,
    /** The hub shows another vote of the account, which is left as it is. */
    ELSEWHERE,
    /** Voting ended, and the hub does not show it. */
    MISSED;

    /** Whether nothing follows. */
    public boolean isFinal() {
      return this == CONFIRMED || this == ELSEWHERE || this == MISSED;
    }
  }

  /** The intent to send an envelope. */
  public static PollVote intended(VoteEnvelope envelope, Instant at) {
    return new PollVote(
        envelope.choice().text(),
        envelope.timestamp(),
        envelope.reason(),
        envelope.id(),
        Status.INTENDED,
        "",
        Optional.empty(),
        "",
        0,
        at);
  }

  /** The same in another status. */
  public PollVote with(Status now, String itsTold, Instant when) {
    return new PollVote(
        choice, timestamp, reason, id, now, signature, receipt, itsTold, attempts, when);
  }

  /** The same, signed. */
  public PollVote signed(String by, Instant when) {
    return new PollVote(
        choice, timestamp, reason, id, Status.SIGNED, by, receipt, told, attempts, when);
  }

  /** The same, about to be sent once more. */
  public PollVote attempt(Instant when) {
    return new PollVote(
        choice, timestamp, reason, id, status, signature, receipt, told, attempts + 1, when);
  }

  /** The same with a receipt; who signed an earlier one is not forgotten. */
  public PollVote received(Status now, Receipt given, Instant when) {
    Receipt kept = receipt.filter(before -> given.signature().isEmpty()).orElse(given);
    return new PollVote(
        choice, timestamp, reason, id, now, signature, Optional.of(kept), "", attempts, when);
  }
}
