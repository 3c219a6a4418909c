package org.prytany.governance.offchain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.EnvelopeSigner;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollDecision.Kind;
import org.prytany.governance.poll.PollRepository;
import org.prytany.governance.poll.Space;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * Serves spaces: reads what their hubs publish, decides, votes. A turn may end anywhere, be
 * repeated at any time, and run on several nodes at once.
 */
public final class PollService {

  /** As the signer takes them. */
  private static final int LONGEST_REASON = 1000;

  private final Hub hub;
  private final PollRepository polls;
  private final PollTransitions transitions;
  private final PollReading reading;
  private final PollDecisions decisions;
  private final PollVotes votes;
  private final Optional<EnvelopeSigner> signer;
  private final Set<Address> operators;
  private final SignatureCheck signatures;
  private final InstantSource clock;
  private final PollPace pace;
  private final Instant started;

  /**
   * What it works with.
   *
   * @param signer empty where nothing is signed: then nobody votes
   * @param operators who may choose where no rule does
   */
  public record Parts(
      Hub hub,
      PollRepository polls,
      Plugins plugins,
      Optional<EnvelopeSigner> signer,
      Set<Address> operators,
      SignatureCheck signatures,
      AuditLog audit) {
    public Parts {
      operators = Set.copyOf(operators);
    }
  }

  public PollService(Parts parts, PollPace pace, InstantSource clock) {
    this.hub = parts.hub();
    this.polls = parts.polls();
    this.transitions = new PollTransitions(polls);
    this.reading = new PollReading(hub, polls, transitions, parts.audit(), clock);
    this.decisions =
        new PollDecisions(hub, parts.plugins(), transitions, parts.audit(), pace, clock);
    EnvelopeSigner signing =
        parts
            .signer()
            .orElse(
                request -> {
                  throw new PrytanyException(
                      FailureCode.SIGNER_UNAVAILABLE, "Nothing is signed by this server.");
                });
    this.votes = new PollVotes(hub, signing, transitions, parts.audit(), pace, clock);
    this.signer = parts.signer();
    this.operators = parts.operators();
    this.signatures = parts.signatures();
    this.clock = clock;
    this.pace = pace;
    this.started = clock.instant();
  }

  /**
   * Reads the space once and takes every vote as far as it goes now.
   *
   * @return what did not get through, one line each
   */
  public List<String> turn(Space space) {
    List<String> problems = new ArrayList<>();
    try {
      problems.addAll(reading.read(space));
    } catch (PrytanyException e) {
      problems.add(e.code() + ": " + e.getMessage());
    }
    // What is known already is worked on all the same: a list that fails must not cost a vote.
    for (Poll poll : polls.of(space.id())) {
      try {
        step(space, poll);
      } catch (PrytanyException e) {
        problems.add(poll.content().id() + ": " + e.code() + ": " + e.getMessage());
      } catch (IllegalArgumentException e) {
        // One that makes no sense must not keep the others waiting.
        problems.add(poll.content().id() + ": " + e.getMessage());
      }
    }
    return problems;
  }

  private void step(Space space, Poll poll) {
    if (space.voter().isEmpty()) {
      return;
    }
    if (poll.vote().isPresent()) {
      if (!poll.vote().get().status().isFinal()) {
        votes.proceed(space, poll);
      }
      return;
    }
    Instant now = clock.instant();
    HubProposal content = poll.now();
    if (now.getEpochSecond() < content.start() || now.getEpochSecond() >= content.end()) {
      return;
    }
    Poll decided = poll;
    boolean settled = PollDecisions.isSettled(poll, started);
    boolean decides = settled && poll.decision().orElseThrow().kind() == Kind.CAST;
    if (!decides) {
      Optional<Hub.Shown> shown = hub.vote(space, content);
      if (shown.isPresent()) {
        votes.seen(poll, shown.get());
        return;
      }
    }
    if (!settled) {
      decided = decisions.decide(space, poll);
    }
    boolean casts = decided.decision().filter(its -> its.kind() == Kind.CAST).isPresent();
    if (casts && signer.isPresent()) {
      Poll intended = votes.intend(space, decided);
      if (intended.vote().isPresent()) {
        votes.proceed(space, intended);
      }
    }
  }

