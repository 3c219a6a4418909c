package org.prytany.app.feed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.ProposalKey;

/** What of a DAO's proposals a feed has; a reader follows what concerns them. */
public enum FeedKind {
  PROPOSALS("proposals"),
  STOPPED("stopped proposals"),
  WAITING("what waits for people"),
  VOTES("votes cast here"),
  PAYOUTS("what was executed");

  private final String words;

  FeedKind(String words) {
    this.words = words;
  }

  /** As in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As in a feed's title. */
  public String words() {
    return words;
  }

  public static Optional<FeedKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /**
   * @param waiting proposals for which people have to do something now
   */
  public boolean takes(Proposal proposal, Set<ProposalKey> waiting) {
    return switch (this) {
      case PROPOSALS -> true;
      case STOPPED -> proposal.verdict().filter(Verdict::blocked).isPresent();
      case WAITING -> waiting.contains(proposal.key());
      case VOTES ->
          proposal.ballot().filter(act -> act.status() == ActStatus.CONFIRMED).isPresent();
      case PAYOUTS ->
          proposal.chain().filter(its -> its.state() == ProposalState.EXECUTED).isPresent();
    };
  }
}
