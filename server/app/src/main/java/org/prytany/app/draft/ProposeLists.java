package org.prytany.app.draft;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.app.textdigest.GivenAction;

/**
 * What a governor's {@code propose} takes, with names or as the bare arguments: {@code targets,
 * values, calldatas, description}, and {@code signatures} before the calldatas on governors of
 * Compound's kind; or the same call by call, as Tally takes it.
 */
final class ProposeLists {

  private static final int WITHOUT_SIGNATURES = 4;
  private static final int WITH_SIGNATURES = 5;

  private ProposeLists() {}

  /** Whether a list is the arguments, and not calls. */
  static boolean isArguments(Place list) {
    return list.value() instanceof JsonArray all
        && !all.isEmpty()
        && all.getFirst() instanceof JsonArray;
  }

  static DraftCalls arguments(Place list) {
    List<Place> all = list.each();
    if (all.size() != WITHOUT_SIGNATURES && all.size() != WITH_SIGNATURES) {
      throw list.refused(
          "has "
              + all.size()
              + " lists: write the arguments of propose, [targets, values, calldatas, description],"
              + " or with the signatures before the calldatas.");
    }
    boolean signed = all.size() == WITH_SIGNATURES;
    return lists(
        all.get(0),
        all.get(1),
        signed ? Optional.of(all.get(2)) : Optional.empty(),
        all.get(all.size() - 2),
        all.getLast().text());
  }

  static DraftCalls named(Place file) {
    return lists(
        file.at("targets"),
        file.at("values"),
        file.maybe("signatures"),
        file.at("calldatas"),
        file.maybe("description").map(Place::text).orElse(""));
  }

  private static DraftCalls lists(
      Place targets,
      Place values,
      Optional<Place> signatures,
      Place calldatas,
      String description) {
    List<Place> to = targets.each();
    List<Place> wei = sameLength(values, to.size());
    List<Place> bytes = sameLength(calldatas, to.size());
    // An empty list is what interfaces write that know no signatures.
    Optional<List<Place>> named =
        signatures.filter(list -> !list.each().isEmpty()).map(list -> sameLength(list, to.size()));
    List<GivenAction> calls = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      String calldata = bytes.get(i).bytes();
      if (named.isPresent() && !named.get().get(i).text().isEmpty()) {
        Place signature = named.get().get(i);
        calldata = Signature.sent(signature.text(), calldata, signature::refused);
      }
      calls.add(
          new GivenAction(
              to.get(i).address(), "", wei.get(i).wei(), List.of(), Optional.of(calldata)));
    }
    return new DraftCalls(
        "what a governor's propose takes",
        calls,
        "",
        description,
        OptionalLong.empty(),
        Optional.empty(),
        List.of());
  }

  private static List<Place> sameLength(Place list, int length) {
    List<Place> all = list.each();
    if (all.size() != length) {
      throw list.refused(
          "has "
              + all.size()
              + " entries, and there are "
              + length
              + " targets: a governor refuses lists of different lengths. Give one for each call.");
    }
    return all;
  }

  static DraftCalls executable(Place file) {
    return new DraftCalls(
        "executable calls as Tally takes them",
        file.at("executableCalls").each().stream().map(ProposeLists::executableCall).toList(),
        "",
        file.maybe("description").map(Place::text).orElse(""),
        file.maybe("chainId").map(Place::chain).orElse(OptionalLong.empty()),
        Optional.empty(),
        List.of());
  }

  private static GivenAction executableCall(Place call) {
    Place calldata = call.at("calldata");
    boolean none = calldata.value() instanceof JsonString text && text.getString().isEmpty();
    String signature = call.maybe("signature").map(Place::text).orElse("");
    String bytes = none ? "0x" : calldata.bytes();
    Signature.requireSame(signature, bytes, call::refused);
    return new GivenAction(
        call.at("target").address(),
        signature,
        call.maybe("value").map(Place::wei).orElse("0"),
        List.of(),
        Optional.of(bytes));
  }
}
