package org.prytany.governance.plugin;

import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/** A digester as the host runs it. */
public interface RunningDigester extends ProposalDigester {

  /**
   * Names the code that answers: its file, and the deployment of that file. Another one whenever
   * other code may answer, also under the same id and version.
   */
  String deployment();

  /**
   * As {@link #digest(ProposalSnapshot, DigestContext)}; a digest that is refused counts as a
   * failure.
   */
  default TextDigest digest(
      ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
    return judged.accepted(this, digest(proposal, context));
  }
}
