package org.prytany.governance.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Transitions;

/**
 * Has the chain say what a log alone does not prove: when voting begins and ends, who proposed, and
 * in which block. New proposals are held against it before they are stored, and those that are
 * voted on again and again: whoever was asked alone once may have told a lie.
 */
final class Confirmation {

  private static final Duration PERIOD = Duration.ofMinutes(5);

  /** What is older is over as a rule: it is asked about when its state says that it is not. */
  private static final Duration NEW = Duration.ofDays(1);

  private final GovernorLogs logs;
  private final ProposalRepository proposals;
  private final Transitions transitions;
  private final Quarantine quarantine;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

  Confirmation(
      GovernorLogs logs,
      ProposalRepository proposals,
      Transitions transitions,
      Quarantine quarantine,
      AuditLog audit,
      InstantSource clock) {
    this.logs = logs;
    this.proposals = proposals;
    this.transitions = transitions;
    this.quarantine = quarantine;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What the chain says of what was shown.
   *
   * @param shown proposals
   * @param asked those of them that the chain was asked about
   * @param checked its answers, in their order
   */
  record Told(
      List<ProposalContent> shown,
      List<ProposalContent> asked,
      List<GovernorLogs.Checked> checked) {}

  /** Asks the chain about what is new. Stores and tells nothing, so it may be done ahead. */
  Told ask(Dao dao, List<ProposalContent> shown, BlockRef head, IntakeCursor cursor) {
    long since = head.number() - SecondLook.blocksIn(NEW, cursor.recent());
    List<ProposalContent> asked = shown.stream().filter(its -> its.block() >= since).toList();
    return new Told(shown, asked, asked.isEmpty() ? List.of() : logs.check(dao, asked, head));
  }

  /** What was shown, as the chain has it; without what it refutes, which is told. */
  List<ProposalContent> of(Told told) {
    Map<ProposalContent, ProposalContent> known = new LinkedHashMap<>();
    told.shown().forEach(its -> known.put(its, its));
    for (int i = 0; i < told.asked().size(); i++) {
      ProposalContent its = told.asked().get(i);
      GovernorLogs.Checked checked = told.checked().get(i);
      checked.refuted().ifPresent(why -> quarantine.refuse(its, "proposal.refused", why));
      if (checked.refuted().isPresent()) {
        known.remove(its);
      } else {
        known.put(its, checked.content());
      }
    }
    return List.copyOf(known.values());
  }

  /** Whether the chain says that a log cannot be true which was believed before. */
  boolean isRefuted(Dao dao, ProposalContent content, BlockRef head) {
    return logs.check(dao, List.of(content), head).getFirst().refuted().isPresent();
  }

  /** Corrects what is stored of proposals whose voting is not over, now and then. */
  void again(Dao dao, BlockRef head) {
    String key = dao.chainId() + ":" + dao.governor();
    Instant now = clock.instant();
    if (now.isBefore(notBefore.getOrDefault(key, Instant.MIN))) {
      return;
    }
    List<ProposalContent> open =
        proposals.summaries(dao.chainId(), dao.governor()).stream()
            .filter(its -> !its.removedByReorg())
            .filter(its -> its.state().filter(Confirmation::isBeforeItsEnd).isPresent())
            .map(ProposalSummary::key)
            .map(transitions::current)
            .map(Proposal::content)
            .toList();
    List<GovernorLogs.Checked> checked = open.isEmpty() ? List.of() : logs.check(dao, open, head);
    for (int i = 0; i < open.size(); i++) {
      ProposalContent its = open.get(i);
      ProposalContent told = checked.get(i).content();
      checked.get(i).refuted().ifPresent(why -> quarantine.tell(its, "proposal.refused", why));
      if (!told.equals(its)) {
        correct(its, told);
      }
    }
    notBefore.put(key, now.plus(PERIOD));
  }

  private static boolean isBeforeItsEnd(ProposalState state) {
    return state == ProposalState.PENDING || state == ProposalState.ACTIVE;
  }

  private void correct(ProposalContent was, ProposalContent told) {
    Map<String, String> changes = new LinkedHashMap<>();
    change(changes, "voteStart", was.voteStart(), told.voteStart());
    change(changes, "voteEnd", was.voteEnd(), told.voteEnd());
    change(changes, "proposer", was.proposer().hex(), told.proposer().hex());
    change(changes, "proposedAt", text(was.proposedAt()), text(told.proposedAt()));
    audit.append(AuditLog.SERVER, "proposal.corrected", was.key().text(), changes);
    transitions.apply(
        was.key(),
        "proposal",
        current ->
            current.content().equals(was)
                ? Optional.of(current.change().content(told).verdict(Optional.empty()).build())
                : Optional.empty());
  }

  private static void change(Map<String, String> changes, String what, Object was, Object told) {
    if (!was.equals(told)) {
      changes.put(what, was + " → " + told);
    }
  }

  private static String text(OptionalLong seconds) {
    return seconds.isPresent() ? Long.toString(seconds.getAsLong()) : "";
  }
}
