package org.prytany.store.body;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What a treasurer signed, to be shown: the signer keeps what counts. The expiry is in Unix
 * seconds. What a statement of version 1 lacks is null.
 */
public record StatementBody(
    String kind,
    String proposal,
    @Nullable List<String> effects,
    @Nullable List<String> lifts,
    String reason,
    String treasurer,
    @Nullable String executor,
    @Nullable Long counter,
    long expiry,
    @Nullable String contentHash,
    String actionsHash,
    String effectsHash,
    String signature,
    @Nullable Long kept,
    @Nullable String receivedAt) {

  static StatementBody of(TreasurerStatement statement) {
    return new StatementBody(
        statement.kind().name(),
        statement.proposal().text(),
        statement.effects(),
        statement.lifts(),
        statement.reason(),
        statement.treasurer().hex(),
        statement.executor().hex(),
        statement.counter(),
        statement.expiry(),
        statement.contentHash(),
        statement.actionsHash(),
        statement.effectsHash(),
        statement.signature(),
        statement.sequence(),
        statement.receivedAt().map(Instant::toString).orElse(null));
  }

  /** Empty for one of version 1, which no longer counts for anything. */
  Optional<TreasurerStatement> toDomain() {
    if (effects == null
        || lifts == null
        || executor == null
        || counter == null
        || contentHash == null
        || kept == null) {
      return Optional.empty();
    }
    long sequence = kept;
    return Optional.of(
        new TreasurerStatement(
            TreasurerStatement.Kind.valueOf(kind),
            ProposalKey.parse(proposal),
            effects,
            lifts,
            reason,
            new Address(treasurer),
            new Address(executor),
            counter,
            expiry,
            contentHash,
            actionsHash,
            effectsHash,
            signature,
            Optional.ofNullable(receivedAt).map(at -> new Kept(sequence, Instant.parse(at)))));
  }
}
