package org.prytany.store.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.governance.installation.KeptSettings;
import org.prytany.governance.installation.SetValue;
import org.prytany.governance.installation.SettingsBook;
import org.prytany.governance.installation.SignedSettings;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.spi.Address;

/**
 * Keeps what operators ordered for plugins, secrets among it, in a file of the server's data folder
 * that only the server's user can read.
 */
public final class SettingsFile implements SettingsBook {

  private static final String NAME = "plugin-settings.json";

  private final KeptFile file;

  /**
   * @param data the server's data folder
   */
  public SettingsFile(Path data) {
    this.file =
        new KeptFile(
            data.resolve(NAME),
            "what operators ordered to be set for plugins",
            "plugins get what the configuration sets until an operator orders values again");
  }

  @Override
  public List<KeptSettings> read() {
    return file.read(
        one ->
            new KeptSettings(
                KeptFile.text(one, "plugin"),
                KeptFile.hex(one, "latest"),
                signed(one.path("good")),
                signed(one.path("trial"))));
  }

  private static Optional<SignedSettings> signed(JsonNode its) throws IOException {
    if (its.isMissingNode()) {
      return Optional.empty();
    }
    Map<String, SetValue> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : its.path("values").properties()) {
      values.put(
          one.getKey(),
          new SetValue(
              KeptFile.text(one.getValue(), "value"), KeptFile.hex(one.getValue(), "salt")));
    }
    return Optional.of(new SignedSettings(order(its), values));
  }

  private static SettingsOrder order(JsonNode its) throws IOException {
    return new SettingsOrder(
        KeptFile.whole(its, "chainId"),
        new Address(KeptFile.text(its, "governor")),
        KeptFile.text(its, "server"),
        KeptFile.text(its, "plugin"),
        KeptFile.texts(its, "set"),
        KeptFile.texts(its, "unset"),
        KeptFile.hex(its, "hash"),
        KeptFile.hex(its, "replaces"),
        new Address(KeptFile.text(its, "operator")),
        KeptFile.hex(its, "nonce"),
        KeptFile.whole(its, "expiry"),
        KeptFile.text(its, "signature"));
  }

  @Override
  public void write(List<KeptSettings> all) {
    ArrayNode array = KeptFile.MAPPER.createArrayNode();
    for (KeptSettings one : all) {
      ObjectNode written =
          array.addObject().put("plugin", one.plugin()).put("latest", one.latest());
      one.good().ifPresent(its -> write(written.putObject("good"), its));
      one.trial().ifPresent(its -> write(written.putObject("trial"), its));
    }
    file.write(array);
  }

  private static void write(ObjectNode written, SignedSettings its) {
    SettingsOrder order = its.order();
    written
        .put("chainId", order.chainId())
        .put("governor", order.governor().hex())
        .put("server", order.server())
        .put("plugin", order.plugin())
        .put("hash", order.values())
        .put("replaces", order.replaces())
        .put("operator", order.operator().hex())
        .put("nonce", order.nonce())
        .put("expiry", order.expiry())
        .put("signature", order.signature());
    order.set().forEach(written.putArray("set")::add);
    order.unset().forEach(written.putArray("unset")::add);
    ObjectNode values = written.putObject("values");
    its.values()
        .forEach(
            (name, value) ->
                values.putObject(name).put("value", value.value()).put("salt", value.salt()));
  }
}
