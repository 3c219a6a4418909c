package org.prytany.governance.poll;

import org.prytany.governance.hash.Checksum;
import org.prytany.spi.Address;

/**
 * A vote as a hub takes it: type
 *
 * <pre>
 * Vote(string from,string space,uint64 timestamp,string proposal,uint32|uint32[]|string choice,
 *     string reason,string app,string metadata)</pre>
 *
 * Source: `src/sign/types.ts` of snapshot-labs/snapshot.js.
 *
 * @param from who votes
 * @param space the space's name at its hub, e.g. "ens.eth"
 * @param timestamp Unix seconds; a hub takes a later vote of the same voter for a change of mind
 * @param proposal "0x" and 64 lower-case digits
 * @param choice of the proposal's choices
 * @param reason anybody can read it
 */
public record VoteEnvelope(
    Address from, String space, long timestamp, String proposal, Choice choice, String reason) {

  /** Name of the domain. */
  public static final String DOMAIN = HubMessage.NAME;

  /** Version of the domain. */
  public static final String VERSION = HubMessage.VERSION;

  /** Says at the hub by which program a vote was cast. */
  public static final String APP = "prytany";

  /** Nothing beside what has a field of its own. */
  public static final String METADATA = "{}";

  /**
   * @throws IllegalArgumentException if the proposal's id is not 32 bytes, or the time is none
   */
  public VoteEnvelope {
    HubProposal.requireId(proposal);
    if (timestamp <= 0) {
      throw new IllegalArgumentException("The vote has no time.");
    }
  }

  /** The voter as it is signed. */
  public String fromText() {
    return Checksum.of(from);
  }

  /** The 66 bytes whose keccak-256 is signed. */
  public byte[] preimage() {
    return message().preimage();
  }

  /** The vote's id at a hub: "0x" and 64 lower-case digits. */
  public String id() {
    return message().id();
  }

  private HubMessage message() {
    return new HubMessage("Vote")
        .addText("from", fromText())
        .addText("space", space)
        .addCount("timestamp", timestamp)
        .addText("proposal", proposal)
        .add(choice.system().solidityType(), "choice", choice.word())
        .addText("reason", reason)
        .addText("app", APP)
        .addText("metadata", METADATA);
  }
}
