package org.prytany.store.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.prytany.governance.installation.OrderBook;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.spi.Address;

/** Keeps signed orders about plugins in a file of the server's data folder, whole or not at all. */
public final class OrdersFile implements OrderBook {

  private static final String NAME = "plugin-orders.json";

  private final KeptFile file;

  /**
   * @param data the server's data folder
   */
  public OrdersFile(Path data) {
    this.file =
        new KeptFile(
            data.resolve(NAME),
            "what plugins operators signed for",
            "each of these plugins waits until an operator signs for it again");
  }

  @Override
  public List<PluginOrder> read() {
    return file.read(OrdersFile::order);
  }

  private static PluginOrder order(JsonNode one) throws IOException {
    return new PluginOrder(
        KeptFile.whole(one, "chainId"),
        new Address(KeptFile.text(one, "governor")),
        Action.valueOf(KeptFile.text(one, "action")),
        KeptFile.text(one, "server"),
        KeptFile.text(one, "plugin"),
        KeptFile.text(one, "version"),
        KeptFile.text(one, "sha256"),
        KeptFile.text(one, "replaces"),
        new Address(KeptFile.text(one, "operator")),
        KeptFile.text(one, "nonce"),
        KeptFile.whole(one, "expiry"),
        KeptFile.text(one, "signature"));
  }

  @Override
  public void write(List<PluginOrder> orders) {
    ArrayNode all = KeptFile.MAPPER.createArrayNode();
    for (PluginOrder order : orders) {
      all.addObject()
          .put("chainId", order.chainId())
          .put("governor", order.governor().hex())
          .put("action", order.action().name())
          .put("server", order.server())
          .put("plugin", order.plugin())
          .put("version", order.version())
          .put("sha256", order.sha256())
          .put("replaces", order.replaces())
          .put("operator", order.operator().hex())
          .put("nonce", order.nonce())
          .put("expiry", order.expiry())
          .put("signature", order.signature());
    }
    file.write(all);
  }
}
