package org.prytany.governance.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.Transitions;
import org.prytany.spi.ProposalKey;

/**
 * Stores proposals that were read, many at once: proven, stored, logged, and their digests due. A
 * crash at any point leaves the cursor before them; what is read again then is stored, logged and
 * due once.
 */
final class Admission {

  private static final String CREATED = "proposal.created";
  private static final String CREATED_AGAIN = "proposal.created-again";

  private final GovernorLogs logs;
  private final ProposalRepository proposals;
  private final Transitions transitions;
  private final DutyRepository duties;
  private final Quarantine quarantine;
  private final Confirmation confirmation;
  private final AuditLog audit;
  private final ProposalEvents events;
  private final InstantSource clock;
  private final Stored stored;

  /** DAOs of which all that this process stored is in the log. */
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  Admission(
      GovernorLogs logs,
      ProposalRepository proposals,
      Transitions transitions,
      DutyRepository duties,
      Quarantine quarantine,
      Confirmation confirmation,
      AuditLog audit,
      ProposalEvents events,
      InstantSource clock) {
    this.logs = logs;
    this.proposals = proposals;
    this.transitions = transitions;
    this.duties = duties;
    this.quarantine = quarantine;
    this.confirmation = confirmation;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
    this.stored = new Stored(proposals);
  }

  /** To be called when what is stored may have been taken back. */
  void forget(Dao dao) {
    stored.forget(dao);
  }

  /** Stores what was found; the number of those that are new or came back. */
  int store(Dao dao, List<ProposalContent> found, IntakeCursor cursor, BlockRef head) {
    List<ProposalContent> unread =
        found.stream()
            .filter(content -> content.block() >= cursor.nextBlock() || !stored.has(content))
            .toList();
    List<ProposalContent> admitted = quarantine.admitted(dao, unread);
    int fresh = 0;
    for (Confirmation.Told told :
        new Ahead<>(admitted, batch -> confirmation.ask(dao, batch, head, cursor))) {
      fresh += store(dao, confirmation.of(told), cursor.nextBlock(), head);
    }
    found.stream()
        .map(ProposalContent::key)
        .filter(key -> quarantine.holds(dao, key.proposalId()) && stored.holds(key))
        .forEach(quarantine::forget);
    return fresh;
  }

  /**
   * Stores what is proven. The proposals come before their entries in the log, for only the store
   * says which of them are new, and both before the duties.
   *
   * @param unread the first block behind the cursor
   */
  private int store(Dao dao, List<ProposalContent> proven, long unread, BlockRef head) {
    boolean whole = logged.remove(dao.id());
    List<Boolean> inserted = proposals.insertAll(proven.stream().map(Proposal::fresh).toList());
    List<ProposalContent> created = new ArrayList<>();
    List<ProposalContent> known = new ArrayList<>();
    for (int i = 0; i < proven.size(); i++) {
      (inserted.get(i) ? created : known).add(proven.get(i));
    }
    List<AuditLog.Line> lines = new ArrayList<>();
    for (ProposalContent content : created) {
      lines.add(line(CREATED, content));
      if (content.block() < unread) {
        lines.add(line("proposal.read-late", content));
      }
    }
    if (!whole) {
      Set<ProposalKey> now = created.stream().map(ProposalContent::key).collect(Collectors.toSet());
      List<ProposalContent> before =
          known.stream().filter(its -> its.block() >= unread && !now.contains(its.key())).toList();
      unlogged(before).forEach(content -> lines.add(line(CREATED, content)));
    }
    audit.appendAll(lines);
    for (ProposalContent content : created) {
      quarantine.forget(content.key());
      stored.note(content);
      events.changed(content.key(), "proposal");
    }
    List<ProposalKey> due = new ArrayList<>(created.stream().map(ProposalContent::key).toList());
    int fresh = created.size();
    for (ProposalContent content : known) {
      quarantine.forget(content.key());
      fresh += again(dao, content, head) ? 1 : 0;
      if (transitions.current(content.key()).verdict().isEmpty()) {
        due.add(content.key());
      }
    }
    duties.scheduleAll(due.stream().map(this::digest).toList());
    logged.add(dao.id());
    return fresh;
  }

