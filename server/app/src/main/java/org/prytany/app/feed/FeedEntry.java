package org.prytany.app.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.prytany.app.sheet.Sheet;
import org.prytany.governance.poll.HubProposal;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * One entry of a feed.
 *
 * @param id an IRI that stays the same as long as the proposal's content does
 * @param updated when what is said of it last changed
 * @param published when it was proposed, if that is known
 * @param author the proposer's address
 * @param state IGovernor's name of the state; of a vote off chain PENDING, ACTIVE, CLOSED, or GONE
 *     from its hub
 * @param summary what it executes in one line
 * @param page where it is shown
 */
public record FeedEntry(
    String id,
    Instant updated,
    Optional<Instant> published,
    String author,
    String state,
    String summary,
    String page,
    Sheet sheet) {

  /** The id of a proposal's content: another content under the same number is another entry. */
  public static String idOf(ProposalKey key, String contentHash) {
    return named(
        "prytany-entry-1 "
            + key.chainId()
            + " "
            + key.governor().hex()
            + " "
            + key.proposalId()
            + " "
            + contentHash);
  }

  /** The id of a vote off chain, as its hub names it, with this content. */
  public static String idOf(HubProposal content) {
    return named(
        "prytany-poll-1 " + content.space() + " " + content.id() + " " + content.contentHash());
  }

  /** The id of a vote off chain, whatever it says: its author may change it. */
  public static String idOfVote(HubProposal content) {
    return named("prytany-poll-moment-1 " + content.space() + " " + content.id());
  }

  /**
   * The id of a whole feed of a space.
   *
   * @param hub its host
   */
  public static String idOf(String hub, String space, FeedKind kind) {
    return feed("prytany-space-feed-1 " + hub + " " + space, kind);
  }

  /** The id of a whole feed. */
  public static String idOf(long chainId, Address governor, FeedKind kind) {
    return feed("prytany-feed-1 " + chainId + " " + governor.hex(), kind);
  }

  private static String feed(String all, FeedKind kind) {
    return named(kind == FeedKind.PROPOSALS ? all : all + " " + kind.word());
  }

  /** An IRI out of a name: a UUID of version 8, that is, of the first 128 bits of a SHA-256. */
  private static String named(String name) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    hash[6] = (byte) ((hash[6] & 0x0F) | 0x80);
    hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
    return "urn:uuid:" + new UUID(bytes.getLong(), bytes.getLong());
  }
}
