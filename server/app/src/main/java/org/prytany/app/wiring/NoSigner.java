package org.prytany.app.wiring;

import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.Signer;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.TransactionTerms;

/** For a server that neither votes nor pays: it has no account and never signs. */
enum NoSigner implements Signer {
  INSTANCE;

  @Override
  public Set<org.prytany.spi.Address> accounts() {
    return Set.of();
  }

  @Override
  public Act.Submission sign(SigningRequest request) {
    throw none();
  }

  @Override
  public Act.Submission cancel(Act act, TransactionTerms terms) {
    throw none();
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    return OptionalLong.empty();
  }

  private static PrytanyException none() {
    return new PrytanyException(
        FailureCode.KEY_UNAVAILABLE, "This server was started without a voter and an executor.");
  }
}
