package org.prytany.governance.act;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Shares;

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
 * @param vote what was decided, for a vote
 * @param fence the version of the stored proposal in which a worker last took the act up; a worker
 *     that finds another number here than its own was overtaken, and changes and sends nothing any
 *     more. Versions never come twice, also where the act was given up and intended anew
 * @param own its signed forms
 * @param spent hashes of forms whose nonce another transaction used up
 * @param recall the taking back of what is signed; empty while it may go
 * @param former the newest forms that took back earlier acts for the same thing: while a reorg has
 *     their nonces free again, what they took back could be mined, so they are sent again first
 * @param takenBack how often an act for the same thing was taken back before this one
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
    Optional<Vote> vote,
    long fence,
    Transmission own,
    List<String> spent,
    Optional<Recall> recall,
    List<Submission> former,
    int takenBack,
    Optional<ActOutcome> outcome) {

  public Act {
    spent = List.copyOf(spent);
    former = List.copyOf(former);
  }

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
        0,
        Transmission.NONE,
        List.of(),
        Optional.empty(),
        List.of(),
        0,
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

  /** How far it is. */
  public ActStatus status() {
    return ActStatus.of(this);
  }

  /** Whether it is over: an Unknown outcome is not. */
  public boolean settled() {
    return outcome.isPresent() && !(outcome.get() instanceof ActOutcome.Unknown);
  }

  /** Whether it was taken back, so that another act may take its place. */
  public boolean wasTakenBack() {
    return outcome.isPresent() && outcome.get() instanceof ActOutcome.Recalled;
  }

  /** Its newest signed form; empty until it is signed. */
  public Optional<Submission> submission() {
    return own.newest();
  }

  /** Whether it may have been handed to the chain; {@code false} proves that it never was. */
  public boolean sent() {
    return own.sent();
  }

  /** Its own signed forms and those that take it back: one of them uses its nonce. */
  public List<Submission> forms() {
    List<Submission> all = new ArrayList<>(own.forms());
    recall.ifPresent(back -> all.addAll(back.transmission().forms()));
    return all;
  }

  public Act forVote(Vote decided) {
    return copy(Optional.of(decided), fence, own, spent, recall, former, takenBack, outcome);
  }

  /** The same, in place of one that was taken back. */
  public Act after(Act before) {
    List<Submission> back = new ArrayList<>(before.former);
    before.recall.flatMap(its -> its.transmission().newest()).ifPresent(back::add);
    List<String> gone = new ArrayList<>(before.spent);
    before.own.forms().forEach(form -> gone.add(form.transactionHash()));
    return copy(vote, before.fence, own, gone, recall, back, before.takenBack + 1, outcome);
  }

  /**
   * To be done or taken back once more, where what took it back is mined and bytes of it that have
   * another nonce can still be.
   */
  public Act again() {
    List<Submission> back = new ArrayList<>(former);
    recall.flatMap(its -> its.transmission().newest()).ifPresent(back::add);
    List<String> gone = new ArrayList<>(spent);
    own.forms().forEach(form -> gone.add(form.transactionHash()));
    return copy(
        vote,
        fence,
        Transmission.NONE,
        gone,
        Optional.empty(),
        back,
        takenBack + 1,
        Optional.empty());
  }

  /**
   * Given up before it was signed, where an earlier act was taken back: that one's place is kept,
   * with what took it back and how often.
   */
  public Act unsigned(String why) {
    return copy(
        vote,
        fence,
        own,
        spent,
        recall,
        former,
        takenBack - 1,
        Optional.of(new ActOutcome.Recalled(why, Optional.empty(), 0, "")));
  }

  /** Taken up by the worker that stores it in this version of its proposal. */
  public Act taken(long version) {
    return copy(vote, version, own, spent, recall, former, takenBack, outcome);
  }

  public Act withOwn(Transmission other) {
    return copy(vote, fence, other, spent, recall, former, takenBack, outcome);
  }

  public Act withRecall(Optional<Recall> other) {
    return copy(vote, fence, own, spent, other, former, takenBack, outcome);
  }

  /** Its nonce was used by another transaction: its forms are kept by their hashes alone. */
  public Act nonceLost() {
    List<String> all = new ArrayList<>(spent);
    own.forms().forEach(form -> all.add(form.transactionHash()));
    return copy(vote, fence, Transmission.NONE, all, recall, former, takenBack, outcome);
  }

  public Act withOutcome(ActOutcome known) {
    return copy(vote, fence, own, spent, recall, former, takenBack, Optional.of(known));
  }

  private Act copy(
      Optional<Vote> itsVote,
      long itsFence,
      Transmission itsOwn,
      List<String> itsSpent,
      Optional<Recall> itsRecall,
      List<Submission> itsFormer,
      int itsTakenBack,
      Optional<ActOutcome> itsOutcome) {
    return new Act(
        kind,
        proposal,
        contentHash,
        account,
        call,
        detail,
        intendedAt,
        itsVote,
        itsFence,
        itsOwn,
        itsSpent,
        itsRecall,
        itsFormer,
        itsTakenBack,
        itsOutcome);
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

  /**
   * What a vote follows from.
   *
   * @param shares how much goes where
   * @param decision Decided.canonical of the decision: any other decision forbids the vote
   */
  public record Vote(Shares shares, String decision) {}
}
