package org.prytany.signerd.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.signerd.journal.Recorded;

/**
 * What stands for an account's latest anchor.
 *
 * @param head what it anchors
 * @param first when it was signed first
 * @param nonce of its newest form
 * @param terms those of its newest form
 * @param hashes of every transaction that was ever signed for this head
 */
record AnchorStanding(
    AuditHead head, Instant first, long nonce, TransactionTerms terms, List<String> hashes) {

  AnchorStanding {
    hashes = List.copyOf(hashes);
  }

  static AnchorStanding of(Recorded.Anchored signed, Instant at) {
    return new AnchorStanding(
        signed.head(), at, signed.nonce(), signed.terms(), List.of(signed.hash()));
  }

  /** What stands after this one: a later anchor, or another form of the same. */
  AnchorStanding then(AnchorStanding later) {
    if (!later.head.equals(head)) {
      return later;
    }
    List<String> all = new ArrayList<>(hashes);
    all.addAll(later.hashes);
    return new AnchorStanding(head, first, later.nonce, later.terms, all);
  }
}
