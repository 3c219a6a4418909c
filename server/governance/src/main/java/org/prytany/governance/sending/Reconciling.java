package org.prytany.governance.sending;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.Act.Submission;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.Recall;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.sending.TransactionSubmitter.Mined;
import org.prytany.spi.PlannedCall;

/**
 * Asks the chain what became of an act, before anything else is done about it. What is stored as
 * its outcome is what the chain shows; and nothing is over while signed bytes of it could still be
 * mined.
 */
final class Reconciling {

  private final TransactionSubmitter submitter;
  private final Signer signer;
  private final ActLog log;
  private final ActStages stages;

  Reconciling(TransactionSubmitter submitter, Signer signer, ActLog log, ActStages stages) {
    this.submitter = submitter;
    this.signer = signer;
    this.log = log;
    this.stages = stages;
  }

  /** What the chain shows. */
  sealed interface Shown {

    /** It is over, or a person has to look, or it has to be looked at again. */
    record Over(StageOutcome outcome) implements Shown {}

    /** Its purpose is settled, but signed bytes of it could still be mined: they are taken back. */
    record Leftover(String why, ActOutcome then) implements Shown {}

    /**
     * It is still to be done.
     *
     * @param signed whether signed bytes of it may exist
     */
    record Open(boolean signed) implements Shown {}
  }

  Shown look(Dao dao, HeldAct held, Mandate mandate) {
    Act act = held.act();
    Optional<Submission> reopened = reopened(dao, act);
    if (reopened.isPresent()) {
      // Before anything else: while its nonce is free, what was taken back could be mined.
      Sending.requireOwn(
          submitter, dao, new PlannedCall(act.account(), BigInteger.ZERO, "0x"), reopened.get());
      submitter.broadcast(dao, reopened.get().rawTransaction());
      return new Shown.Over(
          new StageOutcome.Waiting(
              "The chain was reorganised, and what was taken back with nonce "
                  + reopened.get().nonce()
                  + " is taken back again."));
    }
    Optional<Shown> mined = mined(dao, held, mandate);
    if (mined.isPresent()) {
      return mined.get();
    }
    Optional<Readback.Found> found = mandate.find();
    if (found.isPresent() && isOurs(act, found.get())) {
      return waiting(held, "The chain has it; its receipt is not there yet.");
    }
    OptionalLong nonce = nonce(act);
    boolean free =
        nonce.isPresent() && submitter.transactionCount(dao, act.account()) <= nonce.getAsLong();
    if (nonce.isPresent() && !free) {
      // The receipt may lag behind the count: asked once more before anything is concluded.
      mined = mined(dao, held, mandate);
      if (mined.isPresent()) {
        return mined.get();
      }
    }
    Optional<ActOutcome> then =
        found
            .map(Reconciling::elsewhere)
            .or(() -> mandate.tooLate().map(ActOutcome.Abandoned::new));
    if (free) {
      return then.<Shown>map(outcome -> new Shown.Leftover(why(outcome), outcome))
          .orElseGet(() -> new Shown.Open(true));
    }
    if (then.isPresent()) {
      return over(held, then.get());
    }
    if (act.recall().isPresent() && nonce.isPresent()) {
      Recall recall = act.recall().get();
      return recall
          .then()
          .map(outcome -> over(held, outcome))
          .orElseGet(
              () ->
                  takenBack(
                      dao, held, new ActOutcome.Recalled(recall.why(), Optional.empty(), 0, "")));
    }
    return act.own().forms().isEmpty() ? new Shown.Open(false) : nonceLost(held);
  }

  private Optional<Submission> reopened(Dao dao, Act act) {
    if (act.former().isEmpty()) {
      return Optional.empty();
    }
    long count = submitter.transactionCount(dao, act.account());
    return act.former().stream().filter(form -> form.nonce() >= count).findFirst();
  }

  /** The nonce that signed bytes of it have, also where they were lost in a crash. */
  private OptionalLong nonce(Act act) {
    List<Submission> forms = act.forms();
    return forms.isEmpty() ? signer.signedNonce(act) : OptionalLong.of(forms.getLast().nonce());
  }

  private static boolean isOurs(Act act, Readback.Found found) {
    return found
        .transactionHash()
        .filter(
            hash ->
                act.forms().stream().anyMatch(form -> form.transactionHash().equals(hash))
                    || act.spent().contains(hash))
        .isPresent();
  }

  private Optional<Shown> mined(Dao dao, HeldAct held, Mandate mandate) {
    Act act = held.act();
    Optional<Mined> own =
        Stream.concat(
                act.own().forms().reversed().stream().map(Submission::transactionHash),
                act.spent().stream())
            .flatMap(hash -> submitter.receipt(dao, hash).stream())
            .findFirst();
    if (own.isPresent()) {
      stages.reached(Stage.RECEIPT_SEEN, act);
      return Optional.of(ownMined(held, own.get(), mandate));
    }
    Optional<Mined> back =
        act.recall().stream()
            .flatMap(recall -> recall.transmission().forms().reversed().stream())
            .flatMap(form -> submitter.receipt(dao, form.transactionHash()).stream())
            .findFirst();
    if (back.isPresent()) {
      stages.reached(Stage.RECEIPT_SEEN, act);
      return Optional.of(recallMined(dao, held, back.get(), mandate));
    }
    return Optional.empty();
  }

