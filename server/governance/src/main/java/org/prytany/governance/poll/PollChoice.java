package org.prytany.governance.poll;

import java.util.List;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;
import org.prytany.spi.Address;

/**
 * What an operator signs to choose in a vote off chain.
 *
 * @param space the space's name at its hub
 * @param proposal its id at the hub
 * @param choice as it is published, see {@link Choice#text()}
 * @param meaning the same in the words of the choices, so that a wallet shows them
 * @param reason the operator's own words; anybody can read it
 * @param operator who decides, and signs
 * @param voter the account that votes
 * @param expiry Unix seconds after which no vote is signed for it any more
 * @param contentHash {@link HubProposal#contentHash()} of what the operator read
 * @param signature "0x"-hex: 65 bytes
 */
public record PollChoice(
    String space,
    String proposal,
    String choice,
    String meaning,
    String reason,
    Address operator,
    Address voter,
    long expiry,
    String contentHash,
    String signature) {

  /**
   * What is signed: the domain of statements with the chain on which voting power is counted and no
   * contract, type
   *
   * <pre>PrytanyChoice(string kind,string space,string choice,string meaning,string reason,
   *     bytes32 proposal,address operator,address voter,uint64 expiry,bytes32 contentHash)</pre>
   *
   * @param chainId EIP-155 chain id
   * @throws IllegalArgumentException if an id or hash is not 32 bytes
   */
  public TypedData data(long chainId) {
    return new TypedData(
        StatementData.NAME,
        StatementData.VERSION,
        chainId,
        Address.ZERO,
        "PrytanyChoice",
        List.of(
            new Field("kind", new Value.Text("choose")),
            new Field("space", new Value.Text(space)),
            new Field("choice", new Value.Text(choice)),
            new Field("meaning", new Value.Text(meaning)),
            new Field("reason", new Value.Text(reason)),
            new Field("proposal", new Value.Bytes32(proposal)),
            new Field("operator", new Value.Account(operator)),
            new Field("voter", new Value.Account(voter)),
            new Field("expiry", new Value.Count(expiry)),
            new Field("contentHash", new Value.Bytes32(contentHash))));
  }
}
