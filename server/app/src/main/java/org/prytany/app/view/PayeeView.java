package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account that a proposal would pay, and earlier proposals that would or did.
 *
 * @param label as the operator calls it
 * @param pays what it would get, one amount a token
 * @param before newest first
 * @param more whether there are more than are shown
 */
public record PayeeView(
    String account, Optional<String> label, List<String> pays, List<Before> before, boolean more) {

  /**
   * An earlier proposal.
   *
   * @param outcome "paid", "paid otherwise" (not as it was simulated), "promised" (it may still be
   *     executed) or "not paid"
   */
  @Schema(name = "EarlierPayment")
  public record Before(
      String dao,
      String daoName,
      String proposalId,
      String headline,
      String state,
      long block,
      List<String> pays,
      String outcome) {}
}
