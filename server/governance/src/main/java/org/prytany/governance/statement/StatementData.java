package org.prytany.governance.statement;

import java.util.List;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;

/**
 * A statement as typed data, version 2: domain {name "Prytany", version "2", chainId,
 * verifyingContract = the governor}, type
 *
 * <pre>
 * TreasurerStatement(string kind,uint256 proposalId,string[] effects,string[] lifts,string reason,
 *     address treasurer,address executor,uint64 counter,uint64 expiry,
 *     bytes32 contentHash,bytes32 actionsHash,bytes32 effectsHash)</pre>
 *
 * What a person can read comes first, because hardware wallets show it in this order.
 */
public final class StatementData {

  /** Name of the domain of all that treasurers sign. */
  public static final String NAME = "Prytany";

  /** Version of the domain. */
  public static final String VERSION = "2";

  private StatementData() {}

  /**
   * @throws IllegalArgumentException if a hash is not 32 bytes
   */
  public static TypedData of(TreasurerStatement statement) {
    return new TypedData(
        NAME,
        VERSION,
        statement.proposal().chainId(),
        statement.proposal().governor(),
        "TreasurerStatement",
        List.of(
            new Field("kind", new Value.Text(statement.kind().word())),
            new Field("proposalId", new Value.Number(statement.proposal().proposalId())),
            new Field("effects", new Value.Texts(statement.effects())),
            new Field("lifts", new Value.Texts(statement.lifts())),
            new Field("reason", new Value.Text(statement.reason())),
            new Field("treasurer", new Value.Account(statement.treasurer())),
            new Field("executor", new Value.Account(statement.executor())),
            new Field("counter", new Value.Count(statement.counter())),
            new Field("expiry", new Value.Count(statement.expiry())),
            new Field("contentHash", new Value.Bytes32(statement.contentHash())),
            new Field("actionsHash", new Value.Bytes32(statement.actionsHash())),
            new Field("effectsHash", new Value.Bytes32(statement.effectsHash()))));
  }
}
