package org.prytany.signer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.approval.StatementVerifier;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.StructuredDataEncoder;

/**
 * Treasurers' signatures as EIP-712 typed data: domain {name "Prytany", version "1", chainId,
 * verifyingContract = the governor}, primary type
 *
 * <pre>TreasurerStatement(string kind,uint256 proposalId,bytes32 actionsHash,bytes32 effectsHash,
 *                   uint64 expiry,string reason)</pre>
 *
 * with kind "approve", "reject" or "override". What a wallet shows and what is verified come from
 * the same JSON. Accounts with a private key only: a contract's signature (EIP-1271) is refused.
 */
public final class TreasurerSignatures implements StatementVerifier {

  /** How far in the future an expiry may lie. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private static final int LONGEST_REASON = 2_000;
  private static final String[][] DOMAIN = {
    {"name", "string"},
    {"version", "string"},
    {"chainId", "uint256"},
    {"verifyingContract", "address"}
  };
  private static final String[][] STATEMENT = {
    {"kind", "string"},
    {"proposalId", "uint256"},
    {"actionsHash", "bytes32"},
    {"effectsHash", "bytes32"},
    {"expiry", "uint64"},
    {"reason", "string"}
  };

  private final JsonMapper mapper = new JsonMapper();

  /**
   * The typed data that a wallet signs (eth_signTypedData_v4), as JSON with domain, types (with
   * EIP712Domain), primaryType and message.
   *
   * @param actionsHash ProposalContent.actionsHash
   * @param effectsHash SimulatedEffects.effectsHash
   * @param expiry Unix seconds
   * @param reason the treasurer's own words
   */
  public String typedData(
      TreasurerStatement.Kind kind,
      ProposalKey proposal,
      String actionsHash,
      String effectsHash,
      long expiry,
      String reason) {
    ObjectNode data = mapper.createObjectNode();
    ObjectNode types = data.putObject("types");
    fields(types.putArray("EIP712Domain"), DOMAIN);
    fields(types.putArray("TreasurerStatement"), STATEMENT);
    data.put("primaryType", "TreasurerStatement");
    data.putObject("domain")
        .put("name", "Prytany")
        .put("version", "1")
        .put("chainId", proposal.chainId())
        .put("verifyingContract", proposal.governor().hex());
    data.putObject("message")
        .put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("proposalId", proposal.proposalId().toString())
        .put("actionsHash", actionsHash)
        .put("effectsHash", effectsHash)
        .put("expiry", Long.toString(expiry))
        .put("reason", reason);
    try {
      return mapper.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text is always JSON", e);
    }
  }

  @Override
  public void verify(Dao dao, Proposal proposal, TreasurerStatement statement, Instant now) {
    verifySigned(dao, proposal, statement);
    if (statement.expiry() <= now.getEpochSecond()) {
      throw refused(
          "It expired at "
              + Instant.ofEpochSecond(statement.expiry())
              + ". Sign again with a later expiry.");
    }
    if (statement.expiry() - now.getEpochSecond() > LONGEST.toSeconds()) {
      throw refused(
          "It would be good for more than "
              + LONGEST.toDays()
              + " days. Sign again with an earlier expiry.");
    }
    EffectsReport effects =
        proposal
            .effects()
            .orElseThrow(
                () -> refused("The proposal's effects are not known yet. Wait for a simulation."));
    if (!statement.effectsHash().equals(effects.effects().effectsHash())) {
      throw refused(
          "It is about other effects than the proposal has now. Look at the present effects and"
              + " sign again.");
    }
  }

  /**
   * Checks that a configured treasurer signed this about this proposal and its actions, whatever
   * the effects and the time.
   *
   * @throws PrytanyException APPROVAL_REFUSED
   */
  void verifySigned(Dao dao, Proposal proposal, TreasurerStatement statement) {
    ProposalKey key = proposal.key();
    if (!dao.treasurers().contains(statement.treasurer())) {
      throw refused(
          statement.treasurer() + " is not a configured treasurer of " + dao.name() + ".");
    }
    if (statement.proposal().chainId() != key.chainId() || dao.chainId() != key.chainId()) {
      throw refused(
          "It is about chain "
              + statement.proposal().chainId()
              + ", and the proposal is on chain "
              + key.chainId()
              + ".");
    }
    if (!statement.proposal().governor().equals(key.governor())
        || !dao.governor().equals(key.governor())) {
      throw refused("It is about another governor than the proposal's, " + key.governor() + ".");
    }
    if (!statement.proposal().proposalId().equals(key.proposalId())) {
      throw refused("It is about another proposal.");
    }
    if (!statement.actionsHash().equals(proposal.content().actionsHash())) {
      throw refused("It is about other actions than the proposal has.");
    }
    if (statement.kind() == TreasurerStatement.Kind.OVERRIDE && statement.reason().isBlank()) {
      throw refused("An override needs a reason. Say in your own words why the block is wrong.");
    }
    if (statement.reason().length() > LONGEST_REASON) {
      throw refused("Its reason is longer than " + LONGEST_REASON + " characters.");
    }
    Optional<Address> signer = EthereumSignatures.recover(hash(statement), statement.signature());
    if (signer.isEmpty()) {
      throw refused("Its signature is not a valid one of 65 bytes with a low s.");
    }
    if (!signer.get().equals(statement.treasurer())) {
      throw refused(
          "It was not signed by "
              + statement.treasurer()
              + ", or something else was signed. Sign the statement that is shown.");
    }
  }

  private byte[] hash(TreasurerStatement statement) {
    try {
      return new StructuredDataEncoder(
              typedData(
                  statement.kind(),
                  statement.proposal(),
                  statement.actionsHash(),
                  statement.effectsHash(),
                  statement.expiry(),
                  statement.reason()))
          .hashStructuredData();
    } catch (IOException | RuntimeException e) {
      throw refused("It is not well formed: hashes must be 0x and 64 hexadecimal digits.");
    }
  }

  private static void fields(ArrayNode array, String[][] fields) {
    for (String[] field : fields) {
      array.addObject().put("name", field[0]).put("type", field[1]);
    }
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(
        FailureCode.APPROVAL_REFUSED, "The treasurer's statement does not count. " + why);
  }
}
