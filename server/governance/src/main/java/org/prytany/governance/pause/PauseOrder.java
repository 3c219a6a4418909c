package org.prytany.governance.pause;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.hash.Checksum;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;
import org.prytany.spi.Address;

/**
 * A treasurer's signed order to pause a DAO or to resume it.
 *
 * @param kind pause or resume
 * @param chainId EIP-155 chain id
 * @param governor of the DAO
 * @param scope what a pause stops; of a resumption, ALL
 * @param ends the pauses that a resumption ends, by {@link #name}; empty for a pause
 * @param reason the treasurer's own words
 * @param treasurer who signs
 * @param executor as in a statement: what tells this server from others
 * @param counter of this treasurer in this DAO, over statements and pauses
 * @param signature "0x"-hex, as of a statement
 * @param kept where it was kept; empty before
 */
public record PauseOrder(
    Kind kind,
    long chainId,
    Address governor,
    PauseScope scope,
    List<String> ends,
    String reason,
    Address treasurer,
    Address executor,
    long counter,
    String signature,
    Optional<Kept> kept) {

  public PauseOrder {
    ends = List.copyOf(ends);
  }

  /** What is ordered. */
  public enum Kind {
    PAUSE,
    RESUME;

    /** As it is signed: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is signed: the domain of statements, type
   *
   * <pre>PrytanyPause(string kind,string scope,string[] ends,string reason,address treasurer,
   *     address executor,uint64 counter)</pre>
   */
  public TypedData data() {
    return new TypedData(
        StatementData.NAME,
        StatementData.VERSION,
        chainId,
        governor,
        "PrytanyPause",
        List.of(
            new Field("kind", new Value.Text(kind.word())),
            new Field("scope", new Value.Text(scope.word())),
            new Field("ends", new Value.Texts(ends)),
            new Field("reason", new Value.Text(reason)),
            new Field("treasurer", new Value.Account(treasurer)),
            new Field("executor", new Value.Account(executor)),
            new Field("counter", new Value.Count(counter))));
  }

  /** How a resumption names this pause, e.g. "pause 3 of payouts by 0xAb…" in full. */
  public String name() {
    return kind.word() + " " + counter + " of " + scope.word() + " by " + Checksum.of(treasurer);
  }

  public PauseOrder signed(String by) {
    return with(by, kept);
  }

  public PauseOrder kept(Kept where) {
    return with(signature, Optional.of(where));
  }

  private PauseOrder with(String itsSignature, Optional<Kept> where) {
    return new PauseOrder(
        kind,
        chainId,
        governor,
        scope,
        ends,
        reason,
        treasurer,
        executor,
        counter,
        itsSignature,
        where);
  }
}
