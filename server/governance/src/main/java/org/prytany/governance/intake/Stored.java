package org.prytany.governance.intake;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.spi.ProposalKey;

/**
 * Knows what is stored already: blocks are read again and again, and no document shall be read for
 * each proposal that they show once more.
 */
final class Stored {

  private static final int MOST = 4_096;

  private final ProposalRepository proposals;
  private final Map<ProposalKey, String> seen = new LinkedHashMap<>();
  private final Set<String> duplicates = new HashSet<>();

  Stored(ProposalRepository proposals) {
    this.proposals = proposals;
  }

  /** Whether this content, from this block, is what is stored under its id. */
  synchronized boolean has(ProposalContent content) {
    if (version(content).equals(seen.get(content.key()))) {
      return true;
    }
    boolean there = proposals.find(content.key()).filter(its -> is(its, content)).isPresent();
    if (there) {
      note(content);
    }
    return there;
  }

  /** To be called when a content was stored. */
  synchronized void note(ProposalContent content) {
    seen.put(content.key(), version(content));
    if (seen.size() > MOST) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  private static String version(ProposalContent content) {
    return content.contentHash() + content.blockHash();
  }

  /** Whether there is a proposal under an id, whatever its content. */
  boolean holds(ProposalKey key) {
    return proposals.find(key).filter(its -> !its.removedByReorg()).isPresent();
  }

  private static boolean is(Proposal known, ProposalContent content) {
    return !known.removedByReorg()
        && known.content().contentHash().equals(content.contentHash())
        && known.content().blockHash().equals(content.blockHash());
  }

  /** True once for a content under an id that another one has, so that it is told once. */
  synchronized boolean isNewDuplicate(ProposalContent content) {
    if (duplicates.size() >= MOST) {
      duplicates.clear();
    }
    return duplicates.add(content.key().text() + content.contentHash() + content.blockHash());
  }

  /** To be called when what is stored may have been taken back. */
  synchronized void forget(Dao dao) {
    seen.keySet()
        .removeIf(key -> key.chainId() == dao.chainId() && key.governor().equals(dao.governor()));
  }
}
