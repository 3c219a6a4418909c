package org.prytany.governance.writing;

import java.util.Optional;
import org.prytany.spi.ProposalKey;

/** Keeps what a model wrote, the last of each proposal. What is lost here is written again. */
public interface Drafts {

  /** Empty too if what is kept cannot be read. */
  Optional<Drafted> find(ProposalKey proposal);

  /** In the place of what was kept of the proposal before. */
  void keep(Drafted drafted);
}
