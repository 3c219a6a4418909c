package org.prytany.chain.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.EndpointSlowException;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Native coin that a transaction moved. Receipts do not tell: a call trace does, exactly; where the
 * endpoint does not trace, the timelock's own CallExecuted events tell what the treasury sent.
 *
 * @param transfers in order
 * @param complete whether transfers between third parties are in it
 */
record MovedCoin(List<Effect> transfers, boolean complete) {
  private static final String CALL_EXECUTED =
      AbiBytes.topic("CallExecuted(bytes32,uint256,address,uint256,bytes)");
  private static final Set<String> VALUE_FRAMES =
      Set.of("CALL", "CREATE", "CREATE2", "SELFDESTRUCT");

  MovedCoin {
    transfers = List.copyOf(transfers);
  }

  static MovedCoin of(JsonRpc rpc, Address treasury, String transactionHash, List<ChainLog> logs) {
    List<Effect> moved = new ArrayList<>();
    try {
      JsonNode top =
          rpc.ask("debug_traceTransaction", transactionHash, Map.of("tracer", "callTracer"));
      if (top.has("type")) {
        top.path("calls").forEach(frame -> walk(frame, moved));
        return new MovedCoin(moved, true);
      }
    } catch (RpcErrorException | EndpointSlowException | IllegalArgumentException e) {
      // Few public endpoints trace: the events below say what the treasury itself sent.
      moved.clear();
    }
    for (ChainLog log : logs) {
      if (log.emitter().equals(treasury) && log.topic0().equals(CALL_EXECUTED)) {
        executed(treasury, log).ifPresent(moved::add);
      }
    }
    return new MovedCoin(moved, false);
  }

  private static void walk(JsonNode frame, List<Effect> moved) {
    if (frame.hasNonNull("error")) {
      return;
    }
    if (VALUE_FRAMES.contains(frame.path("type").asText()) && frame.hasNonNull("value")) {
      BigInteger value = Quantities.number(frame.path("value"));
      if (value.signum() > 0) {
        moved.add(
            transfer(
                new Address(frame.path("from").asText()),
                new Address(frame.path("to").asText()),
                value));
      }
    }
    frame.path("calls").forEach(inner -> walk(inner, moved));
  }

  private static Optional<Effect> executed(Address treasury, ChainLog log) {
    try {
      List<AbiValue> values =
          AbiReader.read(List.of(new AbiType.Account(), new AbiType.Unsigned(256)), log.data())
              .values();
      BigInteger value = values.get(1).asInt();
      return value.signum() == 0
          ? Optional.empty()
          : Optional.of(transfer(treasury, values.get(0).asAddress(), value));
    } catch (MalformedAbiException e) {
      return Optional.empty();
    }
  }

  private static Effect transfer(Address from, Address to, BigInteger wei) {
    return new Effect(
        Effect.Kind.TRANSFER,
        Address.ZERO,
        Optional.of(from),
        Optional.of(to),
        Optional.empty(),
        wei,
        "",
        "");
  }
}
