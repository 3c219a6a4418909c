package org.prytany.governance.poll;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.hash.Keccak256;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * A vote off chain: what was proposed, how it stands, what was decided, what we voted.
 *
 * @param space the operator's word for the space
 * @param content as it was read first
 * @param since as it was read last, if that is anything else
 * @param standing as it was read last
 * @param decision the latest
 * @param vote of ours
 * @param version for compare-and-swap
 */
public record Poll(
    String space,
    HubProposal content,
    Optional<HubProposal> since,
    Standing standing,
    Optional<PollDecision> decision,
    Optional<PollVote> vote,
    long version) {
  /** One that was not stored yet. */
  public static Poll fresh(String space, HubProposal content, Standing standing) {
    return new Poll(
        space, content, Optional.empty(), standing, Optional.empty(), Optional.empty(), 0);
  }

  /** Names it among all: the space's word and the id at the hub. */
  public String key() {
    return key(space, content.id());
  }

  /** The key of a proposal in a space. */
  public static String key(String space, String proposal) {
    return space + ":" + proposal;
  }

  /** What the hub says now. */
  public HubProposal now() {
    return since.orElse(content);
  }

  /**
   * The key under which digesters and strategies see it. No governor has this address: it is a hash
   * of the space's name.
   */
  public ProposalKey proposalKey() {
    byte[] hash = Keccak256.of("prytany-space:" + content.space());
    String digits = java.util.HexFormat.of().formatHex(hash).substring(0, 40);
    return new ProposalKey(
        content.chainId(),
        new Address("0x" + digits),
        new BigInteger(content.id().substring(2), 16));
  }

  /** Why no rule votes on it, whatever it says; empty if nothing speaks against that. */
  public Optional<String> obstacle() {
    if (standing.gone()) {
      return Optional.of("The hub does not have this proposal any more.");
    }
    if (content.isEncrypted() || now().isEncrypted()) {
      return Optional.of(
          "Votes on this proposal are encrypted until voting ends (privacy: "
              + now().privacyWord()
              + "), which is not supported here: vote by hand.");
    }
    if (content.system().isEmpty()) {
      return Optional.of(
          "The voting system '" + content.systemWord() + "' is not supported here: vote by hand.");
    }
    if (since.isPresent()) {
      return Optional.of(
          "The proposal was changed after it was first read here: a person has to look at both.");
    }
    if (!content.isProven()) {
      return Optional.of(
          "Its id is not the hash of what the hub says of it, so nobody but the hub vouches for the"
              + " text, the choices and the times. It was changed before it was first read here, or"
              + " published in a form that is not known here: a person has to choose.");
    }
    return Optional.empty();
  }

  /** Whether a person may choose: whether a vote can be made of it at all. */
  public boolean takesVotes() {
    return !standing.gone() && !now().isEncrypted() && now().system().isPresent();
  }

  /** Whether votes are taken and it is left to a person what we vote. */
  public boolean waitsForPeople(Instant at) {
    return vote.isEmpty()
        && !standing.gone()
        && now().start() <= at.getEpochSecond()
        && at.getEpochSecond() < now().end()
        && decision.filter(its -> its.kind().needsPeople()).isPresent();
  }

  /** The same, read again. */
  public Poll with(Optional<HubProposal> itsSince, Standing itsStanding) {
    return new Poll(space, content, itsSince, itsStanding, decision, vote, version);
  }

  /** The same, decided. */
  public Poll with(PollDecision its) {
    return new Poll(space, content, since, standing, Optional.of(its), vote, version);
  }

  /** The same with our vote. */
  public Poll with(PollVote its) {
    return new Poll(space, content, since, standing, decision, Optional.of(its), version);
  }

  /** Without what was intended: it is decided anew. */
  public Poll undone() {
    return new Poll(space, content, since, standing, Optional.empty(), Optional.empty(), version);
  }

  /** The same in another version. */
  public Poll version(long its) {
    return new Poll(space, content, since, standing, decision, vote, its);
  }
}
