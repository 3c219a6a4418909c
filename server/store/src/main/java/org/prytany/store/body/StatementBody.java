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
 * seconds.
 */
public record StatementBody(
    String kind,
    String proposal,
    List<String> effects,
    List<String> lifts,
    String reason,
    String treasurer,
    String executor,
    long counter,
    long expiry,
    String contentHash,
    String actionsHash,
    String effectsHash,
    String signature,
    long kept,
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

  TreasurerStatement toDomain() {
    return new TreasurerStatement(
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
        Optional.ofNullable(receivedAt).map(at -> new Kept(kept, Instant.parse(at))));
  }
}
