package org.prytany.store.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.OrderBook;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.spi.Address;

/** Keeps signed orders about plugins in a file of the server's data folder, whole or not at all. */
public final class OrdersFile implements OrderBook {

  private static final String NAME = "plugin-orders.json";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;

  /**
   * @param data the server's data folder
   */
  public OrdersFile(Path data) {
    this.file = data.resolve(NAME);
  }

  @Override
  public List<PluginOrder> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      JsonNode all = MAPPER.readTree(Files.readAllBytes(file));
      if (!all.isArray()) {
        throw new IOException("it is no JSON array");
      }
      List<PluginOrder> orders = new ArrayList<>();
      for (JsonNode one : all) {
        orders.add(order(one));
      }
      return orders;
    } catch (IOException | RuntimeException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The file "
              + file
              + ", which says what plugins operators signed for, cannot be read ("
              + e.getMessage()
              + "). Put back a copy of it, or move it away: then each of these plugins waits until"
              + " an operator signs for it again.",
          e);
    }
  }

  private static PluginOrder order(JsonNode one) throws IOException {
    return new PluginOrder(
        whole(one, "chainId"),
        new Address(text(one, "governor")),
        Action.valueOf(text(one, "action")),
        text(one, "server"),
        text(one, "plugin"),
        text(one, "version"),
        text(one, "sha256"),
        text(one, "replaces"),
        new Address(text(one, "operator")),
        text(one, "nonce"),
        whole(one, "expiry"),
        text(one, "signature"));
  }

  private static String text(JsonNode one, String field) throws IOException {
    if (!one.path(field).isTextual()) {
      throw new IOException("an order has no " + field);
    }
    return one.path(field).asText();
  }

  private static long whole(JsonNode one, String field) throws IOException {
    if (!one.path(field).canConvertToExactIntegral() || !one.path(field).canConvertToLong()) {
      throw new IOException("an order has no " + field);
    }
    return one.path(field).asLong();
  }

  @Override
  public void write(List<PluginOrder> orders) {
    ArrayNode all = MAPPER.createArrayNode();
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
    Path made = file.resolveSibling(NAME + ".tmp");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(all));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "What was signed cannot be kept in "
              + NAME
              + " of the server's data folder, so nothing was done: see that its disk has room and"
              + " may be written to.",
          e);
    }
  }
}
