package org.prytany.governance.act;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.prytany.governance.act.ActStages.Stage;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.signing.Signer;
import org.prytany.governance.signing.SigningRequest;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.ProposalKey;

/**
 * Takes one of our transactions from intent to outcome. Each step starts from what is stored, asks
 * the chain first, and may be repeated at any time: after a crash, after a time-out, on another
 * node. One act is signed with one nonce only; what is sent again is the same bytes.
 */
public final class ActRunner {

  private final Transitions transitions;
  private final TransactionSubmitter submitter;
  private final Signer signer;
  private final AuditLog audit;
  private final ActStages stages;

  public ActRunner(
      Transitions transitions,
      TransactionSubmitter submitter,
      Signer signer,
      AuditLog audit,
      ActStages stages) {
    this.transitions = transitions;
    this.submitter = submitter;
    this.signer = signer;
    this.audit = audit;
    this.stages = stages;
  }

  /**
   * Stores an intent unless the proposal has an act of this kind already.
   *
   * @param still what must hold of the stored proposal in the moment of storing
   * @return the act that now stands in the store; empty if {@code still} no longer holds
   */
  public Optional<Act> intend(Act intended, Predicate<Proposal> still) {
    record("intended", intended, Map.of("detail", intended.detail()));
    Proposal stored =
        transitions.apply(
            intended.proposal(),
            slotName(intended.kind()),
            current ->
                slot(current, intended.kind()).isPresent() || !still.test(current)
                    ? Optional.empty()
                    : Optional.of(withSlot(current, intended)));
    Optional<Act> act = slot(stored, intended.kind());
    act.ifPresent(there -> stages.reached(Stage.INTENT_STORED, there));
    return act;
  }

  /** Gives back what an act held that was taken back before it was signed. */
  public void forget(Dao dao, Act act) {
    record("taken-back", act, Map.of());
  }

  /**
   * Gives up an act that is signed and surely not sent, for a reason that lasts. It cannot be
   * signed in another way any more, so people have to know.
   */
  public StageOutcome giveUp(Dao dao, Act act, String why) {
    Act stored =
        change(
            act,
            current ->
                current.settled() || current.sent()
                    ? current
                    : current.withOutcome(new ActOutcome.Abandoned(why)));
    if (!(stored.outcome().orElse(null) instanceof ActOutcome.Abandoned)) {
      return new StageOutcome.Waiting("It was sent meanwhile.");
    }
    record("abandoned", stored, Map.of("outcome", why));
    stages.reached(Stage.OUTCOME_STORED, stored);
    return new StageOutcome.NeedsPeople(why);
  }

  /**
   * Takes a stored act as far as it goes now.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE and the like: the outcome is then unknown, and the
   *     next step asks the chain
   */
  public StageOutcome step(Dao dao, Act act, Readback readback) {
    if (act.settled()) {
      return settled(act);
    }
    if (act.submission().isEmpty()) {
      return signAndSend(dao, act, readback);
    }
    return reconcile(dao, act, act.submission().get(), readback);
  }

  /** The act of a kind that a proposal has. */
  public static Optional<Act> slot(Proposal proposal, ActKind kind) {
    return switch (kind) {
      case VOTE -> proposal.ballot();
      case QUEUE -> proposal.queue();
      case EXECUTE -> proposal.execution();
    };
  }

  /** The proposal with an act put in its place. */
  public static Proposal withSlot(Proposal proposal, Act act) {
    Proposal.Draft draft = proposal.change();
    return switch (act.kind()) {
      case VOTE -> draft.ballot(Optional.of(act)).build();
      case QUEUE -> draft.queue(Optional.of(act)).build();
      case EXECUTE -> draft.execution(Optional.of(act)).build();
    };
  }

  /** The proposal without its act of a kind. */
  public static Proposal withoutSlot(Proposal proposal, ActKind kind) {
    Proposal.Draft draft = proposal.change();
    return switch (kind) {
      case VOTE -> draft.ballot(Optional.empty()).build();
      case QUEUE -> draft.queue(Optional.empty()).build();
      case EXECUTE -> draft.execution(Optional.empty()).build();
    };
  }

