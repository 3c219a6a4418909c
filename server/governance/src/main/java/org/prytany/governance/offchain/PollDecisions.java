package org.prytany.governance.offchain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.HouseRules;
import org.prytany.governance.decision.StrategyInUse;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.poll.ChoiceMeaning;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollDecision.Kind;
import org.prytany.governance.poll.Space;
import org.prytany.spi.Circumstances;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * Asks the policy about a vote off chain. A rule votes here only if the operator named it for the
 * space, on a text that its author is known to have signed, and where the choices are plainly for
 * and against; in every other case a person chooses.
 */
final class PollDecisions {

  private static final int LONGEST_TITLE = 200;

  /** Votes are told to rules in units of 10^-18, as most votes tokens count. */
  private static final int DECIMALS = 18;

  private final Hub hub;
  private final Plugins plugins;
  private final PollTransitions transitions;
  private final AuditLog audit;
  private final PollPace pace;
  private final InstantSource clock;

  PollDecisions(
      Hub hub,
      Plugins plugins,
      PollTransitions transitions,
      AuditLog audit,
      PollPace pace,
      InstantSource clock) {
    this.hub = hub;
    this.plugins = plugins;
    this.transitions = transitions;
    this.audit = audit;
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Whether what is decided stands for the present content.
   *
   * @param since the server's start: what a rule left to people before may be decided by rules that
   *     the operator named since
   */
  static boolean isSettled(Poll poll, Instant since) {
    return poll.decision()
        .filter(its -> its.contentHash().equals(poll.now().contentHash()))
        .filter(
            its ->
                its.person().isPresent()
                    || (its.kind() == Kind.BLOCKED
                        ? poll.obstacle().equals(Optional.of(its.reason()))
                        : poll.obstacle().isEmpty() && stands(its, since)))
        .isPresent();
  }

  private static boolean stands(PollDecision decided, Instant since) {
    return switch (decided.kind()) {
      case CAST, BLOCKED -> true;
      // That the account has no votes is asked again: a hub that errs once must not cost a vote.
      case REFRAIN -> !decided.rule().equals(DecisionService.HOST);
      case ESCALATE -> !decided.at().isBefore(since);
      case NOT_YET -> false;
    };
  }

  /** Decides, and stores it. */
  Poll decide(Space space, Poll poll) {
    Optional<String> obstacle = poll.obstacle();
    if (obstacle.isPresent()) {
      return store(
          poll,
          new PollDecision(
              Kind.BLOCKED,
              DecisionService.HOST,
              obstacle.get(),
              Optional.empty(),
              Optional.empty(),
              DecisionService.HOST,
              poll.now().contentHash(),
              BigDecimal.ZERO,
              clock.instant(),
              Optional.empty()),
          AuditLog.SERVER);
    }
    Map<Support, Integer> meaning = ChoiceMeaning.of(poll.content());
    if (meaning.isEmpty()) {
      return store(
          poll,
          escalate(
              "Its choices are not plainly for, against and abstain ("
                  + poll.content().systemWord()
                  + "), so no rule can choose: a person does."),
          BigDecimal.ZERO,
          DecisionService.HOST);
    }
    BigDecimal power = hub.power(space, poll.content());
    if (power.signum() == 0) {
      return store(
          poll,
          new VoteDecision.Refrain(
              DecisionService.HOST, "The hub counts no votes of the account for this proposal."),
          power,
          DecisionService.HOST);
    }
    VoteStrategy strategy =
        StrategyInUse.of(plugins, !clock.instant().isBefore(pace.lastCall(poll.content())));
    VoteDecision decision =
        held(
            space,
            poll,
            StrategyInUse.asked(
                () -> !isLate(poll),
                () ->
                    HouseRules.decide(
                        strategy,
                        situation(poll, meaning, power),
                        new HouseRules.Case(
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Set.of(),
                            Optional.empty()))));
    return store(poll, decision, power, StrategyInUse.mark(strategy, decision));
  }

  private VoteDecision held(Space space, Poll poll, VoteDecision decision) {
    boolean named = space.rules().contains(decision.rule());
    boolean acts =
        decision instanceof VoteDecision.Vote || decision instanceof VoteDecision.Refrain;
    if (acts && !named) {
      return escalate(
          "Rule "
              + decision.rule()
              + " decides this ("
              + decision.reason()
              + "), but it is not among the rules that may vote in this space: name it in"
              + " prytany.snapshot."
              + space.id()
              + ".rules if it was written for votes off chain.");
    }
    if (decision instanceof VoteDecision.NotYet wait && isLate(poll)) {
      return escalate(
          "Rule " + wait.rule() + " still wants to wait, and voting ends: " + wait.reason());
    }
    return decision;
  }

  /** Whether no time is left to ask again. */
  private boolean isLate(Poll poll) {
    return !clock.instant().isBefore(pace.latestSafe(poll.content()));
  }

  private VotingSituation situation(Poll poll, Map<Support, Integer> meaning, BigDecimal power) {
    HubProposal content = poll.content();
    Instant now = clock.instant();
    return new VotingSituation(
        new ProposalSnapshot(
            poll.proposalKey(),
            content.author(),
            content.text(),
            content.contentHash(),
            List.of(),
            Optional.empty()),
        content.snapshot(),
        content.end() - now.getEpochSecond(),
        units(power),
        List.of(),
        BigDecimal.ZERO,
        false,
        List.of(),
        true,
        meaning.keySet(),
        Optional.of(new VotingSituation.TextFacts(0, 0, false, title(content))),
        new Circumstances(
            tally(poll, meaning),
            Optional.empty(),
            Optional.of(List.of()),
            Optional.empty(),
            Optional.of(false)));
  }

  private static Optional<Circumstances.Tally> tally(Poll poll, Map<Support, Integer> meaning) {
    List<BigDecimal> scores = poll.standing().scores();
    if (scores.size() != poll.content().choices().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Circumstances.Tally(
            votes(scores, meaning, Support.FOR),
            votes(scores, meaning, Support.AGAINST),
            votes(scores, meaning, Support.ABSTAIN)));
  }

  private static BigInteger votes(
      List<BigDecimal> scores, Map<Support, Integer> meaning, Support support) {
    Integer number = meaning.get(support);
    return number == null ? BigInteger.ZERO : units(scores.get(number - 1));
  }

  private static BigInteger units(BigDecimal votes) {
    return votes.movePointRight(DECIMALS).toBigInteger();
  }

  private static String title(HubProposal content) {
    return content.title().length() <= LONGEST_TITLE
        ? content.title()
        : content.title().substring(0, LONGEST_TITLE);
  }

  private static VoteDecision.Escalate escalate(String reason) {
    return new VoteDecision.Escalate(DecisionService.HOST, reason);
  }

  private Poll store(Poll poll, VoteDecision decision, BigDecimal power, String by) {
    Optional<Support> support =
        decision instanceof VoteDecision.Vote vote ? vote.shares().single() : Optional.empty();
    Kind kind =
        switch (decision) {
          case VoteDecision.Vote vote -> Kind.CAST;
          case VoteDecision.Refrain refrain -> Kind.REFRAIN;
          case VoteDecision.Escalate escalate -> Kind.ESCALATE;
          case VoteDecision.NotYet notYet -> Kind.NOT_YET;
        };
    Map<Support, Integer> meaning = ChoiceMeaning.of(poll.content());
    return store(
        poll,
        new PollDecision(
            kind,
            decision.rule(),
            decision.reason(),
            support,
            support.map(meaning::get).map(String::valueOf),
            by,
            poll.now().contentHash(),
            power,
            clock.instant(),
            Optional.empty()),
        AuditLog.SERVER);
  }

  /** Written to the log first, unless the same stands there already. */
  Poll store(Poll poll, PollDecision decided, String actor) {
    if (poll.decision().filter(decided::isLike).isEmpty()) {
      Map<String, String> details = new TreeMap<>();
      details.put("what", decided.kind().name());
      details.put("rule", decided.rule());
      details.put("reason", decided.reason());
      details.put("contentHash", decided.contentHash());
      details.put("power", decided.power().toPlainString());
      details.put("title", title(poll.now()));
      details.put("latestSafe", pace.latestSafe(poll.now()).toString());
      decided.choice().ifPresent(choice -> details.put("choice", choice));
      decided.person().ifPresent(its -> details.put("signature", its.signature()));
      audit.append(
          actor,
          decided.kind().needsPeople() ? "poll.needs-people" : "poll.decided",
          poll.key(),
          details);
    }
    return transitions.apply(
        poll.key(),
        now ->
            // Whatever was intended meanwhile was decided before; and nothing is decided about
            // another content than the one that was looked at.
            now.vote().isPresent() || !now.now().contentHash().equals(decided.contentHash())
                ? Optional.empty()
                : Optional.of(now.with(decided)));
  }
}
