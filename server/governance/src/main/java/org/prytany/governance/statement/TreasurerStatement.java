package org.prytany.governance.statement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.hash.Checksum;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What a treasurer signs about one proposal; {@link StatementData} is its form as typed data.
 *
 * @param kind what is said
 * @param proposal chain, governor and id; the chain and the governor are also in the EIP-712 domain
 * @param effects what would be executed, in words: EffectWords.of; empty for a rejection and a
 *     withdrawal, which are about the proposal whatever it does
 * @param lifts what it lifts: an override names findings (FindingNames), a withdrawal one rejection
 *     ({@link #name}); else empty
 * @param reason the treasurer's own words; "" allowed except for an override and a withdrawal
 * @param treasurer who speaks: part of what is signed, so that a signature for one contract account
 *     is none for another of the same owners
 * @param executor the account that acts for this server, which tells this server from another one
 *     with the same governor; {@link Address#ZERO} where it does not execute
 * @param counter of this treasurer in this DAO, over proposals and pauses, strictly rising, from 1
 * @param expiry Unix seconds on the chain's clock after which it counts no more; 0 for a rejection
 *     and a withdrawal, which do not expire
 * @param contentHash ProposalContent.contentHash: binds the text too
 * @param actionsHash ProposalContent.actionsHash
 * @param effectsHash SimulatedEffects.effectsHash; {@link #NO_EFFECTS} where effects is empty
 * @param signature "0x"-hex: 65 bytes, or what the treasurer's contract takes (EIP-1271)
 * @param kept where it was kept, which nobody signed; empty before
 */
public record TreasurerStatement(
    Kind kind,
    ProposalKey proposal,
    List<String> effects,
    List<String> lifts,
    String reason,
    Address treasurer,
    Address executor,
    long counter,
    long expiry,
    String contentHash,
    String actionsHash,
    String effectsHash,
    String signature,
    Optional<Kept> kept) {

  /** Stands for the hash of no effects. */
  public static final String NO_EFFECTS = "0x" + "0".repeat(64);

  public TreasurerStatement {
    effects = List.copyOf(effects);
    lifts = List.copyOf(lifts);
  }

  /** The account that tells this server from others; the zero address where it has none. */
  public static Address executorOf(Dao dao) {
    return dao.executor().orElse(Address.ZERO);
  }

  /** The same with a signature. */
  public TreasurerStatement signed(String by) {
    return with(by, kept);
  }

  /** The same, kept. */
  public TreasurerStatement kept(Kept where) {
    return with(signature, Optional.of(where));
  }

  private TreasurerStatement with(String itsSignature, Optional<Kept> where) {
    return new TreasurerStatement(
        kind,
        proposal,
        effects,
        lifts,
        reason,
        treasurer,
        executor,
        counter,
        expiry,
        contentHash,
        actionsHash,
        effectsHash,
        itsSignature,
        where);
  }

  /** When it was accepted; empty before. */
  public Optional<Instant> receivedAt() {
    return kept.map(Kept::at);
  }

  /** Its place among all that was kept; 0 before it is kept. */
  public long sequence() {
    return kept.map(Kept::sequence).orElse(0L);
  }

  /** How a withdrawal names it, e.g. "reject 3 by 0xAb…" with the whole address. */
  public String name() {
    return kind.word() + " " + counter + " by " + Checksum.of(treasurer);
  }

  /** Whether both say the same, whatever their signatures. */
  public boolean saysTheSameAs(TreasurerStatement other) {
    return with("", Optional.empty()).equals(other.with("", Optional.empty()));
  }

  /** What is said. */
  public enum Kind {
    /** Execute exactly this. */
    APPROVE,
    /** Do not execute it, whatever it does, until this is withdrawn. */
    REJECT,
    /** The named findings of a block are no reason to stop. */
    OVERRIDE,
    /** The named rejection ends. */
    WITHDRAW;

    /** As it is signed and as the API names it: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about the effects as they are now, and ends at its expiry. */
    public boolean bindsEffects() {
      return this == APPROVE || this == OVERRIDE;
    }
  }
}
