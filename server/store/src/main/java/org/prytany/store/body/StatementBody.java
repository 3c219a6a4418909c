package org.prytany.store.body;

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
    String signature) {

  static StatementBody of(TreasurerStatement statement) {
    return new StatementBody(
        statement.kind().name(),
        statement.proposal().text(),
        statement.actionsHash(),
        statement.effectsHash(),
        statement.expiry(),
        statement.reason(),
        statement.treasurer().hex(),
        statement.signature());
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
        signature);
  }
}
