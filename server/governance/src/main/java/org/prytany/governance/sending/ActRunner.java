package org.prytany.governance.sending;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.Recall;
import org.prytany.governance.act.Transmission;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.spi.PlannedCall;

/**
 * Takes one of our transactions from intent to outcome. Each step starts from what is stored, asks
 * the chain first, and may be repeated at any time: after a crash, after a time-out, on another
 * node.
 *
 * <p>The invariant: bytes are handed to the chain only if, in the compare-and-swap that records the
 * handing over, all holds that would have to hold to sign them. What is signed and may not leave is
 * taken back, by a transfer of nothing that takes its nonce; and nothing is over while its bytes
 * could still be mined.
 */
public final class ActRunner {

  /** How often one thing is taken back and signed anew before a person has to look. */
  static final int MOST_TAKEN_BACK = 3;

  private final Transitions transitions;
  private final TransactionSubmitter submitter;
  private final Signer signer;
  private final Gates gates;
  private final ActLog log;
  private final ActStages stages;
  private final InstantSource clock;
  private final Sending sending;
  private final Reconciling reconciling;

  /**
   * @param patience how long a sent transaction may stay unmined before it is looked whether it
   *     pays enough: a few blocks
   */
  public ActRunner(
      Transitions transitions,
      TransactionSubmitter submitter,
      Signer signer,
      Gates gates,
      AuditLog audit,
      ActStages stages,
      InstantSource clock,
      Duration patience) {
    this.transitions = transitions;
    this.submitter = submitter;
    this.signer = signer;
    this.gates = gates;
    this.log = new ActLog(audit);
    this.stages = stages;
    this.clock = clock;
    this.sending = new Sending(submitter, log, stages, clock, patience);
    this.reconciling = new Reconciling(submitter, signer, log, stages);
  }

  /** Stores an intent if nothing stands against it, and takes it as far as it goes now. */
  public StageOutcome begin(Dao dao, Act intended, Mandate mandate) {
    Optional<String> notYet = mandate.notYet();
    if (notYet.isPresent()) {
      return new StageOutcome.Held(notYet.get());
    }
    Optional<String> over = keyOver(intended);
    if (over.isPresent()) {
      // Nothing is intended that is refused anyway, again and again.
      return new StageOutcome.NeedsPeople(over.get());
    }
    Proposal before = transitions.current(intended.proposal());
    Optional<String> forbidden = against(dao, intended, mandate, before);
    if (forbidden.isPresent()) {
      return new StageOutcome.Held(forbidden.get());
    }
    int takenBack =
        ActSlots.slot(before, intended.kind()).map(act -> act.takenBack() + 1).orElse(0);
    if (isTooOften(takenBack, before)) {
      return new StageOutcome.NeedsPeople(takenBackTooOften(takenBack));
    }
    log.record("intended", intended, Map.of("detail", intended.detail()));
    Proposal stored =
        transitions.apply(
            intended.proposal(),
            ActSlots.name(intended.kind()),
            current ->
                ActSlots.free(current, intended.kind())
                        && against(dao, intended, mandate, current).isEmpty()
                    ? Optional.of(ActSlots.withSlot(current, placed(current, intended)))
                    : Optional.empty());
    Optional<Act> act =
        ActSlots.slot(stored, intended.kind()).filter(there -> !there.wasTakenBack());
    if (act.isEmpty()) {
      return new StageOutcome.Held("What it follows from changed meanwhile; looking again.");
    }
    stages.reached(Stage.INTENT_STORED, act.get());
    return step(dao, act.get(), mandate);
  }

  /**
   * Takes up an act whose signed bytes may be out though the store knows nothing of it: somebody
   * deleted it there, or an older copy of the store was put back.
   *
   * @param intended as it would be intended now
   * @return empty if there are no such bytes
   */
  public Optional<StageOutcome> recover(Dao dao, Act intended, Mandate mandate) {
    OptionalLong nonce = signer.signedNonce(intended);
    if (nonce.isEmpty()
        || nonce.getAsLong() < submitter.transactionCount(dao, intended.account())) {
      return Optional.empty();
    }
    log.record("found-signed", intended, Map.of("nonce", Long.toString(nonce.getAsLong())));
    Proposal stored =
        transitions.apply(
            intended.proposal(),
            ActSlots.name(intended.kind()),
            current ->
                ActSlots.free(current, intended.kind())
                    ? Optional.of(ActSlots.withSlot(current, placed(current, intended)))
                    : Optional.empty());
    return ActSlots.slot(stored, intended.kind()).map(act -> step(dao, act, mandate));
  }