  private Shown ownMined(HeldAct held, Mined mined, Mandate mandate) {
    String hash = mined.receipt().transactionHash();
    long block = mined.receipt().block();
    Optional<Readback.Found> found = mandate.find();
    if (!mined.receipt().succeeded()) {
      return over(
          held,
          found
              .map(Reconciling::elsewhere)
              .orElseGet(
                  () -> new ActOutcome.Reverted(hash, block, mined.blockHash(), mined.reason())));
    }
    if (found.isEmpty()) {
      return waiting(
          held, "Transaction " + hash + " succeeded, but the chain does not show its result yet.");
    }
    return over(
        held,
        found.get().asIntended()
            ? new ActOutcome.Confirmed(hash, block, mined.blockHash())
            : elsewhere(found.get()));
  }

  private Shown recallMined(Dao dao, HeldAct held, Mined mined, Mandate mandate) {
    Recall recall = held.act().recall().orElseThrow();
    return mandate
        .find()
        .map(Reconciling::elsewhere)
        .or(recall::then)
        .map(outcome -> over(held, outcome))
        .orElseGet(
            () ->
                takenBack(
                    dao,
                    held,
                    new ActOutcome.Recalled(
                        recall.why(),
                        Optional.of(mined.receipt().transactionHash()),
                        mined.receipt().block(),
                        mined.blockHash())));
  }

  /**
   * Over, unless bytes of it have a nonce that the account has yet to come to: it is then asked for
   * anew whether the act may happen, and if not, that nonce is given up as well.
   */
  private Shown takenBack(Dao dao, HeldAct held, ActOutcome.Recalled outcome) {
    Act act = held.act();
    OptionalLong left = signer.signedNonce(act);
    if (left.isEmpty() || left.getAsLong() < submitter.transactionCount(dao, act.account())) {
      return over(held, outcome);
    }
    log.record(
        "nonce-left",
        act,
        Map.of("nonce", Long.toString(left.getAsLong()), "reason", outcome.why()));
    held.change(Act::again);
    return new Shown.Open(true);
  }

  private static ActOutcome elsewhere(Readback.Found found) {
    return found.asIntended()
        ? new ActOutcome.DoneElsewhere(found.transactionHash(), found.by().hex())
        : new ActOutcome.Contrary(found.transactionHash(), found.what());
  }

  private static String why(ActOutcome then) {
    return switch (then) {
      case ActOutcome.DoneElsewhere done -> "It was done by " + done.by() + ".";
      case ActOutcome.Contrary other -> "The chain has something else: " + other.what() + ".";
      case ActOutcome.Abandoned gone -> gone.why();
      default -> "It is over.";
    };
  }

  private Shown nonceLost(HeldAct held) {
    Act act = held.act();
    Submission newest = act.own().newest().orElseThrow();
    log.record(
        "nonce-taken",
        act,
        Map.of("nonce", Long.toString(newest.nonce()), "transaction", newest.transactionHash()));
    held.change(Act::nonceLost);
    return new Shown.Over(
        new StageOutcome.Waiting(
            "Nonce "
                + newest.nonce()
                + " of "
                + act.account()
                + " was used by another transaction. It is signed with another one, if everything"
                + " still holds and the chain shows that it is not done."));
  }

  private Shown waiting(HeldAct held, String why) {
    held.change(act -> act.withOutcome(new ActOutcome.Unknown(why)));
    return new Shown.Over(new StageOutcome.Waiting(why));
  }

  /** Stores an outcome: it is in the log first. */
  Shown over(HeldAct held, ActOutcome outcome) {
    log.record(word(outcome), held.act(), Map.of("outcome", outcome.toString()));
    Act stored = held.change(act -> act.settled() ? act : act.withOutcome(outcome));
    stages.reached(Stage.OUTCOME_STORED, stored);
    return new Shown.Over(said(stored));
  }

  private static String word(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed confirmed -> "confirmed";
      case ActOutcome.Reverted reverted -> "reverted";
      case ActOutcome.DoneElsewhere elsewhere -> "done-elsewhere";
      case ActOutcome.Contrary contrary -> "contrary";
      case ActOutcome.Unknown unknown -> "unknown";
      case ActOutcome.Abandoned abandoned -> "abandoned";
      case ActOutcome.Recalled recalled -> "taken-back";
    };
  }

  /** What a settled act means for its duty. */
  static StageOutcome said(Act act) {
    return switch (act.outcome().orElseThrow()) {
      case ActOutcome.Confirmed confirmed ->
          new StageOutcome.Done("Confirmed in block " + confirmed.block() + ".");
      case ActOutcome.DoneElsewhere elsewhere ->
          new StageOutcome.Done("Done by " + elsewhere.by() + ", not by this act.");
      case ActOutcome.Abandoned abandoned -> new StageOutcome.Done(abandoned.why());
      case ActOutcome.Recalled recalled ->
          new StageOutcome.NeedsPeople("It was signed and then taken back: " + recalled.why());
      case ActOutcome.Contrary contrary ->
          new StageOutcome.NeedsPeople(
              "VOTE_DIFFERS: it was intended to "
                  + act.detail()
                  + ", but the chain has: "
                  + contrary.what()
                  + ". If nobody voted so by hand, check the strategy and the governor's"
                  + " COUNTING_MODE before anything else is voted.");
      case ActOutcome.Reverted reverted ->
          new StageOutcome.NeedsPeople(
              "Transaction "
                  + reverted.transactionHash()
                  + " was mined and reverted: "
                  + reverted.reason());
      case ActOutcome.Unknown unknown -> new StageOutcome.Waiting(unknown.why());
    };
  }
}
