package org.prytany.alerts.watch;

import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;

/** A proposal of a DAO that is served here. */
record Subject(Dao dao, Proposal proposal) {

  /** A stranger's words: the digest's headline, or what stands first in the text. */
  String headline() {
    return proposal
        .digest()
        .map(digested -> digested.digest().headline())
        .filter(headline -> !headline.isBlank())
        .orElseGet(
            () ->
                proposal
                    .content()
                    .description()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse(""));
  }
}