  private static String takenBackTooOften(int times) {
    return "It was signed and taken back "
        + times
        + " times; it is not tried again by itself. Find out what keeps changing.";
  }

  private static Act placed(Proposal current, Act intended) {
    return ActSlots.slot(current, intended.kind()).map(intended::after).orElse(intended);
  }

  /**
   * Takes a stored act as far as it goes now.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE, SIGNER_UNAVAILABLE and the like: the outcome is
   *     then unknown, and the next step asks the chain; CONCURRENT_CHANGE when another worker took
   *     the act over
   */
  public StageOutcome step(Dao dao, Act known, Mandate mandate) {
    HeldAct held = HeldAct.take(transitions, known);
    if (held.act().settled()) {
      return new StageOutcome.Done(Reconciling.said(held.act()).detail());
    }
    return switch (reconciling.look(dao, held, mandate)) {
      case Reconciling.Shown.Over over -> over.outcome();
      case Reconciling.Shown.Leftover leftover ->
          takeBack(dao, held, leftover.why(), Optional.of(leftover.then()));
      case Reconciling.Shown.Open open -> goOn(dao, held, mandate, open.signed());
    };
  }

  private StageOutcome goOn(Dao dao, HeldAct held, Mandate mandate, boolean signed) {
    Optional<Recall> recall = held.act().recall();
    if (recall.isPresent() && !recall.get().transmission().forms().isEmpty()) {
      // Its nonce was given up with a signature: there is no way back.
      return takeBack(dao, held, recall.get().why(), recall.get().then());
    }
    // What is known to stand against it needs no chain that answers.
    Optional<String> known = against(dao, held, mandate);
    if (known.isPresent()) {
      return stop(dao, held, signed, known.get());
    }
    Optional<String> notYet = mandate.notYet();
    Optional<String> forbidden = against(dao, held, mandate);
    if (forbidden.isPresent()) {
      return stop(dao, held, signed, forbidden.get());
    }
    if (signed && notYet.isPresent() && mandate.waitsLong()) {
      return takeBack(dao, held, notYet.get(), Optional.empty());
    }
    if (recall.isPresent()) {
      held.change(act -> act.withRecall(Optional.empty()));
    }
    if (notYet.isPresent()) {
      return new StageOutcome.Held(notYet.get());
    }
    if (gates.dryRun()) {
      return dryRun(dao, held.act());
    }
    requireKey(held.act());
    try {
      return switch (sending.go(dao, held, own(dao, held, mandate))) {
        case Sending.Result.Under under -> under.outcome();
        case Sending.Result.Forbidden forbiddenNow -> stop(dao, held, true, forbiddenNow.why());
      };
    } catch (PrytanyException e) {
      return refused(dao, held, mandate, signed, e);
    }
  }

  private Optional<String> against(Dao dao, HeldAct held, Mandate mandate) {
    return against(dao, held.act(), mandate, transitions.current(held.act().proposal()));
  }

  private Optional<String> against(Dao dao, Act act, Mandate mandate, Proposal stored) {
    return against(dao, act, stored, mandate::forbidden);
  }

  /** Everything that stands against an act, by what is stored. */
  private Optional<String> against(
      Dao dao, Act act, Proposal stored, Function<Proposal, Optional<String>> forbidden) {
    if (!stored.content().contentHash().equals(act.contentHash())) {
      return Optional.of("Another content stands under the proposal's id now.");
    }
    if (isTooOften(act.takenBack(), stored)) {
      return Optional.of(takenBackTooOften(act.takenBack()));
    }
    return gates.closed(dao, act.kind(), stored).or(() -> forbidden.apply(stored));
  }

  /** What changing effects took back does not stop a vote that holds whatever the effects. */
  private static boolean isTooOften(int takenBack, Proposal stored) {
    return takenBack >= MOST_TAKEN_BACK
        && stored.decision().filter(Decided::holdsWhateverTheEffects).isEmpty();
  }

  private StageOutcome stop(Dao dao, HeldAct held, boolean signed, String why) {
    if (signed) {
      return takeBack(dao, held, why, Optional.empty());
    }
    giveUp(held, why);
    return new StageOutcome.Held(why);
  }

