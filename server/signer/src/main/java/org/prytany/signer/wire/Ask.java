package org.prytany.signer.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.signing.Seals.Subject;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * One question to the signer. One connection carries any number of them, one after the other.
 *
 * @param form {@link #FORM}
 * @param what is asked
 * @param body one of the records here, by {@code what}
 */
public record Ask(int form, What what, JsonNode body) {

  /** Rises when what is said changes, so that an old end and a new one do not misunderstand. */
  public static final int FORM = 3;

  /** What can be asked. */
  public enum What {
    ACCOUNTS,
    SIGN,
    CANCEL,
    SIGNED_NONCE,
    ANCHOR,
    SEAL,
    STANDS,
    KEEP_STATEMENT,
    KEEP_ORDER,
    STATEMENTS,
    ROSTER,
    PAUSES,
    KEEP_DECISION,
    DECISIONS,
    BOUNDS,
    SIGN_VOTE
  }

  /** For SIGN: answered by Act.Submission. */
  public record Sign(
      ActKind kind,
      Dao dao,
      ProposalContent content,
      Optional<Decided> decision,
      Optional<Verdict> verdict,
      TransactionTerms terms) {}

  /** Which act: the parts of its id. */
  public record Which(ActKind kind, ProposalKey proposal, String contentHash, Address account) {}

  /** For CANCEL: answered by Act.Submission. */
  public record Cancel(Which act, TransactionTerms terms) {}

  /** For ANCHOR: answered by Act.Submission. */
  public record Anchoring(AnchorRequest request) {}

  /** For SIGN_VOTE: answered by a text. */
  public record OffChain(EnvelopeRequest request) {}

  /** For SEAL and STANDS (the seal is "" in SEAL): answered by a text or a truth value. */
  public record Sealing(ProposalKey proposal, Subject subject, String statement, String seal) {}

  /** For KEEP_STATEMENT: answered by Kept. */
  public record Statement(
      Dao dao, ProposalContent content, Optional<Verdict> verdict, TreasurerStatement statement) {}

  /** For KEEP_ORDER: answered by Kept. */
  public record Order(Dao dao, PauseOrder order) {}

  /** For KEEP_DECISION: answered by Kept. */
  public record Choice(
      Dao dao, ProposalContent content, Optional<Verdict> verdict, OperatorDecision decision) {}

  /** For STATEMENTS and DECISIONS: answered by a list of what is asked for. */
  public record About(Dao dao, ProposalKey proposal) {}

  /** For ROSTER and PAUSES: answered by Roster or PauseState. */
  public record Of(Dao dao) {}
}
