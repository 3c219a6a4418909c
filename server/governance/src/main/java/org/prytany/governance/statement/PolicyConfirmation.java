package org.prytany.governance.statement;

import java.util.List;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;
import org.prytany.spi.Address;

/**
 * What an operator signs to put changed voting rules into force while the server runs.
 *
 * @param chainId of a DAO that the server serves
 * @param governor of that DAO
 * @param sha256 of the new rules' file, 64 hexadecimal digits
 * @param replaces of the file whose rules are in force, likewise: an old confirmation is none for
 *     going back
 * @param operator who confirms, and signs
 * @param expiry Unix seconds after which it counts no more
 * @param signature "0x"-hex: 65 bytes, or what the operator's contract takes (EIP-1271)
 */
public record PolicyConfirmation(
    long chainId,
    Address governor,
    String sha256,
    String replaces,
    Address operator,
    long expiry,
    String signature) {

  /**
   * What is signed: the domain of statements, type
   *
   * <pre>PrytanyPolicy(string kind,bytes32 sha256,bytes32 replaces,address operator,uint64 expiry)
   * </pre>
   *
   * @throws IllegalArgumentException if a hash is not 32 bytes
   */
  public TypedData data() {
    return new TypedData(
        StatementData.NAME,
        StatementData.VERSION,
        chainId,
        governor,
        "PrytanyPolicy",
        List.of(
            new Field("kind", new Value.Text("confirm-policy")),
            new Field("sha256", new Value.Bytes32("0x" + sha256)),
            new Field("replaces", new Value.Bytes32("0x" + replaces)),
            new Field("operator", new Value.Account(operator)),
            new Field("expiry", new Value.Count(expiry))));
  }
}
