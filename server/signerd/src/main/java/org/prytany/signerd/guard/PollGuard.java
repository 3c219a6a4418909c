package org.prytany.signerd.guard;

import java.security.SignatureException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.ChoiceMeaning;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.poll.EnvelopeSigner;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.VoteEnvelope;
import org.prytany.governance.poll.VotingSystem;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.journal.Recorded;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * Signs votes off chain and nothing else. The message is made here from its fields, in the domain
 * of Snapshot, for the account and the space of the signer's own configuration. A rule's vote is
 * signed only on a proposal whose id is the hash of what is said of it, so that choices, times and
 * space are the author's own, and only for the choice that the rule's word means there; anything
 * else needs what an operator signed. One proposal gets one choice of one account, for good.
 */
public final class PollGuard implements EnvelopeSigner {

  /** A hub takes no older votes, and none from further ahead. */
  private static final Duration OLDEST = Duration.ofDays(6);

  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final int LONGEST_REASON = 1000;

  /**
   * An operator signs with a key. A contract is asked on no chain: which one it would be, the
   * server's word about the proposal says, and anybody's contract may stand there at that address.
   */
  private static final SignatureCheck BY_KEY = new TreasurerSignatures(ContractSignatures.NONE);

  private final Map<String, Space> spaces;
  private final Set<Address> operators;
  private final KeySource keys;
  private final Ledger ledger;
  private final InstantSource clock;
  private final KeyWatch watch;

  /**
   * What the signer's own configuration says.
   *
   * @param spaces in which it signs; a request for any other is refused
   * @param operators who may choose where no rule does
   */
  public record Rules(Collection<Space> spaces, Set<Address> operators) {}

  PollGuard(Rules rules, KeySource keys, Ledger ledger, InstantSource clock, KeyWatch watch) {
    this.spaces =
        rules.spaces().stream().collect(Collectors.toUnmodifiableMap(Space::id, its -> its));
    this.operators = Set.copyOf(rules.operators());
    this.keys = keys;
    this.ledger = ledger;
    this.clock = clock;
    this.watch = watch;
  }

  @Override
  public synchronized String signVote(EnvelopeRequest request) {
    Space space = spaces.get(request.space());
    if (space == null || space.voter().isEmpty()) {
      throw Refusal.because(
          "nobody is configured here to vote in the space '" + request.space() + "'");
    }
    Address voter = space.voter().get();
    Refusal.unless(keys.accounts().contains(voter), "the signer holds no key for " + voter);
    watch.requirePoll(space, voter);
    HubProposal proposal = request.proposal();
    Refusal.unless(proposal.space().equals(space.name()), "the proposal is one of another space");
    Refusal.unless(!proposal.isEncrypted(), "votes on the proposal have to be encrypted");
    Choice choice = choice(proposal, request.choice());
    requireTimes(proposal, request.timestamp());
    Refusal.unless(request.reason().length() <= LONGEST_REASON, "the reason is too long");
    if (request.person().isPresent()) {
      requirePerson(space, proposal, choice, request, request.person().get());
    } else {
      requireRule(proposal, choice, request.support());
    }
    VoteEnvelope envelope =
        new VoteEnvelope(
            voter, space.name(), request.timestamp(), proposal.id(), choice, request.reason());
    Map<String, String> before = ledger.votes(proposal.id(), voter);
    Refusal.unless(
        before.values().stream().allMatch(choice.text()::equals),
        "another choice of " + voter + " was signed for this proposal: " + before.values());
    // A key may have been revoked, or have ended, while all this was looked at.
    watch.requirePoll(space, voter);
    String signature = signed(voter, envelope.preimage());
    if (!before.containsKey(envelope.id())) {
      ledger.record(
          new Recorded.Polled(space.name(), proposal.id(), voter, choice.text(), envelope.id()));
    }
    return signature;
  }

  private static Choice choice(HubProposal proposal, String text) {
    VotingSystem system =
        proposal.system().orElseThrow(() -> Refusal.because("its voting system is not known here"));
    try {
      Choice choice = Choice.read(system, text, proposal.choices().size());
      Refusal.unless(choice.text().equals(text), "the choice is not written as it is published");
      return choice;
    } catch (IllegalArgumentException e) {
      throw Refusal.because("the choice is none of the proposal's: " + e.getMessage());
    }
  }

  private void requireTimes(HubProposal proposal, long timestamp) {
    long now = clock.instant().getEpochSecond();
    Refusal.unless(now <= proposal.end(), "voting has ended");
    Refusal.unless(
        timestamp >= proposal.start() && timestamp <= proposal.end(),
        "the vote's time is not one at which votes are taken");
    Refusal.unless(
        timestamp <= now + AHEAD.toSeconds() && timestamp >= now - OLDEST.toSeconds(),
        "the vote's time is not now");
  }

  private static void requireRule(HubProposal proposal, Choice choice, Optional<Support> support) {
    Refusal.unless(
        proposal.isProven(),
        "the proposal's id is not the hash of what is said of it, so that only a person may choose");
    Integer meant = support.map(ChoiceMeaning.of(proposal)::get).orElse(null);
    Refusal.unless(
        meant != null && choice.text().equals(Integer.toString(meant)),
        "the choice is not what the rule's word means among the proposal's choices");
  }

  private void requirePerson(
      Space space,
      HubProposal proposal,
      Choice choice,
      EnvelopeRequest request,
      PollChoice person) {
    Refusal.unless(request.support().isEmpty(), "both a rule and a person are named");
    Refusal.unless(
        person.space().equals(space.name())
            && person.proposal().equals(proposal.id())
            && person.choice().equals(choice.text())
            && person.meaning().equals(choice.words(proposal.choices()))
            && person.reason().equals(request.reason())
            && Optional.of(person.voter()).equals(space.voter())
            && person.contentHash().equals(proposal.contentHash()),
        "what the operator signed is about another vote");
    Refusal.unless(
        person.expiry() > clock.instant().getEpochSecond(), "what the operator signed has expired");
    Refusal.unless(operators.contains(person.operator()), person.operator() + " is no operator");
    long chainId = proposal.chainId();
    Refusal.unless(
        BY_KEY.signed(
            chainId, person.operator(), person.data(chainId).digest(), person.signature()),
        "the signature is not the operator's");
  }

  private String signed(Address account, byte[] preimage) {
    Sign.SignatureData made = keys.sign(account, preimage);
    if (!account.equals(signer(preimage, made))) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "The key source answered with a signature that is not one of " + account + ".");
    }
    HexFormat hex = HexFormat.of();
    return "0x"
        + hex.formatHex(made.getR())
        + hex.formatHex(made.getS())
        + hex.formatHex(made.getV());
  }

  private static Address signer(byte[] preimage, Sign.SignatureData signature) {
    try {
      return new Address("0x" + Keys.getAddress(Sign.signedMessageToKey(preimage, signature)));
    } catch (SignatureException | RuntimeException e) {
      return Address.ZERO;
    }
  }
}
