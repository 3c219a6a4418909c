package org.prytany.governance.anchor;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.signing.TransactionTerms.Fees;

/**
 * The latest anchor and what became of it, as the log itself tells: the log is where its intent is
 * stored before anything is signed, and its signed forms' hashes before anything is sent.
 *
 * @param head what is anchored
 * @param entry the number of the entry that says that it is due
 * @param due when that was
 * @param forms its signed forms with the present nonce, oldest first
 * @param spent hashes of forms whose nonce another transaction used
 * @param firstSigned when it was signed first; empty until then
 * @param outcome what the chain has; empty while that is nothing
 */
record Anchoring(
    AuditHead head,
    long entry,
    Instant due,
    List<Form> forms,
    List<String> spent,
    Optional<Instant> firstSigned,
    Optional<Outcome> outcome) {

  static final String DUE = "anchor.due";
  static final String SIGNED = "anchor.signed";
  static final String SENT = "anchor.sent";
  static final String NONCE_TAKEN = "anchor.nonce-taken";
  static final String CONFIRMED = "anchor.confirmed";
  static final String NOT_VALID = "anchor.not-valid";
  static final String REMOVED = "anchor.removed-by-reorg";

  private static final String PREFIX = "anchor.";
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /**
   * One signed form.
   *
   * @param sent whether it was announced that it is sent
   */
  record Form(
      String transactionHash,
      long nonce,
      BigInteger gasLimit,
      Fees fees,
      Instant at,
      boolean sent) {}

  /**
   * What the chain has of it.
   *
   * @param blockHash "" if the transaction is there and failed
   */
  record Outcome(String transactionHash, String blockHash) {
    boolean confirmed() {
      return !blockHash.isEmpty();
    }
  }

  Anchoring {
    forms = List.copyOf(forms);
    spent = List.copyOf(spent);
  }

  /** Whether an entry is about anchors. */
  static boolean isAbout(AuditEntry entry) {
    return entry.act().startsWith(PREFIX);
  }

  /**
   * The latest one; empty if there never was any. An intent is the entry right after the head that
   * it anchors: one that names anything else, or a time to come, was added by somebody who can
   * write to the store, and is none.
   */
  static Optional<Anchoring> latest(AuditLog log, Instant now) {
    Optional<Anchoring> latest = Optional.empty();
    for (AuditEntry entry : log.since(found -> isIntent(found, now), Anchoring::isAbout)) {
      latest =
          latest.isEmpty()
              ? begun(entry)
              : latest.map(
                  known -> entry.subject().equals(known.head.text()) ? known.after(entry) : known);
    }
    return latest;
  }

  private static boolean isIntent(AuditEntry entry, Instant now) {
    return entry.act().equals(DUE)
        && entry.intact()
        && entry.subject().equals(new AuditHead(entry.sequence() - 1, entry.previousHash()).text())
        && !entry.at().isAfter(now.plus(CLOCKS_DIFFER));
  }

  private static Optional<Anchoring> begun(AuditEntry entry) {
    return AuditHead.parse(entry.subject())
        .map(
            head ->
                new Anchoring(
                    head,
                    entry.sequence(),
                    entry.at(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
  }

  /** With what one more entry tells. */
  Anchoring after(AuditEntry entry) {
    String hash = entry.details().getOrDefault("transaction", "");
    return switch (entry.act()) {
      case SIGNED -> with(form(entry, hash));
      case SENT -> copy(forms.stream().map(form -> sent(form, hash)).toList(), spent, outcome);
      case NONCE_TAKEN -> copy(List.of(), hashes(), outcome);
      case CONFIRMED ->
          copy(
              forms,
              spent,
              Optional.of(new Outcome(hash, entry.details().getOrDefault("blockHash", "?"))));
      case NOT_VALID -> copy(forms, spent, Optional.of(new Outcome(hash, "")));
      case REMOVED -> copy(forms, spent, Optional.empty());
      default -> this;
    };
  }

  private static Form form(AuditEntry entry, String hash) {
    Map<String, String> details = entry.details();
    return new Form(
        hash,
        number(details, "nonce").longValue(),
        number(details, "gasLimit"),
        new Fees(number(details, "maxFeePerGasWei"), number(details, "tipPerGasWei")),
        entry.at(),
        false);
  }

  private static BigInteger number(Map<String, String> details, String name) {
    String text = details.getOrDefault(name, "");
    return text.matches("[0-9]{1,40}") ? new BigInteger(text) : BigInteger.ZERO;
  }

  private static Form sent(Form form, String hash) {
    return form.transactionHash().equals(hash)
        ? new Form(hash, form.nonce(), form.gasLimit(), form.fees(), form.at(), true)
        : form;
  }

  private Anchoring with(Form form) {
    if (forms.stream().anyMatch(one -> one.transactionHash().equals(form.transactionHash()))) {
      return this;
    }
    List<Form> more = new ArrayList<>(forms);
    more.add(form);
    return new Anchoring(
        head, entry, due, more, spent, Optional.of(firstSigned.orElse(form.at())), outcome);
  }

  private Anchoring copy(List<Form> itsForms, List<String> itsSpent, Optional<Outcome> its) {
    return new Anchoring(head, entry, due, itsForms, itsSpent, firstSigned, its);
  }

  Optional<Form> newest() {
    return forms.isEmpty() ? Optional.empty() : Optional.of(forms.getLast());
  }

  /** Of every form that was ever signed for it, newest first. */
  List<String> hashes() {
    List<String> all = new ArrayList<>(spent);
    forms.forEach(form -> all.add(form.transactionHash()));
    return all.reversed();
  }

  /** From when on the period counts: as the signer counts it. */
  Instant since() {
    return firstSigned.orElse(due);
  }
}
