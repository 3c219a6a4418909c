package org.prytany.governance.statement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;

/**
 * What an operator signs to decide a vote that the rules left to people.
 *
 * @param proposal chain, governor and id; the chain and the governor are also in the EIP-712 domain
 * @param support how to vote
 * @param reason the operator's own words; it goes on the chain with the vote
 * @param operator who decides, and signs
 * @param voter the account that votes: part of what is signed, so that a decision for one server's
 *     account is none for another's
 * @param counter of this account in this DAO, over everything that it signs, strictly rising
 * @param expiry Unix seconds on the chain's clock after which no vote is signed for it any more
 * @param contentHash ProposalContent.contentHash: text and calls
 * @param effectsHash of a vote FOR, SimulatedEffects.effectsHash: other effects need another
 *     decision; else {@link TreasurerStatement#NO_EFFECTS}, for it is against it whatever it does
 * @param signature "0x"-hex: 65 bytes, or what the operator's contract takes (EIP-1271)
 * @param kept where it was kept, which nobody signed; empty before
 */
public record OperatorDecision(
    ProposalKey proposal,
    Support support,
    String reason,
    Address operator,
    Address voter,
    long counter,
    long expiry,
    String contentHash,
    String effectsHash,
    String signature,
    Optional<Kept> kept) {

  /** The rule that a decision by a person is recorded under; no strategy may use the name. */
  public static final String RULE = "person";

  /** Whether it is about the effects as they are now. */
  public static boolean bindsEffects(Support support) {
    return support == Support.FOR;
  }

  /** The support as it is signed: lower case. */
  public static String word(Support support) {
    return support.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What is signed: the domain of statements, type
   *
   * <pre>PrytanyDecision(string kind,uint256 proposalId,string support,string reason,
   *     address operator,address voter,uint64 counter,uint64 expiry,
   *     bytes32 contentHash,bytes32 effectsHash)</pre>
   *
   * @throws IllegalArgumentException if a hash is not 32 bytes
   */
  public TypedData data() {
    return new TypedData(
        StatementData.NAME,
        StatementData.VERSION,
        proposal.chainId(),
        proposal.governor(),
        "PrytanyDecision",
        List.of(
            new Field("kind", new Value.Text("decide")),
            new Field("proposalId", new Value.Number(proposal.proposalId())),
            new Field("support", new Value.Text(word(support))),
            new Field("reason", new Value.Text(reason)),
            new Field("operator", new Value.Account(operator)),
            new Field("voter", new Value.Account(voter)),
            new Field("counter", new Value.Count(counter)),
            new Field("expiry", new Value.Count(expiry)),
            new Field("contentHash", new Value.Bytes32(contentHash)),
            new Field("effectsHash", new Value.Bytes32(effectsHash))));
  }

  /** The same with a signature. */
  public OperatorDecision signed(String by) {
    return with(by, kept);
  }

  /** The same, kept. */
  public OperatorDecision kept(Kept where) {
    return with(signature, Optional.of(where));
  }

  /** Its place among all that was kept; 0 before it is kept. */
  public long sequence() {
    return kept.map(Kept::sequence).orElse(0L);
  }

  private OperatorDecision with(String itsSignature, Optional<Kept> where) {
    return new OperatorDecision(
        proposal,
        support,
        reason,
        operator,
        voter,
        counter,
        expiry,
        contentHash,
        effectsHash,
        itsSignature,
        where);
  }
}
