package org.prytany.governance.simulation;

import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.DecodedAction;

/** Decodes a proposal's calls. Never leaves a call out: what it does not know is shown raw. */
public interface ActionDecoder {

  /**
   * How {@link DecodedAction#knowledge()} of an unknown function starts whose signature only the
   * proposal's own text has; the signature follows. The function stays empty: an author's word
   * makes no function known.
   */
  String SPELLED_BY_TEXT = "the proposal's own text: ";

  List<DecodedAction> decode(Dao dao, ProposalContent proposal);
}
