package org.prytany.snapshot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.prytany.governance.poll.VoteEnvelope;

/**
 * A signed vote as a sequencer takes it: {@code {address, sig, data: {domain, types, message}}}. It
 * knows the types by the hash of their JSON, so their order counts.
 */
final class EnvelopeJson {

  private EnvelopeJson() {}

  static ObjectNode of(VoteEnvelope envelope, String signature) {
    ObjectNode root = HubHttp.json().createObjectNode();
    root.put("address", envelope.fromText());
    root.put("sig", signature);
    ObjectNode data = root.putObject("data");
    data.putObject("domain").put("name", VoteEnvelope.DOMAIN).put("version", VoteEnvelope.VERSION);
    ArrayNode types = data.putObject("types").putArray("Vote");
    type(types, "from", "string");
    type(types, "space", "string");
    type(types, "timestamp", "uint64");
    type(types, "proposal", "string");
    type(types, "choice", envelope.choice().system().solidityType());
    type(types, "reason", "string");
    type(types, "app", "string");
    type(types, "metadata", "string");
    ObjectNode message = data.putObject("message");
    message.put("space", envelope.space());
    message.put("proposal", envelope.proposal());
    choice(message, envelope);
    message.put("reason", envelope.reason());
    message.put("app", VoteEnvelope.APP);
    message.put("metadata", VoteEnvelope.METADATA);
    message.put("from", envelope.fromText());
    message.put("timestamp", envelope.timestamp());
    return root;
  }

  private static void choice(ObjectNode message, VoteEnvelope envelope) {
    switch (envelope.choice().system().solidityType()) {
      case "uint32" -> message.put("choice", envelope.choice().numbers().getFirst());
      case "uint32[]" -> envelope.choice().numbers().forEach(message.putArray("choice")::add);
      default -> message.put("choice", envelope.choice().text());
    }
  }

  private static void type(ArrayNode types, String name, String type) {
    types.addObject().put("name", name).put("type", type);
  }
}