  /** Takes an act that was not signed out of its place, so that another decision may follow. */
  private void giveUp(HeldAct held, String why) {
    log.record("given-up", held.act(), Map.of("reason", why));
    if (held.act().takenBack() > 0) {
      held.change(act -> act.unsigned(why));
    } else {
      held.remove();
    }
  }

  private StageOutcome takeBack(Dao dao, HeldAct held, String why, Optional<ActOutcome> then) {
    Optional<Recall> before = held.act().recall();
    if (before.isEmpty()) {
      log.record("recall-intended", held.act(), Map.of("reason", why));
      held.change(act -> act.withRecall(Optional.of(Recall.intended(why, clock.instant(), then))));
      stages.reached(Stage.RECALL_STORED, held.act());
    } else if (!before.get().then().equals(then)) {
      Recall now =
          new Recall(before.get().why(), before.get().since(), before.get().transmission(), then);
      held.change(act -> act.withRecall(Optional.of(now)));
    }
    if (sending.go(dao, held, recall(dao, held)) instanceof Sending.Result.Under under
        && !(under.outcome() instanceof StageOutcome.Waiting)) {
      return under.outcome();
    }
    return new StageOutcome.Waiting("It is being taken back: " + why);
  }

  private Sending.Side own(Dao dao, HeldAct held, Mandate mandate) {
    Act act = held.act();
    return new Sending.Side(
        "",
        act.call(),
        Act::own,
        Act::withOwn,
        () -> submitter.prepare(dao, act.account(), act.call()),
        terms ->
            signer.sign(
                new SigningRequest(act.kind(), dao, transitions.current(act.proposal()), terms)),
        stored -> against(dao, act, stored, mandate::forbiddenNow));
  }

  private Sending.Side recall(Dao dao, HeldAct held) {
    Act act = held.act();
    var nothing = new PlannedCall(act.account(), java.math.BigInteger.ZERO, "0x");
    return new Sending.Side(
        "recall-",
        nothing,
        stored -> stored.recall().map(Recall::transmission).orElse(Transmission.NONE),
        (stored, transmission) ->
            stored.withRecall(stored.recall().map(recall -> recall.with(transmission))),
        () -> {
          var terms = submitter.prepare(dao, act.account(), nothing);
          return act.own()
              .newest()
              .map(form -> terms.with(form.fees().raisedTo(terms.fees())))
              .orElse(terms);
        },
        terms -> signer.cancel(act, terms),
        stored -> Optional.empty());
  }

  private StageOutcome refused(
      Dao dao, HeldAct held, Mandate mandate, boolean signed, PrytanyException e) {
    if (!e.code().refusesToSign() && e.code() != FailureCode.CHAIN_ANSWER_INVALID) {
      throw e;
    }
    String message = message(e);
    boolean refusal = e.code().refusesToSign();
    if (refusal) {
      log.record("refused", held.act(), Map.of("reason", message));
    }
    if (signed || held.act().submission().isPresent()) {
      // What would not be signed again, or would fail, does not stay where it could be mined.
      return takeBack(
          dao,
          held,
          refusal ? "The signer refused: " + message : "It would fail now: " + message,
          Optional.empty());
    }
    if (!refusal) {
      mandate.wouldFail();
      return new StageOutcome.Held("It would fail now: " + message);
    }
    // Nothing of it exists: it stands in the way of no decision while people are told.
    giveUp(held, message);
    return new StageOutcome.NeedsPeople("The signer refused: " + message);
  }

  private StageOutcome dryRun(Dao dao, Act act) {
    submitter.prepare(dao, act.account(), act.call());
    return new StageOutcome.Held(
        "Dry run: it would be signed and sent now (" + act.detail() + "); nothing is.");
  }

  /** What is signed already is seen to the end; nothing is begun with a key that is over. */
  private Optional<String> keyOver(Act intended) {
    Instant now = clock.instant();
    return signer.bounds().stream()
        .filter(key -> key.account().equals(intended.account()) && key.isOver(now))
        .map(key -> key.words(now))
        .findFirst();
  }

  private void requireKey(Act act) {
    if (!signer.accounts().contains(act.account())) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "The signer has no key for " + act.account() + ". Add its keystore and start again.");
    }
  }

  private static String message(PrytanyException e) {
    String text = e.getMessage();
    return text == null ? e.code().name() : text;
  }
}
