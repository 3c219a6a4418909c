package org.prytany.governance.anchor;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.governance.act.Act.Submission;
import org.prytany.governance.anchor.Anchoring.Form;
import org.prytany.governance.anchor.Anchoring.Outcome;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast;
import org.prytany.governance.sending.TransactionSubmitter.Mined;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.PlannedCall;

/**
 * Anchors the log's head once a period: intended in the log, signed by the signer, sent, replaced
 * if it pays too little, and looked for on the chain until the next one takes its place. A turn may
 * end anywhere, be repeated at any time, and run on several nodes at once.
 *
 * <p>That an anchor is due is the entry right after the head that it anchors, and the log takes one
 * entry in each place: so an entry is never anchored twice, whoever else tries.
 */
public final class AnchorService {

  private final AuditLog log;
  private final TransactionSubmitter chain;
  private final Optional<AnchorSigner> signer;
  private final AnchorPlan plan;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * @param signer empty if nothing here can sign: then a person sends what is due
   * @param patience how long a form may stay unmined before it is looked whether it pays enough
   */
  public AnchorService(
      AuditLog log,
      TransactionSubmitter chain,
      Optional<AnchorSigner> signer,
      AnchorPlan plan,
      InstantSource clock,
      Duration patience) {
    this.log = log;
    this.chain = chain;
    this.signer = signer;
    this.plan = plan;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Takes the latest anchor as far as it goes now, and begins the next one if it is due.
   *
   * @return what a person has to do about it, in plain English
   * @throws PrytanyException CHAIN_UNAVAILABLE, SIGNER_UNAVAILABLE, FEE_TOO_HIGH, SIGNING_REFUSED
   *     and the like: the next turn asks the chain first
   */
  public Optional<String> turn() {
    Optional<AnchorSigner> signing = signer.filter(its -> its.accounts().contains(plan.account()));
    Anchoring.latest(log, clock.instant()).ifPresent(this::reconcile);
    // The head before the anchors: what is intended after it is intended on what was read here.
    AuditHead head = log.head();
    Optional<Anchoring> latest = Anchoring.latest(log, clock.instant());
    if (isDue(head, latest)) {
      Optional<Anchoring> begun = begin(head);
      if (begun.isEmpty()) {
        // Something came in between, perhaps another node's anchor: it is looked at again.
        return Optional.empty();
      }
      return signing.isPresent()
          ? step(signing.get(), begun.get()).or(() -> latest.flatMap(AnchorService::leftOut))
          : Optional.of(
              "An anchor of the audit log is due: `./prytany audit anchor` says what to send; the"
                  + " head is "
                  + head.text()
                  + ".");
    }
    return latest
        .filter(anchor -> anchor.outcome().isEmpty())
        .flatMap(anchor -> signing.flatMap(its -> step(its, anchor)));
  }

  /** A whole period was not enough for it, and the next one takes its place. */
  private static Optional<String> leftOut(Anchoring before) {
    return before
        .newest()
        .filter(form -> before.outcome().isEmpty())
        .map(
            form ->
                "The anchor of the audit log's entry "
                    + before.head().text()
                    + " (transaction "
                    + form.transactionHash()
                    + ") is in no block; the next one takes its place. Find out what its account has"
                    + " under way, and whether the endpoint passes transactions on.");
  }

  private boolean isDue(AuditHead head, Optional<Anchoring> latest) {
    if (head.sequence() == 0) {
      return false;
    }
    if (latest.isEmpty()) {
      return true;
    }
    boolean over = !clock.instant().isBefore(latest.get().since().plus(plan.period()));
    // Entries about anchors alone are nothing that needs an anchor.
    return over
        && log.latest(entry -> !Anchoring.isAbout(entry))
            .filter(entry -> entry.sequence() > latest.get().entry())
            .isPresent();
  }

  /** The intent; empty if it is not the entry right after the head. */
  private Optional<Anchoring> begin(AuditHead head) {
    return log.appendAfter(
            head,
            AuditLog.SERVER,
            Anchoring.DUE,
            head.text(),
            Map.of(
                "chainId", Long.toString(plan.dao().chainId()),
                "account", plan.account().hex(),
                "data", new Anchor(head).data()))
        .flatMap(entry -> Anchoring.latest(log, clock.instant()));
  }

  // The chain is asked first.

  private void reconcile(Anchoring anchor) {
    Anchoring now = anchor;
    Optional<Outcome> confirmed = now.outcome().filter(Outcome::confirmed);
    if (confirmed.isPresent()) {
      // As long as it is the latest one: a later one vouches for everything before it.
      Optional<Mined> still = chain.receipt(plan.dao(), confirmed.get().transactionHash());
      if (still.filter(its -> its.blockHash().equals(confirmed.get().blockHash())).isPresent()) {
        return;
      }
      now = noted(now, Anchoring.REMOVED, confirmed.get().transactionHash(), Map.of());
    }
    if (now.outcome().isPresent() || isMined(now) || now.newest().isEmpty()) {
      return;
    }
    Form newest = now.newest().get();
    if (chain.transactionCount(plan.dao(), plan.account()) <= newest.nonce()) {
      return;
    }
    // The receipt may lag behind the count: asked once more before anything is concluded.
    if (!isMined(now)) {
      noted(
          now,
          Anchoring.NONCE_TAKEN,
          newest.transactionHash(),
          Map.of("nonce", Long.toString(newest.nonce())));
    }
  }

  /** Whether a form of it is in a block; then the log says so. */
  private boolean isMined(Anchoring anchor) {
    for (String hash : anchor.hashes()) {
      Optional<Mined> mined = chain.receipt(plan.dao(), hash);
      if (mined.isPresent()) {
        noteMined(anchor, mined.get());
        return true;
      }
    }
    return false;
  }

  private void noteMined(Anchoring anchor, Mined mined) {
    String hash = mined.receipt().transactionHash();
    if (mined.receipt().succeeded()) {
      noted(
          anchor,
          Anchoring.CONFIRMED,
          hash,
          Map.of("block", Long.toString(mined.receipt().block()), "blockHash", mined.blockHash()));
    } else {
      noted(anchor, Anchoring.NOT_VALID, hash, Map.of("problem", mined.reason()));
    }
  }

  // And then something is done.

  private Optional<String> step(AnchorSigner signing, Anchoring anchor) {
    Optional<Form> newest = anchor.newest();
    Signed now =
        newest.isEmpty()
            ? signed(signing, anchor, prepared(anchor))
            : again(signing, anchor, newest.get());
    Broadcast answer = sent(now);
    if (answer.answer() == Broadcast.Answer.UNDERPRICED) {
      Optional<Signed> more =
          raised(signing, now.anchor(), now.anchor().newest().orElseThrow(), true);
      if (more.isPresent()) {
        answer = sent(more.get());
      }
    }
    return told(answer);
  }

  /** Bytes that were signed, and the anchor that has their hash in the log. */
  private record Signed(Anchoring anchor, Submission submission) {}

  private AnchorRequest prepared(Anchoring anchor) {
    TransactionTerms terms =
        chain.prepare(
            plan.dao(),
            plan.account(),
            new PlannedCall(plan.account(), BigInteger.ZERO, new Anchor(anchor.head()).data()));
    return request(anchor, terms.gasLimit(), terms.fees());
  }

  private AnchorRequest request(Anchoring anchor, BigInteger gasLimit, Fees fees) {
    return new AnchorRequest(plan.dao().chainId(), plan.account(), anchor.head(), gasLimit, fees);
  }

  /** The same bytes, or others that pay more if the chain asks for more by now. */
  private Signed again(AnchorSigner signing, Anchoring anchor, Form newest) {
    boolean waited = !clock.instant().isBefore(newest.at().plus(patience));
    Optional<Signed> more = waited ? raised(signing, anchor, newest, false) : Optional.empty();
    // The signer has the bytes; those of a store would have to be held against it.
    return more.orElseGet(
        () -> signed(signing, anchor, request(anchor, newest.gasLimit(), newest.fees())));
  }

  /**
   * Bytes that pay more; empty if that is not needed, or is more than an anchor may cost.
   *
   * @param refused whether the chain said that the present ones pay too little
   */
  private Optional<Signed> raised(
      AnchorSigner signing, Anchoring anchor, Form newest, boolean refused) {
    try {
      Fees fees = newest.fees();
      Fees wanted = chain.fees(plan.dao(), fees);
      boolean more =
          wanted.most().compareTo(fees.most()) > 0 || wanted.tip().compareTo(fees.tip()) > 0;
      Fees raised = fees.raisedTo(wanted);
      return (more || refused) && raised.most().compareTo(chain.feeCap(plan.dao())) <= 0
          ? Optional.of(signed(signing, anchor, request(anchor, newest.gasLimit(), raised)))
          : Optional.empty();
    } catch (PrytanyException e) {
      if (e.code() != FailureCode.FEE_TOO_HIGH) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Signed signed(AnchorSigner signing, Anchoring anchor, AnchorRequest request) {
    Submission submission = signing.anchor(request);
    boolean known =
        anchor.forms().stream()
            .anyMatch(form -> form.transactionHash().equals(submission.transactionHash()));
    return new Signed(
        known
            ? anchor
            : noted(
                anchor,
                Anchoring.SIGNED,
                submission.transactionHash(),
                Map.of(
                    "nonce", Long.toString(submission.nonce()),
                    "gasLimit", request.gasLimit().toString(),
                    "maxFeePerGasWei", submission.fees().most().toString(),
                    "tipPerGasWei", submission.fees().tip().toString())),
        submission);
  }

  private Broadcast sent(Signed signed) {
    String hash = signed.submission().transactionHash();
    boolean announced =
        signed.anchor().forms().stream()
            .anyMatch(form -> form.transactionHash().equals(hash) && form.sent());
    if (!announced) {
      noted(signed.anchor(), Anchoring.SENT, hash, Map.of());
    }
    return chain.broadcast(plan.dao(), signed.submission().rawTransaction());
  }

  private Anchoring noted(
      Anchoring anchor, String act, String transaction, Map<String, String> more) {
    Map<String, String> details = new TreeMap<>(more);
    details.put("transaction", transaction);
    AuditEntry entry = log.append(AuditLog.SERVER, act, anchor.head().text(), details);
    return anchor.after(entry);
  }

  private Optional<String> told(Broadcast answer) {
    return switch (answer.answer()) {
      case TAKEN, KNOWN, NONCE_TOO_LOW -> Optional.empty();
      case UNDERPRICED ->
          Optional.of(
              "The anchor of the audit log pays too little to be taken now ("
                  + answer.said()
                  + "); it is tried again with more.");
      case NO_COIN ->
          Optional.of(
              "The audit log is not anchored: account "
                  + plan.account()
                  + " has not enough coin for the fee. Send it some; it is tried again.");
      case REFUSED ->
          Optional.of("The chain refuses the anchor of the audit log: " + answer.said());
    };
  }
}
