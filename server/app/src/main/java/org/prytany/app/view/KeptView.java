package org.prytany.app.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of the votes and payouts that fell due.
 *
 * @param missed the last that were missed, newest first
 */
public record KeptView(Count votes, Count payouts, List<Missed> missed) {

  public KeptView {
    missed = List.copyOf(missed);
  }

  /**
   * @param due {@code met} and {@code missed} together
   * @param dropped fell due, and was then taken from this server: cancelled, refrained from, done
   *     by hand
   */
  @Schema(name = "KeptCount")
  public record Count(int due, int met, int missed, int dropped) {}

  /**
   * @param duty "vote" or "payout"
   * @param headline the proposal's title
   * @param reason plain English
   * @param at when it was noticed, ISO-8601
   */
  public record Missed(String duty, String proposalId, String headline, String reason, String at) {}
}
