package org.prytany.app.view;

import java.util.List;

/**
 * What treasurers paused in a DAO.
 *
 * @param needed treasurers who have to sign that a pause ends
 */
public record PausesView(List<Pause> inForce, int needed) {

  /**
   * One pause in force.
   *
   * @param name as a resumption has to name it
   * @param scope votes, queueing, payouts or all
   * @param resumedBy who signed that it ends
   */
  public record Pause(
      String name, String scope, String by, String since, String reason, List<String> resumedBy) {}
}
