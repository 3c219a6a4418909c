package org.prytany.app.draft;

import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.prytany.app.textdigest.GivenAction;

/**
 * A proposal as a Snapshot hub gives or takes it: {@code {title, body, choices, plugins}}, whose
 * plugins "safeSnap" and "oSnap" have the transactions that a Safe would make of it.
 */
final class SnapshotPoll {

  private SnapshotPoll() {}

  /** A hub's whole answer has the proposal inside. */
  static Place unwrapped(Place root) {
    return root.maybe("data").flatMap(data -> data.maybe("proposal")).orElse(root);
  }

  static DraftCalls read(Place file) {
    List<Place> safes = safes(file);
    if (safes.size() > 1) {
      throw safes
          .get(1)
          .refused(
              "is a second Safe: what two Safes do is checked one by one. Leave one of them in.");
    }
    Optional<Place> safe = safes.stream().findFirst();
    List<GivenAction> calls =
        safe.map(its -> transactions(its).map(SafeBatch::call).toList()).orElse(List.of());
    return new DraftCalls(
        "a Snapshot proposal",
        calls,
        file.maybe("title").map(Place::text).orElse(""),
        file.at("body").text(),
        safe.flatMap(its -> its.maybe("network")).map(Place::chain).orElse(OptionalLong.empty()),
        safe.flatMap(its -> its.maybe("safeAddress")).map(Place::address),
        notes(file));
  }

  private static List<Place> safes(Place file) {
    List<Place> safes = new ArrayList<>();
    file.maybe("plugins")
        .ifPresent(
            plugins ->
                Stream.of("safeSnap", "oSnap")
                    .flatMap(name -> plugins.maybe(name).stream())
                    .forEach(
                        plugin -> {
                          plugin.maybe("safe").ifPresent(safes::add);
                          plugin.maybe("safes").ifPresent(list -> safes.addAll(list.each()));
                        }));
    return safes;
  }

  /** Transactions of a Safe: a list of them, or of batches, or of lists. */
  private static Stream<Place> transactions(Place safe) {
    return safe.either("transactions", "txs")
        .map(list -> list.each().stream().flatMap(SnapshotPoll::batch))
        .orElse(Stream.empty());
  }

  private static Stream<Place> batch(Place entry) {
    if (entry.value() instanceof JsonArray) {
      return entry.each().stream();
    }
    if (entry.has("to")) {
      return Stream.of(entry);
    }
    List<Place> listed = entry.at("transactions").each();
    entry.maybe("mainTransaction").ifPresent(main -> MainTransaction.require(main, listed));
    return listed.stream();
  }

  private static List<String> notes(Place file) {
    return file.maybe("choices")
        .map(choices -> choices.each().stream().map(Place::text).toList())
        .filter(choices -> !choices.isEmpty())
        .map(choices -> List.of("People would choose between: " + String.join("; ", choices) + "."))
        .orElse(List.of());
  }
}
