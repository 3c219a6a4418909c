package org.prytany.app.draft;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.governance.reading.Quoted;

/**
 * What a file of calls says, in whichever of the forms that people have them: a batch of Safe's
 * Transaction Builder, the arguments of a governor's {@code propose}, executable calls as Tally
 * takes them, a Snapshot proposal with or without transactions, a JSON list of calls, or one call a
 * line.
 *
 * @param form which it is, in words
 * @param calls in their order; targets are addresses
 * @param title of the proposal where the file has one; ""
 * @param text of the proposal where the file has one; ""
 * @param chainId for which chain the file says that it is
 * @param account that would make the calls, where the file says it
 * @param notes what a reader should know of how it was read, in whole sentences
 */
public record DraftCalls(
    String form,
    List<GivenAction> calls,
    String title,
    String text,
    OptionalLong chainId,
    Optional<String> account,
    List<String> notes) {

  private static final int MOST_CALLS = 200;

  public DraftCalls {
    calls = List.copyOf(calls);
    notes = List.copyOf(notes);
  }

  /** Calls, and nothing else. */
  static DraftCalls of(String form, List<GivenAction> calls) {
    return new DraftCalls(form, calls, "", "", OptionalLong.empty(), Optional.empty(), List.of());
  }

  /**
   * Reads a file.
   *
   * @param written as it was pasted or uploaded; blank: there are no calls
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT with the line or field,
   *     and what to do
   */
  public static DraftCalls read(String written) {
    String text = written.startsWith("\ufeff") ? written.substring(1) : written;
    DraftCalls read = form(text);
    if (read.calls().size() > MOST_CALLS) {
      throw Place.wrong(
          "There are "
              + read.calls().size()
              + " calls, more than the "
              + MOST_CALLS
              + " that a draft may have: check them in parts.");
    }
    return read;
  }

  private static DraftCalls form(String text) {
    if (text.isBlank()) {
      return of("no calls", List.of());
    }
    char first = text.strip().charAt(0);
    if (first != '{' && first != '[') {
      return CallLines.read(text);
    }
    Place root = Place.parsed(text);
    if (root.value() instanceof JsonArray) {
      return ProposeLists.isArguments(root) ? ProposeLists.arguments(root) : CallList.read(root);
    }
    Place file = SnapshotPoll.unwrapped(root);
    if (file.has("transactions") && !file.has("body")) {
      return SafeBatch.read(file);
    }
    if (file.has("targets")) {
      return ProposeLists.named(file);
    }
    if (file.has("executableCalls")) {
      return ProposeLists.executable(file);
    }
    if (file.has("body") || file.has("choices")) {
      return SnapshotPoll.read(file);
    }
    for (String list : List.of("actions", "calls")) {
      if (file.has(list)) {
        return CallList.read(file.at(list));
      }
    }
    throw Place.wrong(
        "The calls are a JSON object of no form that is known here; it has "
            + ((JsonObject) file.value())
                .keySet().stream().limit(10).map(Quoted::of).collect(Collectors.joining(", "))
            + ". Give a Safe Transaction Builder batch (with “transactions”), what a governor's"
            + " propose takes (“targets”, “values”, “calldatas”), a Snapshot proposal (“title”,"
            + " “body”), or a list of calls.");
  }
}
