package org.prytany.governance.plugin;

import org.prytany.spi.ProposalDigester;

/** A digester as the host runs it. */
public interface RunningDigester extends ProposalDigester {

  /**
   * Names the code that answers: its file, and the deployment of that file. Another one whenever
   * other code may answer, also under the same id and version.
   */
  String deployment();
}
