package org.prytany.store;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/** A proposal's summary as it stands beside the body of its document. */
final class StoredSummary {

  /** All that is read of a document. */
  static final List<String> FIELDS =
      List.of(
          "schema",
          "version",
          "contentHash",
          "block",
          "state",
          "removedByReorg",
          "actionsHash",
          "hasCalls",
          "atRest",
          "digestedWith",
          "minedAt",
          "acts");

  private StoredSummary() {}

  /** Empty where the document was stored before it had all of these. */
  static Optional<ProposalSummary> read(Document fields) {
    if (!fields.keySet().containsAll(FIELDS)) {
      return Optional.empty();
    }
    String id = fields.getString("_id");
    Json.checkSchema(fields.getInteger("schema"), "proposals/" + id);
    String state = fields.getString("state");
    return Optional.of(
        new ProposalSummary(
            ProposalKey.parse(id),
            fields.getLong("version"),
            fields.getString("contentHash"),
            fields.getString("actionsHash"),
            fields.getBoolean("hasCalls"),
            fields.getLong("block"),
            state.isEmpty() ? Optional.empty() : Optional.of(ProposalState.valueOf(state)),
            fields.getBoolean("removedByReorg"),
            fields.getBoolean("atRest"),
            fields.getString("digestedWith"),
            fields.getLong("minedAt"),
            acts(fields.getString("acts"))));
  }

  /** "VOTE=CONFIRMED,QUEUE=SENT"; "" without acts. */
  static String word(Map<ActKind, ActStatus> acts) {
    return new TreeMap<>(acts)
        .entrySet().stream()
            .map(act -> act.getKey() + "=" + act.getValue())
            .collect(Collectors.joining(","));
  }

  private static Map<ActKind, ActStatus> acts(String word) {
    Map<ActKind, ActStatus> acts = new EnumMap<>(ActKind.class);
    Arrays.stream(word.split(",", -1))
        .filter(act -> !act.isEmpty())
        .map(act -> act.split("=", 2))
        .forEach(act -> acts.put(ActKind.valueOf(act[0]), ActStatus.valueOf(act[1])));
    return acts;
  }
}