  private StageOutcome signAndSend(Dao dao, Act act, Readback readback) {
    Optional<Readback.Found> found = readback.find();
    if (found.isPresent()) {
      return doneElsewhere(dao, act, found.get());
    }
    Optional<String> tooLate = readback.tooLate();
    if (tooLate.isPresent()) {
      return abandon(dao, act, tooLate.get());
    }
    if (!signer.accounts().contains(act.account())) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "The signer has no key for " + act.account() + ". Add its keystore and start again.");
    }
    Act.Submission signed;
    try {
      TransactionTerms terms = submitter.prepare(dao, act.account(), act.call());
      stages.reached(Stage.PREPARED, act);
      signed =
          signer.sign(
              new SigningRequest(act.kind(), dao, transitions.current(act.proposal()), terms));
    } catch (PrytanyException e) {
      return refused(dao, act, e);
    }
    stages.reached(Stage.SIGNED, act);
    record(
        "signed",
        act,
        Map.of("nonce", Long.toString(signed.nonce()), "transaction", signed.transactionHash()));
    Act stored =
        change(
            act,
            current -> current.submission().isPresent() ? current : current.withSubmission(signed));
    stages.reached(Stage.SUBMISSION_STORED, stored);
    if (stored.settled()) {
      return settled(stored);
    }
    return send(dao, stored, stored.submission().orElseThrow());
  }

  private StageOutcome refused(Dao dao, Act act, PrytanyException e) {
    if (e.code() != FailureCode.SIGNING_REFUSED && e.code() != FailureCode.CHAIN_ANSWER_INVALID) {
      // It passes: the reservation stays, so that the same nonce is signed when it has passed.
      throw e;
    }
    if (e.code() == FailureCode.SIGNING_REFUSED) {
      record("refused", act, Map.of("reason", message(e)));
      return new StageOutcome.NeedsPeople("The signer refused: " + message(e));
    }
    return new StageOutcome.Held("It would fail now: " + message(e));
  }

  private StageOutcome reconcile(Dao dao, Act act, Act.Submission submission, Readback readback) {
    Optional<TransactionSubmitter.Mined> mined =
        submitter.receipt(dao, submission.transactionHash());
    if (mined.isPresent()) {
      stages.reached(Stage.RECEIPT_SEEN, act);
      return mined(dao, act, mined.get(), readback);
    }
    Optional<Readback.Found> found = readback.find();
    if (found.isPresent()
        && !found.get().transactionHash().equals(Optional.of(submission.transactionHash()))) {
      return doneElsewhere(dao, act, found.get());
    }
    long count = submitter.transactionCount(dao, act.account());
    if (count > submission.nonce()) {
      // The receipt may lag behind the count: asked once more before anything is concluded.
      mined = submitter.receipt(dao, submission.transactionHash());
      return mined.isPresent()
          ? mined(dao, act, mined.get(), readback)
          : nonceTaken(act, submission);
    }
    Optional<String> tooLate = readback.tooLate();
    if (tooLate.isPresent()) {
      return act.sent()
          ? unknown(act, tooLate.get() + " The transaction was sent and is not mined yet.")
          : abandon(dao, act, tooLate.get());
    }
    StageOutcome sent = send(dao, act, submission);
    return count < submission.nonce()
        ? new StageOutcome.Waiting(
            "Transaction "
                + submission.transactionHash()
                + " is sent; it waits for nonce "
                + count
                + " of "
                + act.account()
                + ", which comes first.")
        : sent;
  }

  private StageOutcome send(Dao dao, Act act, Act.Submission submission) {
    Act marked = act.sent() ? act : change(act, Act::markedSent);
    if (!act.sent()) {
      stages.reached(Stage.MARKED_SENT, marked);
      record("sent", marked, Map.of("transaction", submission.transactionHash()));
    }
    submitter.broadcast(dao, submission.rawTransaction());
    stages.reached(Stage.BROADCAST, marked);
    return new StageOutcome.Waiting(
        "Transaction " + submission.transactionHash() + " is sent and not mined yet.");
  }

  private StageOutcome mined(
      Dao dao, Act act, TransactionSubmitter.Mined mined, Readback readback) {
    String hash = mined.receipt().transactionHash();
    long block = mined.receipt().block();
    Optional<Readback.Found> found = readback.find();
    if (!mined.receipt().succeeded()) {
      return found.isPresent()
          ? doneElsewhere(dao, act, found.get())
          : settle(dao, act, "reverted", new ActOutcome.Reverted(hash, block, mined.reason()));
    }
    if (found.isEmpty()) {
      return unknown(
          act, "Transaction " + hash + " succeeded, but the chain does not show its result yet.");
    }
    if (!found.get().asIntended()) {
      return inverted(act, found.get());
    }
    return settle(dao, act, "confirmed", new ActOutcome.Confirmed(hash, block, mined.blockHash()));
  }

  private StageOutcome doneElsewhere(Dao dao, Act act, Readback.Found found) {
    if (!found.asIntended()) {
      return inverted(act, found);
    }
    return settle(
        dao,
        act,
        "done-elsewhere",
        new ActOutcome.DoneElsewhere(found.transactionHash(), found.by().hex()));
  }

  /** The chain has the opposite of what was decided. Nothing can take it back: people must know. */
  private StageOutcome inverted(Act act, Readback.Found found) {
    String alarm =
        "VOTE_INVERTED: it was intended to "
            + act.detail()
            + ", but the chain has: "
            + found.what()
            + ". Check the strategy and the governor's COUNTING_MODE before anything else is voted.";
    return alarm(act, "inverted", alarm);
  }

  private StageOutcome nonceTaken(Act act, Act.Submission submission) {
    return alarm(
        act,
        "nonce-taken",
        "Nonce "
            + submission.nonce()
            + " of "
            + act.account()
            + " was used by another transaction, and "
            + submission.transactionHash()
            + " is not mined. It is not signed again with another nonce; a person has to look.");
  }

  private StageOutcome alarm(Act act, String what, String text) {
    boolean known =
        act.outcome().isPresent()
            && act.outcome().get() instanceof ActOutcome.Unknown before
            && before.why().equals(text);
    if (!known) {
      record(what, act, Map.of("alarm", text));
      change(act, current -> current.settled() ? current : unknownNow(current, text));
    }
    return new StageOutcome.NeedsPeople(text);
  }

  private StageOutcome unknown(Act act, String why) {
    change(act, current -> current.settled() ? current : unknownNow(current, why));
    return new StageOutcome.Waiting(why);
  }

  private static Act unknownNow(Act act, String why) {
    return act.withOutcome(new ActOutcome.Unknown(why));
  }

  private StageOutcome abandon(Dao dao, Act act, String why) {
    return settle(dao, act, "abandoned", new ActOutcome.Abandoned(why));
  }

  private StageOutcome settle(Dao dao, Act act, String what, ActOutcome outcome) {
    record(what, act, Map.of("outcome", outcome.toString()));
    Act stored = change(act, current -> current.settled() ? current : current.withOutcome(outcome));
    stages.reached(Stage.OUTCOME_STORED, stored);
    return settled(stored);
  }

  private static StageOutcome settled(Act act) {
    return switch (act.outcome().orElseThrow()) {
      case ActOutcome.Confirmed confirmed ->
          new StageOutcome.Done("Confirmed in block " + confirmed.block() + ".");
      case ActOutcome.DoneElsewhere elsewhere ->
          new StageOutcome.Done("Done by " + elsewhere.by() + ", not by this act.");
      case ActOutcome.Abandoned abandoned -> new StageOutcome.Done(abandoned.why());
      case ActOutcome.Reverted reverted ->
          new StageOutcome.NeedsPeople(
              "Transaction "
                  + reverted.transactionHash()
                  + " was mined and reverted: "
                  + reverted.reason());
      case ActOutcome.Unknown unknown -> new StageOutcome.Waiting(unknown.why());
    };
  }

  /** Changes the stored act, whatever it has become meanwhile. */
  private Act change(Act act, UnaryOperator<Act> how) {
    Proposal stored =
        transitions.apply(
            act.proposal(),
            slotName(act.kind()),
            current -> {
              Optional<Act> now = slot(current, act.kind());
              if (now.isEmpty() || !now.get().id().equals(act.id())) {
                throw new PrytanyException(
                    FailureCode.CONCURRENT_CHANGE,
                    "The "
                        + slotName(act.kind())
                        + " of "
                        + act.proposal()
                        + " was replaced while it was worked on.");
              }
              Act next = how.apply(now.get());
              return next.equals(now.get())
                  ? Optional.empty()
                  : Optional.of(withSlot(current, next));
            });
    return slot(stored, act.kind()).orElseThrow();
  }

  private void record(String what, Act act, Map<String, String> details) {
    ProposalKey subject = act.proposal();
    var all = new TreeMap<String, String>(details);
    all.put("account", act.account().hex());
    all.put("contentHash", act.contentHash());
    audit.append(
        AuditLog.SERVER,
        act.kind().name().toLowerCase(Locale.ROOT) + "." + what,
        subject.text(),
        all);
  }

  private static String slotName(ActKind kind) {
    return switch (kind) {
      case VOTE -> "ballot";
      case QUEUE -> "queue";
      case EXECUTE -> "execution";
    };
  }

  private static String message(PrytanyException e) {
    String text = e.getMessage();
    return text == null ? e.code().name() : text;
  }
}
