package org.prytany.governance.intake;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.spi.ProposalKey;

/**
 * Keeps out contents that do not belong to the id under which they were shown, and remembers where
 * they were read, so that the honest content is found when the endpoint shows it.
 */
final class Quarantine {

  /** A governor that makes up proposals without end fills this and no more. */
  private static final int MOST = 256;

  private record Refused(String contentHash, long block) {}

  private final ProposalIds ids;
  private final AuditLog audit;
  private final Map<ProposalKey, Refused> refused = new LinkedHashMap<>();
  private final ArrayDeque<ProposalKey> turns = new ArrayDeque<>();
  private final Set<String> told = new LinkedHashSet<>();

  Quarantine(ProposalIds ids, AuditLog audit) {
    this.ids = ids;
    this.audit = audit;
  }

  /** Those that belong to their ids. Of the others people are told once. */
  List<ProposalContent> admitted(Dao dao, List<ProposalContent> shown) {
    List<ProposalIds.Answer> answers = ids.checkAll(dao, shown);
    List<ProposalContent> admitted = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      if (admits(shown.get(i), answers.get(i))) {
        admitted.add(shown.get(i));
      }
    }
    return admitted;
  }

  private boolean admits(ProposalContent content, ProposalIds.Answer answer) {
    return switch (answer) {
      case ProposalIds.Answer.Belongs belongs -> true;
      case ProposalIds.Answer.Differs differs -> {
        refuse(content, "proposal.refused", differs.why());
        yield false;
      }
      case ProposalIds.Answer.Unknown unknown -> {
        refuse(content, "proposal.not-proven", unknown.why());
        yield false;
      }
    };
  }

  /** Whether a content that was stored before still belongs to its id. */
  boolean belongs(Dao dao, ProposalContent content) {
    return ids.check(dao, content) instanceof ProposalIds.Answer.Belongs;
  }

  /** The block of one refused proposal, another one each time; empty if nothing was refused. */
  synchronized Optional<Long> nextToReadAgain(Dao dao, long head) {
    for (int i = turns.size(); i > 0; i--) {
      ProposalKey key = turns.removeFirst();
      Refused entry = refused.get(key);
      if (entry == null) {
        continue;
      }
      turns.addLast(key);
      if (key.chainId() == dao.chainId()
          && key.governor().equals(dao.governor())
          && entry.block() <= head) {
        return Optional.of(entry.block());
      }
    }
    return Optional.empty();
  }

  /** Whether something was refused under an id. */
  synchronized boolean holds(Dao dao, BigInteger id) {
    return refused.containsKey(new ProposalKey(dao.chainId(), dao.governor(), id));
  }

  /** To be called when an honest content is stored: no block need be read again for it. */
  synchronized void forget(ProposalKey key) {
    refused.remove(key);
  }

  /** Keeps a content out, and tells people once. */
  void refuse(ProposalContent content, String act, String why) {
    remember(content);
    tell(content, act, why);
  }

  /** Tells people, once, what is wrong with a content. */
  void tell(ProposalContent content, String act, String why) {
    if (isNew(content)) {
      audit.append(
          AuditLog.SERVER,
          act,
          content.key().text(),
          Map.of(
              "why", why,
              "contentHash", content.contentHash(),
              "block", Long.toString(content.block()),
              "transaction", content.transactionHash()));
    }
  }

  private synchronized void remember(ProposalContent content) {
    Refused entry = new Refused(content.contentHash(), content.block());
    if (refused.put(content.key(), entry) == null) {
      turns.addLast(content.key());
      if (refused.size() > MOST) {
        refused.remove(refused.keySet().iterator().next());
      }
    }
  }

  private synchronized boolean isNew(ProposalContent content) {
    boolean fresh =
        told.add(content.key().text() + content.contentHash() + ":" + content.blockHash());
    if (told.size() > MOST) {
      told.remove(told.iterator().next());
    }
    return fresh;
  }
}
