package org.prytany.governance.act;

import java.time.Instant;
import java.util.Optional;

/**
 * The taking back of a signed act: a transfer of nothing from the account to itself takes the act's
 * nonce, so that the signed bytes can never be mined. It is an act of its own: intended, signed,
 * sent, and over when the chain has used the nonce, for whichever of the two.
 *
 * @param why what stands against the act, in plain English
 * @param since when it was intended
 * @param transmission the signed forms of the transfer
 * @param then what became of the act's purpose meanwhile, e.g. done elsewhere; empty if nothing did
 */
public record Recall(
    String why, Instant since, Transmission transmission, Optional<ActOutcome> then) {

  public static Recall intended(String why, Instant now, Optional<ActOutcome> then) {
    return new Recall(why, now, Transmission.NONE, then);
  }

  public Recall with(Transmission other) {
    return new Recall(why, since, other, then);
  }
}
