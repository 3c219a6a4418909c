package org.prytany.app.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.app.textdigest.GivenAction;

/**
 * A batch as Safe's Transaction Builder saves it: {@code {version, chainId, meta, transactions:
 * [{to, value, data, contractMethod, contractInputsValues}]}}. A transaction has its bytes, or a
 * function with its values, or neither and sends coin.
 */
final class SafeBatch {

  /** What Safe encodes as no calldata: the functions that take coin, and none. */
  private static final Set<String> NO_FUNCTIONS = Set.of("", "receive", "fallback");

  private SafeBatch() {}

  static DraftCalls read(Place file) {
    return new DraftCalls(
        "a batch of Safe's Transaction Builder",
        file.at("transactions").each().stream().map(SafeBatch::call).toList(),
        "",
        "",
        file.maybe("chainId").map(Place::chain).orElse(OptionalLong.empty()),
        file.maybe("meta")
            .flatMap(meta -> meta.maybe("createdFromSafeAddress"))
            .filter(safe -> !safe.text().isBlank())
            .map(Place::address),
        List.of());
  }

  /** A transaction of a Safe, wherever it is written down. */
  static GivenAction call(Place transaction) {
    requireCall(transaction);
    String to = transaction.at("to").address();
    String value = transaction.maybe("value").map(Place::wei).orElse("0");
    Optional<Place> method = transaction.maybe("contractMethod");
    Optional<String> data = transaction.maybe("data").map(Place::bytes);
    if (method.isEmpty() || data.isPresent()) {
      return new GivenAction(to, "", value, List.of(), Optional.of(data.orElse("0x")));
    }
    String name = method.get().maybe("name").map(Place::text).orElse("");
    if (NO_FUNCTIONS.contains(name)) {
      return new GivenAction(to, "", value, List.of(), Optional.of("0x"));
    }
    List<Place> inputs = method.get().maybe("inputs").map(Place::each).orElse(List.of());
    String types = inputs.stream().map(SafeBatch::type).collect(Collectors.joining(",", "(", ")"));
    List<String> values = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String input = inputs.get(i).maybe("name").map(Place::text).orElse("");
      // As Safe keeps the value of an input without a name.
      String key = input.isEmpty() ? Integer.toString(i) : input;
      values.add(transaction.at("contractInputsValues").at(key).written());
    }
    Signature.require(name + types, values, transaction::refused);
    return new GivenAction(to, name + types, value, values, Optional.empty());
  }

  /** Foreign code that runs in the Safe's name is nothing that a call could show. */
  private static void requireCall(Place transaction) {
    transaction
        .maybe("operation")
        .filter(operation -> !operation.written().equals("0"))
        .ifPresent(
            operation -> {
              throw operation.refused(
                  "makes it a delegatecall, which could do anything and is not read here: give the"
                      + " calls that it would make one by one.");
            });
  }

  private static String type(Place input) {
    String type = input.at("type").text();
    if (!type.startsWith("tuple")) {
      return type;
    }
    return input.at("components").each().stream()
        .map(SafeBatch::type)
        .collect(Collectors.joining(",", "(", ")" + type.substring("tuple".length())));
  }
}
