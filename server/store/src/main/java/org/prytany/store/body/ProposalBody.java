package org.prytany.store.body;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.Proposal;

/** Everything of a proposal but its version and its key. */
public record ProposalBody(
    ContentBody content,
    @Nullable ChainBody chain,
    @Nullable DigestedBody digest,
    @Nullable EffectsBody effects,
    @Nullable VerdictBody verdict,
    @Nullable DecidedBody decision,
    @Nullable ActBody ballot,
    @Nullable ActBody queue,
    List<StatementBody> statements,
    @Nullable ActBody execution,
    @Nullable ReceiptBody receipt,
    @Nullable List<ReckonedBody> reckoned) {

  public static ProposalBody of(Proposal proposal) {
    return new ProposalBody(
        ContentBody.of(proposal.content()),
        proposal.chain().map(ChainBody::of).orElse(null),
        proposal.digest().map(DigestedBody::of).orElse(null),
        proposal.effects().map(EffectsBody::of).orElse(null),
        proposal.verdict().map(VerdictBody::of).orElse(null),
        proposal.decision().map(DecidedBody::of).orElse(null),
        proposal.ballot().map(ActBody::of).orElse(null),
        proposal.queue().map(ActBody::of).orElse(null),
        proposal.statements().stream().map(StatementBody::of).toList(),
        proposal.execution().map(ActBody::of).orElse(null),
        proposal.receipt().map(ReceiptBody::of).orElse(null),
        proposal.reckoned().isEmpty()
            ? null
            : proposal.reckoned().stream().map(ReckonedBody::of).toList());
  }

  public Proposal toDomain(long version, boolean removedByReorg) {
    return new Proposal(
        content.toDomain(),
        version,
        Optional.ofNullable(chain).map(ChainBody::toDomain),
        Optional.ofNullable(digest).map(DigestedBody::toDomain),
        Optional.ofNullable(effects).map(EffectsBody::toDomain),
        Optional.ofNullable(verdict).map(VerdictBody::toDomain),
        Optional.ofNullable(decision).map(DecidedBody::toDomain),
        Optional.ofNullable(ballot).map(ActBody::toDomain),
        Optional.ofNullable(queue).map(ActBody::toDomain),
        statements.stream().map(StatementBody::toDomain).toList(),
        Optional.ofNullable(execution).map(ActBody::toDomain),
        Optional.ofNullable(receipt).map(ReceiptBody::toDomain),
        removedByReorg,
        reckoned == null ? List.of() : reckoned.stream().map(ReckonedBody::toDomain).toList());
  }
}
