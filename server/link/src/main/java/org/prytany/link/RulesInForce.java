package org.prytany.link;

import org.prytany.governance.failure.PrytanyException;

/**
 * The voting rules that the server has in force, whatever process votes by them: each process is
 * given these, so that its end brings no others into force.
 */
public interface RulesInForce {

  /**
   * Has a running process change to other rules; if it does, they are what is in force. No process
   * is given rules meanwhile.
   *
   * @param sha256 of the rules, which somebody who may do so put his name to
   * @param change has the process change; throws if it is not known to have done so
   * @throws PrytanyException APPROVAL_REFUSED if what lies there are not those rules; what {@code
   *     change} throws
   */
  void change(String sha256, Runnable change);
}
