package org.prytany.app.draft;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.governance.reading.Quoted;

/**
 * A JSON list of calls, {@code [{target, signature, value, args}]} or {@code [{target, value,
 * calldata}]}; "to" and "data" are read as well.
 */
final class CallList {

  private static final Set<String> FIELDS =
      Set.of("target", "to", "signature", "value", "args", "calldata", "data");

  private CallList() {}

  static DraftCalls read(Place list) {
    return DraftCalls.of("a list of calls", list.each().stream().map(CallList::call).toList());
  }

  private static GivenAction call(Place call) {
    if (!(call.value() instanceof JsonObject fields)) {
      throw call.refused("is no call: write {\"target\": \"0x…\", …} there.");
    }
    fields.keySet().stream()
        .filter(name -> !FIELDS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw call.refused(
                  "has a field "
                      + Quoted.of(name)
                      + " that is not known here: a call has target, signature, value, args and"
                      + " calldata. Take it out or correct its name.");
            });
    Place target = call.either("target", "to").orElseGet(() -> call.at("target"));
    String signature = call.maybe("signature").map(Place::text).orElse("").strip();
    Optional<String> calldata = call.either("calldata", "data").map(Place::bytes);
    List<String> arguments =
        call.maybe("args")
            .map(list -> list.each().stream().map(CallList::argument).toList())
            .orElse(List.of());
    if (calldata.isPresent() && !arguments.isEmpty()) {
      throw call.refused("has both args and calldata: leave one of them out.");
    }
    if (calldata.isPresent()) {
      Signature.requireSame(signature, calldata.get(), call::refused);
    } else {
      Signature.require(signature, arguments, call::refused);
    }
    return new GivenAction(
        target.address(),
        signature,
        call.maybe("value").map(Place::wei).orElse("0"),
        arguments,
        calldata);
  }

  private static String argument(Place argument) {
    return argument.value() instanceof JsonString text ? text.getString() : argument.written();
  }
}
