package org.prytany.governance.plugin;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** PLUGIN_FAULT: a plugin took too long, so nobody waits for it, and it may be at it still. */
public final class GivenUp extends PrytanyException {

  private static final long serialVersionUID = 1L;

  public GivenUp(String words) {
    super(FailureCode.PLUGIN_FAULT, words);
  }
}
