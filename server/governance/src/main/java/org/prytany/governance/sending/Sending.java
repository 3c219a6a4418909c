package org.prytany.governance.sending;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.Act.Submission;
import org.prytany.governance.act.Transmission;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.PlannedCall;

/**
 * Gets one transmission to the chain: signs its first form, replaces a form that pays too little to
 * be mined by one with the same nonce that pays more, and hands the newest to the chain. What
 * speaks against it is asked in the compare-and-swap right before.
 */
final class Sending {

  /** After this many times the patience, a form is replaced though it seems to pay enough. */
  private static final int LONG = 10;

  /** After this many times the patience, people hear that a nonce does not come up. */
  private static final int TOLD = 100;

  private final TransactionSubmitter submitter;
  private final ActLog log;
  private final ActStages stages;
  private final InstantSource clock;
  private final Duration patience;

  Sending(
      TransactionSubmitter submitter,
      ActLog log,
      ActStages stages,
      InstantSource clock,
      Duration patience) {
    this.submitter = submitter;
    this.log = log;
    this.stages = stages;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * One of an act's two transmissions.
   *
   * @param name before the words in the audit log: "" or "recall-"
   * @param call what its forms have to call
   * @param of finds it
   * @param put puts it in its place
   * @param prepare completes what is to be signed with gas and fees
   * @param sign has it signed
   * @param against what stands against its leaving, by what is stored
   */
  record Side(
      String name,
      PlannedCall call,
      Function<Act, Transmission> of,
      Put put,
      Prepare prepare,
      Function<TransactionTerms, Submission> sign,
      Function<Proposal, Optional<String>> against) {

    /** Puts a transmission in its place. */
    interface Put {
      Act into(Act act, Transmission transmission);
    }

    /** Completes a call with gas and fees. */
    interface Prepare {
      TransactionTerms terms();
    }

    Optional<Submission> newest(Act act) {
      return of.apply(act).newest();
    }
  }

  /** What came of it. */
  sealed interface Result {

    /** It is with the chain, or will be tried again. */
    record Under(StageOutcome outcome) implements Result {}

    /** It may not leave. */
    record Forbidden(String why) implements Result {}
  }

  /** Signs what is not signed, replaces what is stuck, and hands over. */
  Result go(Dao dao, HeldAct held, Side side) {
    Optional<Submission> newest = side.newest(held.act());
    if (newest.isEmpty()) {
      sign(held, side, side.prepare().terms());
    } else if (isNext(dao, held.act(), newest.get())) {
      replacement(dao, held, side, newest.get(), false).ifPresent(terms -> sign(held, side, terms));
    } else if (waited(held, side).compareTo(patience.multipliedBy(LONG)) >= 0) {
      askForNonce(held, side, newest.get());
    }
    Submission form = side.newest(held.act()).orElseThrow();
    requireOwn(submitter, dao, side.call(), form);
    Optional<Result> stopped = handOver(held, side, form);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    Broadcast answer = submitter.broadcast(dao, form.rawTransaction());
    stages.reached(Stage.BROADCAST, held.act());
    if (answer.answer() != Broadcast.Answer.UNDERPRICED) {
      return new Result.Under(outcome(dao, held.act(), form, answer, waited(held, side)));
    }
    Optional<TransactionTerms> better = replacement(dao, held, side, form, true);
    if (better.isEmpty()) {
      return new Result.Under(
          new StageOutcome.Held("It pays too little to be taken now: " + answer.said()));
    }
    sign(held, side, better.get());
    Submission second = side.newest(held.act()).orElseThrow();
    Optional<Result> stoppedAgain = handOver(held, side, second);
    if (stoppedAgain.isPresent()) {
      return stoppedAgain.get();
    }
    Broadcast last = submitter.broadcast(dao, second.rawTransaction());
    stages.reached(Stage.BROADCAST, held.act());
    return new Result.Under(outcome(dao, held.act(), second, last, waited(held, side)));
  }

  /**
   * Whoever writes the store must not choose what is sent: the bytes have to be what they are
   * stored as.
   *
   * @throws PrytanyException STORE_CORRUPT
   */
  static void requireOwn(
      TransactionSubmitter submitter, Dao dao, PlannedCall call, Submission form) {
    boolean own =
        submitter
            .contents(form.rawTransaction())
            .filter(its -> its.chainId() == dao.chainId() && its.nonce() == form.nonce())
            .filter(its -> its.transactionHash().equalsIgnoreCase(form.transactionHash()))
            .filter(its -> its.call().target().equals(call.target()))
            .filter(its -> its.call().valueWei().equals(call.valueWei()))
            .filter(its -> its.call().calldata().equalsIgnoreCase(call.calldata()))
            .isPresent();
    if (!own) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The stored bytes of transaction "
              + form.transactionHash()
              + " are not what they are stored as, so they are not sent. Somebody changed the store:"
              + " find out who can write to it, and restore it.");
    }
  }

  private void sign(HeldAct held, Side side, TransactionTerms terms) {
    Act act = held.act();
    stages.reached(Stage.PREPARED, act);
    Submission signed = side.sign().apply(terms);
    stages.reached(Stage.SIGNED, act);
    log.record(
        side.name() + "signed",
        act,
        Map.of("nonce", Long.toString(signed.nonce()), "transaction", signed.transactionHash()));
    held.change(stored -> side.put().into(stored, side.of().apply(stored).with(signed)));
    stages.reached(Stage.SUBMISSION_STORED, held.act());
  }

  /**
   * Has a form signed anew whose nonce does not come up: the signer has a lower one for it where
   * nothing will ever use the nonces before. Otherwise what stands is left as it is.
   */
  private void askForNonce(HeldAct held, Side side, Submission newest) {
    // At the same price: who pays more is another question, asked when its turn has come.
    Submission signed = side.sign().apply(side.prepare().terms().with(newest.fees()));
    if (signed.nonce() == newest.nonce()) {
      return;
    }
    log.record(
        side.name() + "nonce-changed",
        held.act(),
        Map.of(
            "before",
            Long.toString(newest.nonce()),
            "nonce",
            Long.toString(signed.nonce()),
            "transaction",
            signed.transactionHash()));
    held.change(
        stored -> {
          Act before = stored.nonceLost();
          return side.put().into(before, side.of().apply(before).with(signed));
        });
    stages.reached(Stage.SUBMISSION_STORED, held.act());
  }

  /** How long the newest form has been with the chain. */
  private Duration waited(HeldAct held, Side side) {
    return side.of()
        .apply(held.act())
        .newestSent()
        .map(sent -> Duration.between(sent, clock.instant()))
        .orElse(Duration.ZERO);
  }

  /** Whether nothing else of the account comes before it: only then do fees decide. */
  private boolean isNext(Dao dao, Act act, Submission form) {
    return submitter.transactionCount(dao, act.account()) >= form.nonce();
  }

  /**
   * The terms of a form that pays more, if the newest one has waited long enough and the chain asks
   * for more, or simply does not take it. None pays more than the DAO's cap.
   */
  private Optional<TransactionTerms> replacement(
      Dao dao, HeldAct held, Side side, Submission newest, boolean refused) {
    Optional<Instant> sent = side.of().apply(held.act()).newestSent();
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Duration waited = Duration.between(sent.get(), clock.instant());
    if (!refused && waited.compareTo(patience) < 0) {
      return Optional.empty();
    }
    TransactionTerms.Fees wanted = submitter.fees(dao, newest.fees());
    boolean more =
        wanted.most().compareTo(newest.fees().most()) > 0
            || wanted.tip().compareTo(newest.fees().tip()) > 0;
    if (!more && !refused && waited.compareTo(patience.multipliedBy(LONG)) < 0) {
      return Optional.empty();
    }
    TransactionTerms.Fees raised = newest.fees().raisedTo(wanted);
    return raised.most().compareTo(submitter.feeCap(dao)) > 0
        ? Optional.empty()
        : Optional.of(side.prepare().terms().with(raised));
  }

  private Optional<Result> handOver(HeldAct held, Side side, Submission form) {
    boolean first = side.of().apply(held.act()).newestSent().isEmpty();
    if (first) {
      Map<String, String> details = new HashMap<>();
      details.put("transaction", form.transactionHash());
      details.put("nonce", Long.toString(form.nonce()));
      details.put("maxFeePerGasWei", form.fees().most().toString());
      log.record(side.name() + "sent", held.act(), details);
    }
    Optional<String> against =
        held.changeUnless(
            side.against(),
            act -> side.put().into(act, side.of().apply(act).handedOver(clock.instant())));
    if (against.isPresent()) {
      return Optional.of(new Result.Forbidden(against.get()));
    }
    if (first) {
      stages.reached(Stage.MARKED_SENT, held.act());
    }
    held.requireStillMine();
    return Optional.empty();
  }

  private StageOutcome outcome(
      Dao dao, Act act, Submission form, Broadcast answer, Duration waited) {
    return switch (answer.answer()) {
      case TAKEN, KNOWN -> waiting(dao, act, form, waited);
      case UNDERPRICED ->
          new StageOutcome.Held(
              "The chain asks for a higher fee than it was just offered: " + answer.said());
      case NONCE_TOO_LOW ->
          new StageOutcome.Waiting(
              "The chain has used nonce " + form.nonce() + "; looking for what it was used for.");
      case NO_COIN ->
          new StageOutcome.NeedsPeople(
              "Account "
                  + act.account()
                  + " has not enough coin for the fee of nonce "
                  + form.nonce()
                  + ". Send it some; until then it is tried again, if everything still holds.");
      case REFUSED ->
          new StageOutcome.NeedsPeople(
              "The chain refuses transaction " + form.transactionHash() + ": " + answer.said());
    };
  }

  private StageOutcome waiting(Dao dao, Act act, Submission form, Duration waited) {
    long count = submitter.transactionCount(dao, act.account());
    if (count >= form.nonce()) {
      return new StageOutcome.Waiting(
          "Transaction " + form.transactionHash() + " is sent and not mined yet.");
    }
    String why =
        "Transaction "
            + form.transactionHash()
            + " is sent; it waits for nonce "
            + count
            + " of "
            + act.account()
            + ", which comes first.";
    return waited.compareTo(patience.multipliedBy(TOLD)) < 0
        ? new StageOutcome.Waiting(why)
        : new StageOutcome.NeedsPeople(
            why
                + " It has waited long. If nothing else of that account is under way, the endpoint"
                + " once named too high a count: it goes on when another act of the account is"
                + " mined, or when somebody who has the key sends a transfer of nothing from the"
                + " account to itself with each nonce before "
                + form.nonce()
                + ".");
  }
}
