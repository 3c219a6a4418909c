package org.prytany.governance.comparison;

import java.util.List;
import java.util.stream.Collectors;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.spi.ProposalKey;

/** What is looked at beside claims and effects: the text itself, the calls, the accounts. */
final class FurtherChecks {

  private static final int MOST_TWINS = 5;

  private FurtherChecks() {}

  static void run(Comparison comparison, List<ProposalKey> twins) {
    new HiddenTextCheck(comparison).run();
    new ProposerCheck(comparison).run();
    new LettersCheck(comparison).run();
    new ModelTextCheck(comparison).run();
    new ImitationCheck(comparison).run();
    new LinkCheck(comparison).run();
    new DateCheck(comparison).run();
    new ActionCheck(comparison).run();
    new OtherChainCheck(comparison).run();
    new AccountCheck(comparison).run();
    new RecipientCheck(comparison).run();
    new TogetherCheck(comparison).run();
    twins(comparison, twins);
  }

  private static void twins(Comparison comparison, List<ProposalKey> twins) {
    if (twins.isEmpty()) {
      return;
    }
    String ids =
        twins.stream()
            .sorted((one, other) -> one.proposalId().compareTo(other.proposalId()))
            .limit(MOST_TWINS)
            .map(key -> key.proposalId().toString())
            .collect(Collectors.joining(", "));
    comparison.findInAction(
        Severity.AMBER,
        FindingCode.SAME_PAYLOAD,
        "Other proposals under way make exactly the same calls: "
            + ids
            + (twins.size() > MOST_TWINS ? " and more" : "")
            + ". If more than one passes, everything happens again.",
        -1);
  }
}
