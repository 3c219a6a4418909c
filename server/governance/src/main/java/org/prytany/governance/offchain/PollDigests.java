package org.prytany.governance.offchain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.ProposalSnapshot;

/**
 * Digests of votes off chain, by the same digester as a governor's proposals. Nothing is decided by
 * them, so they are kept in memory and made anew after a start.
 */
public final class PollDigests {

  private static final int MOST = 500;

  private final Function<ProposalSnapshot, Digested> reading;
  private final Map<String, Digested> made =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Digested> eldest) {
              return size() > MOST;
            }
          });

  /**
   * @param reading digests a text, and checks what the digester says
   */
  public PollDigests(Function<ProposalSnapshot, Digested> reading) {
    this.reading = reading;
  }

  /** Makes what is missing. */
  public void make(Poll poll) {
    HubProposal content = poll.now();
    if (of(content).isPresent()) {
      return;
    }
    made.put(
        content.contentHash(),
        reading.apply(
            new ProposalSnapshot(
                poll.proposalKey(),
                content.author(),
                content.text(),
                content.contentHash(),
                List.of(),
                Optional.empty())));
  }

  /** Empty before it is made. */
  public Optional<Digested> of(HubProposal content) {
    return Optional.ofNullable(made.get(content.contentHash()));
  }
}
