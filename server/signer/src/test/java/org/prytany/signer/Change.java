package org.prytany.signer;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** A statement with some fields changed. */
final class Change {
  Kind kind;
  ProposalKey key;
  List<String> effects;
  List<String> lifts;
  String reason;
  Address treasurer;
  Address executor;
  long counter;
  long expiry;
  String contentHash;
  String actionsHash;
  String effectsHash;

  Change(TreasurerStatement of) {
    kind = of.kind();
    key = of.proposal();
    effects = of.effects();
    lifts = of.lifts();
    reason = of.reason();
    treasurer = of.treasurer();
    executor = of.executor();
    counter = of.counter();
    expiry = of.expiry();
    contentHash = of.contentHash();
    actionsHash = of.actionsHash();
    effectsHash = of.effectsHash();
  }

  TreasurerStatement build() {
    return new TreasurerStatement(
        kind,
        key,
        effects,
        lifts,
        reason,
        treasurer,
        executor,
        counter,
        expiry,
        contentHash,
        actionsHash,
        effectsHash,
        "",
        Optional.empty());
  }
}
