package org.prytany.governance.proposal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.governance.act.Act;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.ProposalKey;

/**
 * One proposal: what the chain says, and what every stage of the line made of it. Immutable; a
 * stage stores its change by compare-and-swap on {@link #version}.
 *
 * @param content what was proposed
 * @param version for compare-and-swap; 0 before it is stored
 * @param chain state and tally as last read
 * @param digest the text digest
 * @param effects decoded calls and simulated effects
 * @param verdict claims compared with effects
 * @param decision how to vote
 * @param ballot our vote
 * @param queue our queueing
 * @param statements treasurers' signed approvals, rejections and overrides, oldest first
 * @param execution our execution
 * @param receipt what execution moved
 * @param removedByReorg whether the block that proposed it is no longer part of the chain
 * @param reckoned what became of its duties, of each kind at most one
 */
public record Proposal(
    ProposalContent content,
    long version,
    Optional<ChainView> chain,
    Optional<Digested> digest,
    Optional<EffectsReport> effects,
    Optional<Verdict> verdict,
    Optional<Decided> decision,
    Optional<Act> ballot,
    Optional<Act> queue,
    List<TreasurerStatement> statements,
    Optional<Act> execution,
    Optional<ExecutionReceipt> receipt,
    boolean removedByReorg,
    List<Reckoned> reckoned) {

  public Proposal {
    statements = List.copyOf(statements);
    reckoned = List.copyOf(reckoned);
  }

  public static Proposal fresh(ProposalContent content) {
    return new Draft(content).build();
  }

  public ProposalKey key() {
    return content.key();
  }

  /** A copy to change. */
  public Draft change() {
    return new Draft(this);
  }

  /** What became of a duty, once that was said. */
  public Optional<Reckoned> reckoned(Reckoned.What what) {
    return reckoned.stream().filter(its -> its.what() == what).findFirst();
  }

  /** Statements of one kind. */
  public Stream<TreasurerStatement> statements(TreasurerStatement.Kind kind) {
    return statements.stream().filter(statement -> statement.kind() == kind);
  }

  /**
   * Whether the chain has nothing new to say of it. An execution whose transaction is not found yet
   * is not over.
   */
  public boolean isOver() {
    if (removedByReorg) {
      return true;
    }
    boolean isFinal = chain.map(view -> view.state().isFinal()).orElse(false);
    return isFinal && !(isExecuted() && execution.filter(Proposal::isExplained).isEmpty());
  }

  /**
   * Whether nothing follows for it, whoever votes, queues and executes here: it is over, everything
   * of ours is settled, it is digested and compared, and what its execution moved is read.
   */
  public boolean isAtRest() {
    boolean settled =
        Stream.of(ballot, queue, execution).flatMap(Optional::stream).allMatch(Act::settled);
    return isOver()
        && settled
        && (removedByReorg || isCompared())
        && !(isExecuted() && receipt.isEmpty());
  }

  /** Whether digest and comparison are there, and about the present content. */
  public boolean isCompared() {
    String hash = content.contentHash();
    return digest.filter(its -> its.contentHash().equals(hash)).isPresent()
        && verdict.filter(its -> its.contentHash().equals(hash)).isPresent();
  }

  private boolean isExecuted() {
    return chain.map(view -> view.state() == ProposalState.EXECUTED).orElse(false);
  }

  /** Whether it is known who did it; an act of ours that failed does not say. */
  private static boolean isExplained(Act act) {
    return switch (act.status()) {
      case REVERTED, ABANDONED, TAKEN_BACK -> false;
      default -> true;
    };
  }

  /** A proposal being changed by one stage. Starts with everything as it was. */
  public static final class Draft {
    private ProposalContent content;
    private long version;
    private Optional<ChainView> chain = Optional.empty();
    private Optional<Digested> digest = Optional.empty();
    private Optional<EffectsReport> effects = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<Decided> decision = Optional.empty();
    private Optional<Act> ballot = Optional.empty();
    private Optional<Act> queue = Optional.empty();
    private List<TreasurerStatement> statements = List.of();
    private Optional<Act> execution = Optional.empty();
    private Optional<ExecutionReceipt> receipt = Optional.empty();
    private boolean removedByReorg;
    private List<Reckoned> reckoned = List.of();

    private Draft(ProposalContent content) {
      this.content = content;
    }

    private Draft(Proposal from) {
      this(from.content);
      version = from.version;
      chain = from.chain;
      digest = from.digest;
      effects = from.effects;
      verdict = from.verdict;
      decision = from.decision;
      ballot = from.ballot;
      queue = from.queue;
      statements = from.statements;
      execution = from.execution;
      receipt = from.receipt;
      removedByReorg = from.removedByReorg;
      reckoned = from.reckoned;
    }

    public Draft version(long value) {
      version = value;
      return this;
    }

    /** The same proposal as another block has it, after a reorg. */
    public Draft content(ProposalContent value) {
      content = value;
      return this;
    }

    /** Forgets state and tally, when the block they were read at is no longer part of the chain. */
    public Draft withoutChain() {
      chain = Optional.empty();
      return this;
    }

    public Draft chain(ChainView value) {
      chain = Optional.of(value);
      return this;
    }

    public Draft digest(Optional<Digested> value) {
      digest = value;
      return this;
    }

    public Draft effects(Optional<EffectsReport> value) {
      effects = value;
      return this;
    }

    public Draft verdict(Optional<Verdict> value) {
      verdict = value;
      return this;
    }

    public Draft decision(Optional<Decided> value) {
      decision = value;
      return this;
    }

    public Draft ballot(Optional<Act> value) {
      ballot = value;
      return this;
    }

    public Draft queue(Optional<Act> value) {
      queue = value;
      return this;
    }

    public Draft statements(List<TreasurerStatement> value) {
      statements = value;
      return this;
    }

    public Draft execution(Optional<Act> value) {
      execution = value;
      return this;
    }

    public Draft receipt(Optional<ExecutionReceipt> value) {
      receipt = value;
      return this;
    }

    public Draft removedByReorg(boolean value) {
      removedByReorg = value;
      return this;
    }

    public Draft reckoned(List<Reckoned> value) {
      reckoned = value;
      return this;
    }

    public Proposal build() {
      return new Proposal(
          content,
          version,
          chain,
          digest,
          effects,
          verdict,
          decision,
          ballot,
          queue,
          statements,
          execution,
          receipt,
          removedByReorg,
          reckoned);
    }
  }
}
