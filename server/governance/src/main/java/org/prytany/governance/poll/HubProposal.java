package org.prytany.governance.poll;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.hash.Checksum;
import org.prytany.spi.Address;

/**
 * What a hub says that somebody proposed: a stranger's word, unless {@link #isProven}.
 *
 * @param id "0x" and 64 lower-case digits
 * @param space the space's name at its hub
 * @param author who signed it
 * @param created Unix seconds
 * @param network EIP-155 chain id on which voting power is counted, decimal
 * @param type the voting system in the hub's word
 * @param body Markdown
 * @param discussion a link; "" for none
 * @param choices counted from 1 where they are voted for
 * @param start Unix seconds from which votes are taken
 * @param end Unix seconds until which votes are taken
 * @param snapshot block in which voting power is counted
 * @param plugins JSON as it was signed, usually "{}"
 * @param privacy "shutter" where votes are encrypted; else ""
 * @param app by which program it was made
 * @param ipfs where the envelope lies; "" if the hub does not say
 */
public record HubProposal(
    String id,
    String space,
    Address author,
    long created,
    String network,
    String type,
    String title,
    String body,
    String discussion,
    List<String> choices,
    List<String> labels,
    long start,
    long end,
    long snapshot,
    String plugins,
    String privacy,
    String app,
    String ipfs) {

  private static final String ID = "0x[0-9a-f]{64}";
  private static final String OTHER = "another one";

  public HubProposal {
    choices = List.copyOf(choices);
    labels = List.copyOf(labels);
    requireId(id);
  }

  /**
   * @throws IllegalArgumentException if it is not 32 bytes
   */
  static void requireId(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("not a proposal's id (0x and 64 lower-case digits)");
    }
  }

  /** Whether it is 32 bytes, "0x" and 64 lower-case digits. */
  public static boolean isId(String text) {
    return text.matches(ID);
  }

  /** The chain on which voting power is counted; 0 if what the hub says of it is no number. */
  public long chainId() {
    return network.matches("[0-9]{1,18}") ? Long.parseLong(network) : 0;
  }

  /** Empty for one that is not served here. */
  public Optional<VotingSystem> system() {
    return VotingSystem.of(type);
  }

  /**
   * The voting system's name where people read it. What is no name that is known could say anything
   * there.
   *
   * <p>Source: Snapshot's voting systems.
   */
  public String systemWord() {
    return system().isPresent() || type.equals("copeland") ? type : OTHER;
  }

  /** The same of how votes are encrypted. */
  public String privacyWord() {
    return privacy.equals("shutter") ? privacy : OTHER;
  }

  /** Whether votes are encrypted until voting ends. */
  public boolean isEncrypted() {
    return !privacy.isEmpty() && !privacy.toLowerCase(Locale.ROOT).equals("any");
  }

  /**
   * Whether the id is the hash of what is said here, in one of the forms that were published: then
   * the author signed this text, these choices and these times, and nobody changed them since. One
   * whose author changed it, or whose form is another one, is not.
   */
  public boolean isProven() {
    return forms().stream().anyMatch(form -> form.id().equals(id));
  }

  /** The id that this has if it is published in the newest form. */
  public String idAsPublished() {
    return forms().getFirst().id();
  }

  /** The published forms, newest first: `src/sign/hashedTypes.json` of snapshot.js knows them. */
  private List<HubMessage> forms() {
    return List.of(
        form("string", "labels privacy app"),
        form("address", "labels privacy app"),
        form("address", "labels app"),
        form("address", "app"),
        form("address", ""),
        form("address", "network"));
  }

  /**
   * @param with which fields there are beside those that every form has
   */
  private HubMessage form(String from, String with) {
    HubMessage message = new HubMessage("Proposal");
    if (from.equals("string")) {
      message.addText("from", Checksum.of(author));
    } else {
      message.add("address", "from", HubMessage.address(author));
    }
    message
        .addText("space", space)
        .addCount("timestamp", created)
        .addText("type", type)
        .addText("title", title)
        .addText("body", body)
        .addText("discussion", discussion)
        .addTexts("choices", choices);
    if (with.contains("labels")) {
      message.addTexts("labels", labels);
    }
    message.addCount("start", start).addCount("end", end).addCount("snapshot", snapshot);
    if (with.contains("network")) {
      message.addText("network", network);
    }
    message.addText("plugins", plugins);
    if (with.contains("privacy")) {
      message.addText("privacy", privacy);
    }
    return with.contains("app") ? message.addText("app", app) : message;
  }

  /** "0x" and SHA-256 over everything that a vote is about; where it lies is no part of it. */
  public String contentHash() {
    CanonicalBytes bytes = new CanonicalBytes("prytany-poll-1");
    bytes.add(id).add(space).add(author.hex()).add(created).add(network).add(type);
    bytes.add(title).add(body).add(discussion);
    bytes.size(choices.size());
    choices.forEach(bytes::add);
    bytes.size(labels.size());
    labels.forEach(bytes::add);
    bytes.add(start).add(end).add(snapshot).add(plugins).add(privacy);
    return bytes.sha256();
  }

  /** The text that is digested: the title as its heading. */
  public String text() {
    return "# " + title.strip() + "\n\n" + body;
  }
}
