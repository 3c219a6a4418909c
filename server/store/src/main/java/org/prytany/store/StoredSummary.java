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
import org.prytany.governance.proposal.Reckoned;
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
          "acts",
          "reckoned");

  private StoredSummary() {}

  static ProposalSummary read(Document fields) {
    String id = fields.getString("_id");
    StoredProposals.requirePresent(fields.getInteger("schema"), id);
    String state = fields.getString("state");
    return new ProposalSummary(
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
        map(fields.getString("acts"), ActKind.class, ActStatus.class),
        map(fields.getString("reckoned"), Reckoned.What.class, Reckoned.Came.class));
  }

  /** "VOTE=CONFIRMED,QUEUE=SENT"; "" without acts. */
  static <K extends Enum<K>, V extends Enum<V>> String word(Map<K, V> acts) {
    return new TreeMap<>(acts)
        .entrySet().stream()
            .map(act -> act.getKey() + "=" + act.getValue())
            .collect(Collectors.joining(","));
  }

  private static <K extends Enum<K>, V extends Enum<V>> Map<K, V> map(
      String word, Class<K> keys, Class<V> values) {
    Map<K, V> acts = new EnumMap<>(keys);
    Arrays.stream(word.split(",", -1))
        .filter(act -> !act.isEmpty())
        .map(act -> act.split("=", 2))
        .forEach(act -> acts.put(Enum.valueOf(keys, act[0]), Enum.valueOf(values, act[1])));
    return acts;
  }
}
