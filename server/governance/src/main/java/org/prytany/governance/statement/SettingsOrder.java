package org.prytany.governance.statement;

import java.util.List;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;
import org.prytany.spi.Address;

/**
 * What an operator signs to set values for a plugin.
 *
 * @param chainId of a DAO that the server serves
 * @param governor of that DAO
 * @param server where browsers find the server that it is for, e.g. "https://dao.example"
 * @param plugin id of the plugin
 * @param set names of the values that it sets, ascending
 * @param unset names of those that it takes back, likewise
 * @param values binds every value that is ordered for the plugin from then on, 64 hexadecimal
 *     digits
 * @param replaces digest of the order about this plugin's values that came last, likewise: an old
 *     order is none for another state; {@link PluginOrder#NOTHING} if there was none
 * @param operator who orders, and signs
 * @param nonce drawn for this order alone, 64 hexadecimal digits
 * @param expiry Unix seconds after which it cannot be handed in any more
 * @param signature "0x"-hex: 65 bytes, by the operator's own key
 */
public record SettingsOrder(
    long chainId,
    Address governor,
    String server,
    String plugin,
    List<String> set,
    List<String> unset,
    String values,
    String replaces,
    Address operator,
    String nonce,
    long expiry,
    String signature) {
  public SettingsOrder {
    set = List.copyOf(set);
    unset = List.copyOf(unset);
  }

  /** As it is signed. */
  public static final String WORD = "configure-plugin";

  /**
   * What is signed: the domain of statements, type
   *
   * <pre>PrytanyPluginSettings(string kind,string server,string plugin,string[] set,
   *     string[] unset,bytes32 values,bytes32 replaces,address operator,bytes32 nonce,uint64 expiry)
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
        "PrytanyPluginSettings",
        List.of(
            new Field("kind", new Value.Text(WORD)),
            new Field("server", new Value.Text(server)),
            new Field("plugin", new Value.Text(plugin)),
            new Field("set", new Value.Texts(set)),
            new Field("unset", new Value.Texts(unset)),
            new Field("values", new Value.Bytes32("0x" + values)),
            new Field("replaces", new Value.Bytes32("0x" + replaces)),
            new Field("operator", new Value.Account(operator)),
            new Field("nonce", new Value.Bytes32("0x" + nonce)),
            new Field("expiry", new Value.Count(expiry))));
  }

  /** The same order with this signature. */
  public SettingsOrder signed(String by) {
    return new SettingsOrder(
        chainId, governor, server, plugin, set, unset, values, replaces, operator, nonce, expiry,
        by);
  }

  /** Digest of what is signed, 64 hexadecimal digits: it names this order and no other. */
  public String digest() {
    return TypedData.hex(data().digest()).substring(2);
  }
}
