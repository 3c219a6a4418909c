package org.prytany.governance.world;

import java.util.HashMap;
import java.util.Map;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.ProposalKey;

/** Seals as the signer's: only the latest of a proposal and subject counts. */
public final class MemorySeals implements Seals {

  private record Place(ProposalKey proposal, Subject subject) {}

  private record Latest(String statement, String seal) {}

  private final Map<Place, Latest> latest = new HashMap<>();
  private int sealed;

  @Override
  public synchronized String seal(ProposalKey proposal, Subject subject, String statement) {
    String seal = "seal " + ++sealed;
    latest.put(new Place(proposal, subject), new Latest(statement, seal));
    return seal;
  }

  @Override
  public synchronized boolean stands(
      ProposalKey proposal, Subject subject, String statement, String seal) {
    return new Latest(statement, seal).equals(latest.get(new Place(proposal, subject)));
  }
}
