package org.prytany.governance.plugin;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** PLUGIN_UNAVAILABLE for one proposal: what a plugin did about it was so bad that nobody asks. */
public final class ProposalAside extends PrytanyException {

  private static final long serialVersionUID = 1L;

  public ProposalAside(String words) {
    super(FailureCode.PLUGIN_UNAVAILABLE, words);
  }
}
