package org.prytany.governance.statement;

import java.util.List;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;
import org.prytany.spi.Address;

/**
 * What an operator signs to put a plugin in service, or to take it out.
 *
 * @param chainId of a DAO that the server serves
 * @param governor of that DAO
 * @param action what is to be done
 * @param server where browsers find the server that it is for, e.g. "https://dao.example"
 * @param plugin id of the plugin
 * @param version of the plugin that is put in service or taken out
 * @param sha256 of that version's WAR, 64 hexadecimal digits
 * @param replaces of the WAR in service until then, likewise: an old order is none for going back;
 *     {@link #NOTHING} if none is
 * @param operator who orders, and signs
 * @param nonce drawn for this order alone, 64 hexadecimal digits
 * @param expiry Unix seconds after which it cannot be handed in any more
 * @param signature "0x"-hex: 65 bytes, by the operator's own key
 */
public record PluginOrder(
    long chainId,
    Address governor,
    Action action,
    String server,
    String plugin,
    String version,
    String sha256,
    String replaces,
    Address operator,
    String nonce,
    long expiry,
    String signature) {

  /** Stands for the hash of no WAR. */
  public static final String NOTHING = "0".repeat(64);

  /**
   * What is ordered; a version that is not known to be as new as the one in service has a word of
   * its own.
   */
  public enum Action {
    INSTALL("install-plugin"),
    UPDATE("update-plugin"),
    DOWNGRADE("downgrade-plugin"),
    REMOVE("remove-plugin");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** As it is signed. */
    public String word() {
      return word;
    }
  }

  /**
   * What is signed: the domain of statements, type
   *
   * <pre>PrytanyPlugin(string kind,string server,string plugin,string version,bytes32 sha256,
   *     bytes32 replaces,address operator,bytes32 nonce,uint64 expiry)</pre>
   *
   * @throws IllegalArgumentException if a hash is not 32 bytes
   */
  public TypedData data() {
    return new TypedData(
        StatementData.NAME,
        StatementData.VERSION,
        chainId,
        governor,
        "PrytanyPlugin",
        List.of(
            new Field("kind", new Value.Text(action.word())),
            new Field("server", new Value.Text(server)),
            new Field("plugin", new Value.Text(plugin)),
            new Field("version", new Value.Text(version)),
            new Field("sha256", new Value.Bytes32("0x" + sha256)),
            new Field("replaces", new Value.Bytes32("0x" + replaces)),
            new Field("operator", new Value.Account(operator)),
            new Field("nonce", new Value.Bytes32("0x" + nonce)),
            new Field("expiry", new Value.Count(expiry))));
  }
}
