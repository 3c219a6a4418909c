package org.prytany.signer;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;

/**
 * Who of the configured treasurers stands where, by signatures verified now. A treasurer's later
 * word replaces the earlier one: a rejection takes back the own approval and override (even after
 * the rejection expired), an approval takes back the own rejection.
 *
 * @param approved treasurers whose approval counts
 * @param rejected treasurers whose rejection counts
 * @param overrode treasurers whose override of a block counts
 */
record Treasurers(Set<Address> approved, Set<Address> rejected, Set<Address> overrode) {

  static Treasurers of(Dao dao, Proposal proposal, TreasurerSignatures signatures, Instant now) {
    Set<Address> approved = new HashSet<>();
    Set<Address> rejected = new HashSet<>();
    Set<Address> overrode = new HashSet<>();
    for (TreasurerStatement statement : proposal.statements()) {
      Address treasurer = statement.treasurer();
      switch (statement.kind()) {
        case APPROVE -> {
          if (counts(() -> signatures.verify(dao, proposal, statement, now))) {
            approved.add(treasurer);
            rejected.remove(treasurer);
          }
        }
        case OVERRIDE -> {
          if (counts(() -> signatures.verify(dao, proposal, statement, now))) {
            overrode.add(treasurer);
          }
        }
        case REJECT -> {
          // A rejection is about the proposal: other effects do not lift it.
          if (counts(() -> signatures.verifySigned(dao, proposal, statement))) {
            approved.remove(treasurer);
            overrode.remove(treasurer);
            if (statement.expiry() > now.getEpochSecond()) {
              rejected.add(treasurer);
            }
          }
        }
      }
    }
    return new Treasurers(Set.copyOf(approved), Set.copyOf(rejected), Set.copyOf(overrode));
  }

  private static boolean counts(Runnable verification) {
    try {
      verification.run();
      return true;
    } catch (PrytanyException e) {
      return false;
    }
  }
}
