package org.prytany.signerd.journal;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.JournalEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Something that the signer did or keeps, in its journal for good. */
public sealed interface Recorded {

  /**
   * A signature of an act, recorded after it was made and before anybody gets it.
   *
   * @param act Act.id
   * @param nonce the account's transaction count that it uses
   * @param count what the signer's endpoint said the account's count was
   * @param terms the call, gas and fees
   * @param hash of the transaction that was signed
   * @param spent what it moves out of the treasury, by its simulation; empty unless it executes
   */
  record Signed(
      String act,
      ActKind kind,
      ProposalKey proposal,
      String dao,
      long nonce,
      long count,
      TransactionTerms terms,
      String hash,
      List<Spent> spent)
      implements Recorded {
    public Signed {
      spent = List.copyOf(spent);
    }
  }

  /**
   * An amount that leaves the treasury.
   *
   * @param asset the token's contract; {@link Address#ZERO} for the native coin
   * @param amount base units, decimal
   */
  record Spent(Address asset, Address to, BigInteger amount) {}

  /**
   * A signature of the transfer of nothing that takes the place of an act's nonce.
   *
   * @param gasLimit gas units; older lines do not have it
   */
  record Cancelled(
      String act,
      long chainId,
      Address account,
      long nonce,
      Fees fees,
      Optional<BigInteger> gasLimit,
      String hash)
      implements Recorded {}

  /**
   * A signature of an anchor of the audit log.
   *
   * @param head what is anchored
   * @param nonce the account's transaction count that it uses
   * @param count what the signer's endpoint said the account's count was
   * @param terms the whole transaction but its nonce, as the signer made it
   * @param hash of the transaction that was signed
   */
  record Anchored(AuditHead head, long nonce, long count, TransactionTerms terms, String hash)
      implements Recorded {}

  /**
   * A signature of a vote off chain.
   *
   * @param space its name at its hub
   * @param proposal its id at the hub
   * @param account whose vote it is
   * @param choice as it is published
   * @param id of the vote: what was signed
   */
  record Polled(String space, String proposal, Address account, String choice, String id)
      implements Recorded {}

  /**
   * What became of an execution that was signed: paid, or never to be paid with what was signed so
   * far. Older lines say so; {@link Used} says it since.
   *
   * @param act Act.id
   */
  record Settled(String act, boolean paid) implements Recorded {}

  /**
   * What the chain used a nonce for that was signed for here.
   *
   * @param hash of the signed transaction that has a receipt; empty if the nonce went to one that
   *     was not signed here
   * @param succeeded whether that receipt says so
   */
  record Used(long chainId, Address account, long nonce, Optional<String> hash, boolean succeeded)
      implements Recorded {}

  /** The chain was reorganised: what was said of a nonce last does not hold any more. */
  record Unused(long chainId, Address account, long nonce) implements Recorded {}

  /**
   * What was said of a nonce last has held for so long, and was looked at so often, that no reorg
   * takes it back.
   *
   * @param feeWei what the transaction cost by its receipt, in wei; empty if the receipt does not
   *     say, and where the nonce went to one that was not signed here
   */
  record Deep(long chainId, Address account, long nonce, Optional<BigInteger> feeWei)
      implements Recorded {}

  /** A seal that was given. */
  record Sealed(ProposalKey proposal, Seals.Subject subject, String statement)
      implements Recorded {}

  /** What treasurers signed, and who they are. */
  record KeptForTreasurers(JournalEntry entry) implements Recorded {}

  /**
   * A key that was revoked: it signs nothing any more, whatever the files say later.
   *
   * @param key its name
   * @param account whose key it is
   */
  record Revoked(String key, Address account) implements Recorded {}

  /**
   * Who may move what a DAO's accounts have, as it was seen last.
   *
   * @param facts by account and what was asked of it, as {@link
   *     org.prytany.governance.posture.Posture#byKey} has them
   * @param changes what is not as it was, a sentence each; none at the first look, and where only
   *     more is known
   */
  record Controlled(
      long chainId, Address governor, SortedMap<String, String> facts, List<String> changes)
      implements Recorded {
    public Controlled {
      facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
      changes = List.copyOf(changes);
    }
  }

  /**
   * The operator accepted that the journal was rolled back: what was lost is not known.
   *
   * @param epoch from now on
   */
  record Restarted(long epoch, String why) implements Recorded {}
}
