package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A vote off chain. What the hub says is a stranger's word; numbers of votes are decimal texts.
 *
 * @param binding that it changes nothing on chain by itself
 * @param space the operator's word for the space
 * @param id 32 bytes, the hub's own
 * @param system the voting system in the hub's word
 * @param state pending, active or closed, by this server's clock
 * @param start when votes are taken from, ISO 8601
 * @param end when voting ends, ISO 8601
 * @param latestSafe until when a vote has to be on its way
 * @param network chain on which voting power is counted
 * @param snapshot block in which it is counted
 * @param proven whether the id is the hash of what is said, so that the author signed it
 * @param warnings plain English: changed, deleted, encrypted, unproven
 * @param text the title as a heading and the body, into which spans point; empty in a list
 * @param before what was read first, where it was changed since; empty in a list
 * @param digest of the text; empty in a list, and before it is made
 */
public record PollView(
    String binding,
    String space,
    String id,
    String title,
    String author,
    String system,
    @Schema(enumeration = {"pending", "active", "closed"}) String state,
    String start,
    String end,
    String latestSafe,
    String network,
    long snapshot,
    List<ChoiceView> choices,
    String total,
    long voters,
    boolean proven,
    List<String> warnings,
    String contentHash,
    Optional<DecidedView> decision,
    Optional<VotedView> vote,
    Optional<String> text,
    Optional<String> before,
    Optional<DigestView> digest) {

  /**
   * A choice.
   *
   * @param votes so far; empty where the hub does not say
   * @param meaning for, against or abstain where that is plain
   */
  public record ChoiceView(
      int number, String text, Optional<String> votes, Optional<String> meaning) {}

  /**
   * What was decided.
   *
   * @param kind cast, refrain, escalate, blocked or not-yet
   * @param choice in words, where one is voted
   */
  public record DecidedView(
      String kind,
      String rule,
      String reason,
      Optional<String> choice,
      String by,
      String power,
      String at,
      boolean needsPeople) {}

  /**
   * Our vote.
   *
   * @param status intended, signed, sent, confirmed, elsewhere or missed
   * @param choice as it is published
   * @param words the same in the words of the choices
   * @param id of the vote at the hub
   * @param signature what was handed in; "" before
   */
  public record VotedView(
      String status,
      String choice,
      String words,
      String id,
      String signature,
      Optional<HubReceiptView> receipt,
      String told,
      int attempts,
      String at) {}

  /** What the hub gave for a vote. */
  public record HubReceiptView(String id, String ipfs, String relayer, String signature) {}
}
