package org.prytany.chain.rpc;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** The endpoint could not bear the question: it took too long, or the answer was too large. */
public final class EndpointSlowException extends PrytanyException {
  private static final long serialVersionUID = 1L;

  EndpointSlowException(String message) {
    super(FailureCode.CHAIN_UNAVAILABLE, message);
  }
}
