package org.prytany.alerts.watch;

import java.util.regex.Pattern;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;

/** A proposal of a DAO that is served here. */
record Subject(Dao dao, Proposal proposal) {

  /** UTF-16 units; what is longer is a text and no headline. */
  private static final int LONGEST_HEADLINE = 500;

  private static final Pattern HEADING = Pattern.compile("^#{1,6}+\\s++");

  /** Whether something can still become of it, as far as is known. */
  boolean open() {
    return !proposal.removedByReorg()
        && proposal.chain().map(view -> !view.state().isFinal()).orElse(true);
  }

  boolean is(ProposalState state) {
    return proposal.chain().filter(view -> view.state() == state).isPresent();
  }

  /** A stranger's words: the digest's headline, or what stands first in the text. */
  String headline() {
    String headline =
        proposal
            .digest()
            .map(digested -> digested.digest().headline())
            .filter(its -> !its.isBlank())
            .orElseGet(
                () ->
                    proposal
                        .content()
                        .description()
                        .lines()
                        .map(line -> HEADING.matcher(line).replaceFirst(""))
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse(""));
    return Words.cut(headline, LONGEST_HEADLINE);
  }
}
