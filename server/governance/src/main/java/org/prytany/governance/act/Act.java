package org.prytany.governance.act;

import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;

/**
 * One transaction of ours. It is stored as intended before anything is signed, and with its signed
 * bytes before anything is sent; so after a crash the chain can be asked what became of it.
 *
 * @param kind vote, queue or execute
 * @param proposal which proposal
 * @param contentHash of the proposal when it was intended
 * @param account who signs
 * @param call what is called
 * @param detail what it does in plain English, e.g. "vote FOR by rule small-grants"
 * @param intendedAt when
 * @param submission the signed transaction; empty until signed
 * @param sent whether it may have been handed to the chain: marked right before the first
 *     broadcast, so that {@code false} proves that it never was
 * @param outcome what became of it; empty while open
 */
public record Act(
    ActKind kind,
    ProposalKey proposal,
    String contentHash,
    Address account,
    PlannedCall call,
    String detail,
    Instant intendedAt,
    Optional<Submission> submission,
    boolean sent,
    Optional<ActOutcome> outcome) {

  public static Act intended(
      ActKind kind,
      ProposalKey proposal,
      String contentHash,
      Address account,
      PlannedCall call,
      String detail,
      Instant at) {
    return new Act(
        kind,
        proposal,
        contentHash,
        account,
        call,
        detail,
        at,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** Names this act among all. */
  public String id() {
    return id(kind, proposal, contentHash, account);
  }

  /** The id of an act. */
  public static String id(ActKind kind, ProposalKey proposal, String contentHash, Address account) {
    return kind + ":" + proposal.text() + ":" + contentHash + ":" + account;
  }

  /** Whether it is over: an Unknown outcome is not. */
  public boolean settled() {
    return outcome.isPresent() && !(outcome.get() instanceof ActOutcome.Unknown);
  }

  public Act withSubmission(Submission signed) {
    return new Act(
        kind,
        proposal,
        contentHash,
        account,
        call,
        detail,
        intendedAt,
        Optional.of(signed),
        sent,
        outcome);
  }

  public Act markedSent() {
    return new Act(
        kind, proposal, contentHash, account, call, detail, intendedAt, submission, true, outcome);
  }

  public Act withOutcome(ActOutcome known) {
    return new Act(
        kind,
        proposal,
        contentHash,
        account,
        call,
        detail,
        intendedAt,
        submission,
        sent,
        Optional.of(known));
  }

  /**
   * A signed transaction.
   *
   * @param nonce the account's transaction count that it uses
   * @param rawTransaction "0x"-hex as eth_sendRawTransaction takes it
   * @param transactionHash known before it is sent
   * @param fees wei per gas
   */
  public record Submission(
      long nonce, String rawTransaction, String transactionHash, TransactionTerms.Fees fees) {}
}
