package org.prytany.governance.digest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

/**
 * Gives a proposal its verdict while a change of it is stored. Comparing a text may take as long as
 * strangers like, so the same proposal, digest and effects are compared once: neither another block
 * nor somebody who was faster at storing is a reason to do it again.
 */
final class Judging {

  private final Comparison comparison;
  private final Seals seals;
  private final Kept kept;
  private final Dao dao;
  private final List<ProposalKey> twins;

  private record Of(
      Dao dao,
      ProposalContent content,
      Optional<Digested> digest,
      Optional<EffectsReport> effects,
      List<ProposalKey> twins) {}

  /** Compares. Nothing but its arguments counts, and of the effects not their block. */
  @FunctionalInterface
  interface Comparison {
    Made compare(Dao dao, Proposal proposal, List<ProposalKey> twins);
  }

  /**
   * What a comparison comes to.
   *
   * @param digest as this server completes it
   * @param verdict not sealed; empty without effects
   */
  record Made(Optional<Digested> digest, Optional<Verdict> verdict) {}

  /** What was compared lately, shared by all who store. */
  static final class Kept {
    private static final int MOST = 64;

    @SuppressWarnings("serial") // Nobody serializes it.
    private final Map<Of, Made> made =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Of, Made> eldest) {
            return size() > MOST;
          }
        };

    private synchronized Optional<Made> find(Of of) {
      return Optional.ofNullable(made.get(of));
    }

    private synchronized void keep(Of of, Made its) {
      made.put(of, its);
    }
  }

  /**
   * @param twins other proposals under way that make the same calls
   */
  Judging(Comparison comparison, Seals seals, Kept kept, Dao dao, List<ProposalKey> twins) {
    this.comparison = comparison;
    this.seals = seals;
    this.kept = kept;
    this.dao = dao;
    this.twins = List.copyOf(twins);
  }

  /** Compares ahead, so that nothing slow is left to do between reading and storing. */
  void prepare(Proposal proposal) {
    made(proposal);
  }

  /**
   * With the verdict that is right now, sealed; what is right already keeps its seal. A digest that
   * an earlier server completed may lack what this one reads.
   */
  Proposal judged(Proposal proposal) {
    Made now = made(proposal);
    return proposal
        .change()
        .digest(now.digest())
        .verdict(now.verdict().map(verdict -> sealed(proposal, verdict)))
        .build();
  }

  /** With the verdict that is right now, not sealed: nothing of it is to be stored. */
  Proposal compared(Proposal proposal) {
    Made now = made(proposal);
    return proposal.change().digest(now.digest()).verdict(now.verdict()).build();
  }

  private Made made(Proposal proposal) {
    Of of =
        new Of(
            dao,
            proposal.content(),
            proposal.digest(),
            proposal.effects().map(Judging::atAnyBlock),
            twins);
    return kept.find(of)
        .orElseGet(
            () -> {
              Made fresh = comparison.compare(dao, proposal, twins);
              kept.keep(of, fresh);
              return fresh;
            });
  }

  private static EffectsReport atAnyBlock(EffectsReport report) {
    SimulatedEffects seen = report.effects();
    return new EffectsReport(
        report.contentHash(),
        report.actions(),
        new SimulatedEffects(
            seen.succeeded(),
            seen.revertReason(),
            seen.effects(),
            seen.effectsHash(),
            0,
            seen.method()),
        report.facts());
  }

  private Verdict sealed(Proposal proposal, Verdict fresh) {
    return proposal
        .verdict()
        .filter(fresh::saysTheSameAs)
        .filter(stored -> stands(seals, proposal.key(), stored))
        .orElseGet(
            () ->
                fresh.sealed(seals.seal(proposal.key(), Seals.Subject.VERDICT, fresh.canonical())));
  }

  static boolean stands(Seals seals, ProposalKey key, Verdict verdict) {
    return seals.stands(key, Seals.Subject.VERDICT, verdict.canonical(), verdict.seal());
  }
}