  /** Those that were stored and whose entry a crash left out. */
  private List<ProposalContent> unlogged(List<ProposalContent> there) {
    Map<String, ProposalContent> missing = new LinkedHashMap<>();
    there.forEach(content -> missing.put(content.key().text(), content));
    if (!missing.isEmpty()) {
      audit.latest(
          entry -> {
            if (entry.act().equals(CREATED) || entry.act().equals(CREATED_AGAIN)) {
              missing.remove(entry.subject());
            }
            return missing.isEmpty();
          });
    }
    return List.copyOf(missing.values());
  }

  /** One whose id is taken; true if it comes back after a reorg, or takes the place of another. */
  private boolean again(Dao dao, ProposalContent content, BlockRef head) {
    Proposal known = transitions.current(content.key());
    boolean moved =
        known.removedByReorg()
            || !known.content().blockHash().equals(content.blockHash())
            || !known.content().contentHash().equals(content.contentHash());
    if (moved && isFalse(dao, known, head)) {
      transitions.apply(content.key(), "proposal", current -> Optional.of(moved(current, content)));
      audit.appendAll(List.of(line(CREATED_AGAIN, content)));
      return true;
    }
    if (moved && stored.isNewDuplicate(content)) {
      audit.appendAll(List.of(line("proposal.duplicate-id", content)));
    }
    return false;
  }

  /** Whether what is stored cannot be true, so that what is shown now takes its place. */
  private boolean isFalse(Dao dao, Proposal known, BlockRef head) {
    return displaced(dao, known)
        || !quarantine.belongs(dao, known.content())
        || confirmation.isRefuted(dao, known.content(), head);
  }

  /** Whether the block that the stored proposal came from is gone. */
  private boolean displaced(Dao dao, Proposal known) {
    return known.removedByReorg()
        || logs.block(dao, known.content().block())
            .filter(ref -> !ref.hash().equals(known.content().blockHash()))
            .isPresent();
  }

  /**
   * The proposal as the new block has it. Some governors count their ids, so that another proposal
   * may come back under the same id, and an endpoint may have shown a false one before: then
   * nothing that was made of the old one holds. What people signed is theirs and stays: an approval
   * names the actions that it is for, and a rejection must be there when its content comes back. A
   * vote names nothing but the id, so that one which was signed for the old content would count for
   * the new one: it stays, to be taken back. Queueing and execution name all calls.
   */
  private static Proposal moved(Proposal current, ProposalContent content) {
    if (current.content().contentHash().equals(content.contentHash())) {
      return current.change().content(content).withoutChain().removedByReorg(false).build();
    }
    return Proposal.fresh(content)
        .change()
        .version(current.version())
        .statements(current.statements())
        .ballot(current.ballot().filter(Admission::mayBeOnTheChain))
        .build();
  }

  private static boolean mayBeOnTheChain(Act vote) {
    return !vote.settled()
        || vote.outcome().filter(ActOutcome.Confirmed.class::isInstance).isPresent();
  }

  private Duty digest(ProposalKey proposal) {
    Instant now = clock.instant();
    Instant tomorrow = now.plus(Duration.ofDays(1));
    return new Duty(
        proposal, DutyKind.DIGEST, now, tomorrow, tomorrow, Optional.empty(), now, 0, "");
  }

  private static AuditLog.Line line(String act, ProposalContent content) {
    return new AuditLog.Line(
        AuditLog.SERVER,
        act,
        content.key().text(),
        Map.of(
            "contentHash", content.contentHash(),
            "block", Long.toString(content.block()),
            "transaction", content.transactionHash()));
  }
}
