package org.prytany.governance.digest;

import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.DecodedAction;

/** Decodes a proposal's calls. Never leaves a call out: what it does not know is shown raw. */
public interface ActionDecoder {

  List<DecodedAction> decode(Dao dao, ProposalContent proposal);
}
