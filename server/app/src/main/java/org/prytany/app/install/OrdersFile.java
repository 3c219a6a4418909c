package org.prytany.app.install;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
    try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
      JsonArray all = reader.readArray();
      List<PluginOrder> orders = new ArrayList<>();
      for (JsonObject one : all.getValuesAs(JsonObject.class)) {
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

  private static PluginOrder order(JsonObject one) {
    return new PluginOrder(
        one.getJsonNumber("chainId").longValueExact(),
        new Address(one.getString("governor")),
        Action.valueOf(one.getString("action")),
        one.getString("server"),
        one.getString("plugin"),
        one.getString("version"),
        one.getString("sha256"),
        one.getString("replaces"),
        new Address(one.getString("operator")),
        one.getString("nonce"),
        one.getJsonNumber("expiry").longValueExact(),
        one.getString("signature"));
  }

  @Override
  public void write(List<PluginOrder> orders) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (PluginOrder order : orders) {
      all.add(
          Json.createObjectBuilder()
              .add("chainId", order.chainId())
              .add("governor", order.governor().hex())
              .add("action", order.action().name())
              .add("server", order.server())
              .add("plugin", order.plugin())
              .add("version", order.version())
              .add("sha256", order.sha256())
              .add("replaces", order.replaces())
              .add("operator", order.operator().hex())
              .add("nonce", order.nonce())
              .add("expiry", order.expiry())
              .add("signature", order.signature()));
    }
    Path made = file.resolveSibling(NAME + ".tmp");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(all.build().toString().getBytes(StandardCharsets.UTF_8));
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
