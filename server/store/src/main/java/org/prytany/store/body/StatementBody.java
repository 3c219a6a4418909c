package org.prytany.store.body;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** What a treasurer signed; the expiry is in Unix seconds. */
public record StatementBody(
    String kind,
    String proposal,
    String actionsHash,
    String effectsHash,
    long expiry,
    String reason,
    String treasurer,
    String signature,
    @Nullable String receivedAt) {

  static StatementBody of(TreasurerStatement statement) {
    return new StatementBody(
        statement.kind().name(),
        statement.proposal().text(),
        statement.actionsHash(),
        statement.effectsHash(),
        statement.expiry(),
        statement.reason(),
        statement.treasurer().hex(),
        statement.signature(),
        statement.receivedAt().map(Instant::toString).orElse(null));
  }

  TreasurerStatement toDomain() {
    return new TreasurerStatement(
        TreasurerStatement.Kind.valueOf(kind),
        ProposalKey.parse(proposal),
        actionsHash,
        effectsHash,
        expiry,
        reason,
        new Address(treasurer),
        signature,
        Optional.ofNullable(receivedAt).map(Instant::parse));
  }
}