  /**
   * What an operator would sign, without a signature.
   *
   * @param expiry Unix seconds
   * @throws PrytanyException APPROVAL_REFUSED for a choice that is none; NOT_ALLOWED where nothing
   *     is to be chosen; NOT_FOUND
   */
  public PollChoice prepare(
      Space space,
      String proposal,
      String choiceText,
      String reason,
      Address operator,
      long expiry) {
    Poll poll = transitions.current(Poll.key(space.id(), proposal));
    requireOpen(space, poll);
    if (reason.length() > LONGEST_REASON) {
      throw new PrytanyException(
          FailureCode.APPROVAL_REFUSED,
          "A reason has at most " + LONGEST_REASON + " characters: shorten it.");
    }
    HubProposal content = poll.now();
    Choice choice = choice(content, choiceText);
    return new PollChoice(
        space.name(),
        proposal,
        choice.text(),
        choice.words(content.choices()),
        reason,
        operator,
        space.voter().orElseThrow(),
        expiry,
        content.contentHash(),
        "");
  }

  private void requireOpen(Space space, Poll poll) {
    HubProposal content = poll.now();
    long now = clock.instant().getEpochSecond();
    if (poll.vote().isPresent()) {
      throw notAllowed("The vote is under way already.");
    }
    if (now < content.start() || now >= content.end()) {
      throw notAllowed("Votes are taken from the start of voting to its end.");
    }
    if (space.voter().isEmpty() || !poll.takesVotes()) {
      throw notAllowed(
          space.voter().isEmpty()
              ? "This server does not vote in the space."
              : poll.obstacle().orElse("No vote can be made of this."));
    }
  }

  /**
   * Takes what an operator chose, and has it voted.
   *
   * @return the vote as it now stands
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong; NOT_ALLOWED when nothing is to
   *     be chosen any more; NOT_FOUND
   */
  public Poll choose(Space space, PollChoice chosen) {
    Poll poll = transitions.current(Poll.key(space.id(), chosen.proposal()));
    requireOpen(space, poll);
    HubProposal content = poll.now();
    long now = clock.instant().getEpochSecond();
    Choice choice = choice(content, chosen.choice());
    refuseUnless(
        choice.text().equals(chosen.choice()), "Write the choice as " + choice.text() + ".");
    refuseUnless(
        chosen.meaning().equals(choice.words(content.choices())),
        "What was signed says the choice in other words than the proposal does.");
    refuseUnless(chosen.space().equals(space.name()), "It is about another space.");
    refuseUnless(
        Optional.of(chosen.voter()).equals(space.voter()), "It is about another account's vote.");
    refuseUnless(
        chosen.contentHash().equals(content.contentHash()),
        "The proposal is another one than the one that was read: read it again.");
    refuseUnless(chosen.expiry() > now, "It has expired.");
    refuseUnless(chosen.reason().length() <= LONGEST_REASON, "Its reason is too long.");
    refuseUnless(operators.contains(chosen.operator()), "The account is no operator.");
    long chainId = content.chainId();
    refuseUnless(
        signatures.signed(
            chainId, chosen.operator(), chosen.data(chainId).digest(), chosen.signature()),
        "The signature is not the operator's.");
    return decisions.store(
        poll,
        new PollDecision(
            Kind.CAST,
            OperatorDecision.RULE,
            chosen.reason(),
            Optional.empty(),
            Optional.of(choice.text()),
            "operator " + chosen.operator(),
            content.contentHash(),
            BigDecimal.ZERO,
            clock.instant(),
            Optional.of(chosen)),
        chosen.operator().hex());
  }

  /** Until when a vote has to be on its way. */
  public Instant latestSafe(HubProposal proposal) {
    return pace.latestSafe(proposal);
  }

  /** One of a space; empty if it is not known. */
  public Optional<Poll> find(Space space, String proposal) {
    return polls.find(Poll.key(space.id(), proposal));
  }

  /** All of a space, the one that ends last first. */
  public List<Poll> of(Space space) {
    return polls.of(space.id());
  }

  private static Choice choice(HubProposal content, String text) {
    try {
      return Choice.read(content.system().orElseThrow(), text, content.choices().size());
    } catch (IllegalArgumentException e) {
      throw new PrytanyException(FailureCode.APPROVAL_REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private static void refuseUnless(boolean holds, String otherwise) {
    if (!holds) {
      throw new PrytanyException(FailureCode.APPROVAL_REFUSED, otherwise);
    }
  }

  private static PrytanyException notAllowed(String why) {
    return new PrytanyException(FailureCode.NOT_ALLOWED, why);
  }
}
