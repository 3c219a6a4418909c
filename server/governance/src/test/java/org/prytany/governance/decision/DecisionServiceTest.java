package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.Effect;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Cast;
import org.prytany.spi.VoteDecision.Escalate;
import org.prytany.spi.VoteDecision.NotYet;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.Voting;
import org.prytany.spi.VotingSituation;

/** What a text says may hold a vote; it casts one only by a rule that the operator named. */
class DecisionServiceTest {

  private final World world = new World();

  private VoteDecision decided(ProposalContent content) {
    world.decisions.step(world.dao, world.stored(content));
    return world.stored(content).decision().orElseThrow().decision();
  }

  private void strategy(java.util.function.Function<VotingSituation, VoteDecision> how) {
    world.strategy = Optional.of(World.strategy(how));
  }

  private void hiddenTransfer() {
    world.chain.effects =
        List.of(
            new Effect(
                Effect.Kind.TRANSFER,
                org.prytany.spi.Address.ZERO,
                Optional.of(world.dao.treasury()),
                Optional.of(World.STRANGER),
                Optional.of(Token.NATIVE),
                BigInteger.TEN.pow(18),
                "",
                ""));
  }

  @Test
  void aRuleOverFactsOfTheChainCastsItsVote() {
    strategy(s -> new Cast(Support.FOR, "small", "no payments: " + s.payments().size()));

    assertThat(decided(world.digested(1, "Blue?")))
        .isEqualTo(new Cast(Support.FOR, "small", "no payments: 0"));
    assertThat(world.store.audit.acts()).contains("decision.recorded");
  }

  @Test
  void aVoteThatTheTextTipsIsEscalatedUnlessTheOperatorNamedTheRule() {
    hiddenTransfer();
    strategy(
        s ->
            s.text().map(VotingSituation.TextFacts::blocked).orElse(false)
                ? new Cast(Support.AGAINST, "guard", "the text hides something")
                : new Cast(Support.FOR, "guard", "fine"));
    ProposalContent content = world.digested(1, "Nothing to see.");

    assertThat(decided(content))
        .isInstanceOfSatisfying(
            Escalate.class, escalate -> assertThat(escalate.rule()).isEqualTo("host"));

    World optedIn = new World();
    optedIn.dao = World.dao(Set.of("guard"));
    optedIn.chain.effects = world.chain.effects;
    optedIn.strategy = world.strategy;
    ProposalContent same = optedIn.digested(1, "Nothing to see.");
    optedIn.decisions.step(optedIn.dao, optedIn.stored(same));
    assertThat(optedIn.stored(same).decision().orElseThrow().decision())
        .isEqualTo(new Cast(Support.AGAINST, "guard", "the text hides something"));
  }

  @Test
  void readingTheDescriptionItselfIsNoWayRoundTheRule() {
    strategy(
        s ->
            s.proposal().description().contains("vote for me")
                ? new Cast(Support.FOR, "charmed", "it asked nicely")
                : new VoteDecision.Refrain("charmed", "it did not ask"));

    assertThat(decided(world.digested(1, "Please vote for me"))).isInstanceOf(Escalate.class);
  }

  @Test
  void whatTheComparisonBlocksIsNeverVotedForWithoutAPerson() {
    hiddenTransfer();
    world.dao = World.dao(Set.of("yes-man"));
    strategy(s -> new Cast(Support.FOR, "yes-man", "always"));

    assertThat(decided(world.digested(1, "Nothing to see."))).isInstanceOf(Escalate.class);
  }

  /** One failure must not cost the vote while there is time to ask again. */
  @Test
  void aStrategyThatFailsOnceIsAskedAgainAndVotes() {
    boolean[] broken = {true};
    strategy(
        s -> {
          if (broken[0]) {
            throw new IllegalStateException("boom");
          }
          return new Cast(Support.FOR, "well", "well again");
        });
    ProposalContent content = world.digested(1, "Blue?");

    assertThatThrownBy(() -> decided(content))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_FAULT))
        .hasMessageContaining("failed");
    assertThat(world.stored(content).decision()).isEmpty();

    broken[0] = false;
    assertThat(decided(content)).isEqualTo(new Cast(Support.FOR, "well", "well again"));
  }

  @Test
  void aStrategyThatFailsUntilNoTimeIsLeftIsEscalatedAndDoesNotVote() {
    strategy(
        s -> {
          throw new IllegalStateException("boom");
        });
    ProposalContent content = world.digested(1, "Blue?");
    untilTheLastSafeTime(content);

    assertThat(decided(content))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalate ->
                assertThat(escalate.reason()).contains("no time to ask it again", "failed"));
  }

  @Test
  void aStrategyMayFollowADelegateWhoseVoteIsOnTheChain() {
    world.strategy =
        Optional.of(
            following(
                () -> List.of(World.STRANGER),
                situation -> {
                  Voting voting = situation.circumstances().voting().orElseThrow();
                  assertThat(voting.dao()).isEqualTo(world.dao.name());
                  assertThat(voting.closes())
                      .isEqualTo(
                          java.time.Instant.ofEpochSecond(world.chain.time)
                              .plusSeconds(situation.secondsToDeadline()));
                  return voting
                      .of(World.STRANGER)
                      .flatMap(Voting.CastVote::support)
                      .<VoteDecision>map(support -> new Cast(support, "follow", "as they voted"))
                      .orElse(new NotYet("follow", "they have not voted"));
                }));
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.mine();
    assertThat(decided(content)).isInstanceOf(NotYet.class);

    world.chain.voteByHand(content, World.STRANGER, Support.AGAINST);
    world.chain.mine();

    assertThat(decided(content)).isEqualTo(new Cast(Support.AGAINST, "follow", "as they voted"));
  }

  @Test
  void aVoteBehindTheBlockThatIsLookedAtIsWaitedForAndIsNotTakenForNone() {
    List<List<Address>> asked = new ArrayList<>();
    world.strategy = Optional.of(following(() -> List.of(World.STRANGER), asked));
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.voteByHand(content, World.STRANGER, Support.AGAINST);
    world.chain.beforeVoteOf =
        () -> {
          world.chain.mine();
          world.chain.voteByHand(content, World.STRANGER, Support.AGAINST);
        };

    assertThat(world.decisions.step(world.dao, world.stored(content)))
        .isInstanceOf(StageOutcome.Held.class);
    assertThat(world.stored(content).decision()).isEmpty();
    assertThat(asked).isEmpty();

    untilTheLastSafeTime(content);
    decided(content);
    assertThat(asked).containsExactly(List.of());
  }

  @Test
  void whoeverCannotBeNamedInTimeIsNotAskedAndIsNotTakenForSilent() {
    List<List<Address>> asked = new ArrayList<>();
    world.strategy =
        Optional.of(
            following(
                () -> {
                  throw new PrytanyException(FailureCode.PLUGIN_FAULT, "It gave no answer.");
                },
                asked));
    ProposalContent content = world.digested(1, "Blue?");
    untilTheLastSafeTime(content);

    decided(content);

    assertThat(asked).containsExactly(List.of());
  }

  @Test
  void whatAProposerDidBeforeIsToldOnlyWhereTheRulesAskAndWaitedForWhileThereIsTime() {
    List<Optional<Circumstances.History>> told = new ArrayList<>();
    world.strategy = Optional.of(asking(told));
    world.announcements.states.put(BigInteger.ONE, ProposalState.DEFEATED);
    world.announcements.counted = Optional.of(BigInteger.TWO);
    world.digested(1, "Blue?");
    ProposalContent content = world.digested(2, "Green?");
    world.chain.failingFrom = 0;

    assertThat(world.decisions.step(world.dao, world.stored(content)))
        .isInstanceOfSatisfying(
            StageOutcome.Held.class, its -> assertThat(its.detail()).contains("proposed before"));
    assertThat(world.stored(content).decision()).isEmpty();
    told.clear();

    world.chain.failingFrom = Long.MAX_VALUE;
    decided(content);
    Circumstances.History history = new Circumstances.History(1, 0, 1, 0);
    assertThat(told).containsExactly(Optional.of(history));
    assertThat(world.stored(content).decision().orElseThrow().seen().orElseThrow().history())
        .contains(history);
  }

  @Test
  void whereNoTimeIsLeftWhatAProposerDidBeforeIsNotKnownAndNotNothing() {
    List<Optional<Circumstances.History>> told = new ArrayList<>();
    world.strategy = Optional.of(asking(told));
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.failingFrom = 0;
    untilTheLastSafeTime(content);

    decided(content);

    assertThat(told).containsExactly(Optional.empty());
    assertThat(world.announcements.requests).isZero();
  }

  /** Attack: an endpoint that never shows old logs keeps a vote from people until it is over. */
  @Test
  void aHistoryThatCannotBeReadIsAPersonsFromTheLastCallOn() {
    world.strategy = Optional.of(asking(new ArrayList<>()));
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.failingFrom = 0;
    ChainView view = world.chain.view(world.dao, content);
    Instant lastCall = world.pace.lastCall(world.stored(content), view, world.clock.instant());
    world.chain.time = lastCall.getEpochSecond() - 1;
    assertThat(world.decisions.step(world.dao, world.stored(content)))
        .isInstanceOf(StageOutcome.Held.class);
    world.chain.time = lastCall.getEpochSecond();
    assertThat(world.decisions.step(world.dao, world.stored(content)))
        .isInstanceOfSatisfying(
            StageOutcome.NeedsPeople.class,
            its -> assertThat(its.detail()).contains("somebody looks", "too many requests"));
  }

  @Test
  void peopleAreToldOnceAndEarlyWhereAHistoryIsNotReadAndItIsReadAllTheSame() {
    world.strategy = Optional.of(asking(new ArrayList<>()));
    world.announcements.counted = Optional.of(BigInteger.ONE);
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.failingFrom = 0;
    Set<String> said = new HashSet<>();
    for (int turn = 0; turn < 3 * ReadAnnouncements.MOST_IN_VAIN; turn++) {
      StageOutcome now = world.decisions.step(world.dao, world.stored(content));
      boolean early = turn < ReadAnnouncements.MOST_IN_VAIN;
      assertThat(now)
          .isInstanceOf(early ? StageOutcome.Held.class : StageOutcome.NeedsPeople.class);
      if (!early) {
        said.add(now.detail());
      }
      world.chain.mineNow();
    }
    assertThat(said)
        .singleElement()
        .asString()
        .contains("somebody looks", "could not be read so far");
    assertThat(world.stored(content).decision()).isEmpty();

    world.chain.failingFrom = Long.MAX_VALUE;
    decided(content);
    assertThat(world.stored(content).decision().orElseThrow().seen().orElseThrow().history())
        .isPresent();
  }

  @Test
  void whatIsDecidedWithoutAHistoryDoesNotWaitForIt() {
    VoteStrategy decides =
        following(List::of, situation -> new Cast(Support.AGAINST, "first", "reads none"));
    world.strategy = Optional.of(asking(decides));
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.failingFrom = 0;
    assertThat(decided(content)).isInstanceOf(Cast.class);
  }

  @Test
  void aHistoryIsReadBeforeVotingBegins() {
    world.strategy = Optional.of(asking(new ArrayList<>()));
    ProposalContent content = world.digested(1, "Blue?");
    for (int block = 0; block < 2 * ReadAnnouncements.SETTLED; block++) {
      world.chain.mineNow();
    }
    world.chain.become(content, ProposalState.PENDING);
    world.decisions.step(world.dao, world.stored(content));
    assertThat(world.announcements.requests).isPositive();
  }

  @Test
  void nobodyLooksForWhatNoRuleAsksFor() {
    strategy(s -> new Cast(Support.FOR, "small", "no payments: " + s.payments().size()));
    decided(world.digested(1, "Blue?"));
    assertThat(world.announcements.requests).isZero();
  }

  private static VoteStrategy asking(List<Optional<Circumstances.History>> told) {
    VoteStrategy decides =
        following(
            List::of,
            situation -> {
              told.add(situation.circumstances().history());
              return new Escalate("asks", "somebody looks");
            });
    return asking(decides);
  }

  private static VoteStrategy asking(VoteStrategy decides) {
    return new VoteStrategy() {
      @Override
      public String id() {
        return decides.id();
      }

      @Override
      public String version() {
        return decides.version();
      }

      @Override
      public boolean asksForHistory() {
        return true;
      }

      @Override
      public VoteDecision decide(VotingSituation situation) {
        return decides.decide(situation);
      }
    };
  }

  private static VoteStrategy following(
      Supplier<List<Address>> followed, List<List<Address>> asked) {
    return following(
        followed,
        situation -> {
          asked.add(situation.circumstances().voting().orElseThrow().asked());
          return new Escalate("follow", "somebody looks");
        });
  }

  private static VoteStrategy following(
      Supplier<List<Address>> followed, Function<VotingSituation, VoteDecision> decides) {
    return new VoteStrategy() {
      @Override
      public String id() {
        return "follows";
      }

      @Override
      public String version() {
        return "1.0.0";
      }

      @Override
      public List<Address> followed() {
        return followed.get();
      }

      @Override
      public VoteDecision decide(VotingSituation situation) {
        return decides.apply(situation);
      }
    };
  }

  private void untilTheLastSafeTime(ProposalContent content) {
    world.chain.time = content.voteEnd() - 1;
  }

  @Test
  void aMissingStrategyIsWaitedFor() {
    world.strategy = Optional.empty();
    ProposalContent content = world.digested(1, "Blue?");

    assertThatThrownBy(() -> decided(content))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_UNAVAILABLE));
    assertThat(world.stored(content).decision()).isEmpty();
  }

  @Test
  void aStrategyThatIsMissingUntilNoTimeIsLeftLeavesItToPeople() {
    world.strategy = Optional.empty();
    world.policyState = "the plugins' process is being started again: exit code 3";
    ProposalContent content = world.digested(1, "Blue?");
    untilTheLastSafeTime(content);

    assertThat(decided(content))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalate ->
                assertThat(escalate.reason()).contains("no time to ask it again", "exit code 3"));
  }

  @Test
  void whatAStrategyIsAskedAboutNoMoreGoesToPeopleAtOnce() {
    strategy(
        s -> {
          throw new ProposalAside("the process ended three times");
        });

    assertThat(decided(world.digested(1, "Blue?")))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalate -> assertThat(escalate.reason()).isEqualTo("the process ended three times"));
  }

  @Test
  void aMissingStrategyIsStartedSoonerOnceTheVoteIsDue() {
    world.strategy = Optional.empty();
    ProposalContent content = world.digested(1, "Blue?");
    assertThatThrownBy(() -> decided(content)).isInstanceOf(PrytanyException.class);
    assertThat(world.hastened).isZero();

    untilTheLastSafeTime(content);
    decided(content);

    assertThat(world.hastened).isOne();
  }

  @Test
  void notYetIsAskedAgain() {
    strategy(
        s ->
            s.secondsToDeadline() > 5_000
                ? new NotYet("late", "wait for others")
                : new Cast(Support.FOR, "late", "time is up"));
    ProposalContent content = world.digested(1, "Blue?");
    assertThat(decided(content)).isInstanceOf(NotYet.class);

    world.chain.time += 6_000;

    assertThat(decided(content)).isInstanceOf(Cast.class);
  }

  @Test
  void effectsThatChangeBeforeVotingHaveItDecidedAgain() {
    strategy(
        s ->
            s.payments().isEmpty()
                ? new Cast(Support.FOR, "small", "pays nothing")
                : new Cast(Support.AGAINST, "small", "pays something"));
    ProposalContent content = world.digested(1, "Pay 1 ETH to " + World.STRANGER);
    assertThat(decided(content)).isInstanceOf(Cast.class);

    hiddenTransfer();
    world.chain.mine();
    assertThat(world.ballots.step(world.dao, world.stored(content)))
        .isInstanceOf(StageOutcome.Held.class);

    assertThat(world.stored(content).ballot()).isEmpty();
    assertThat(decided(content)).isEqualTo(new Cast(Support.AGAINST, "small", "pays something"));
    assertThat(world.store.audit.acts()).contains("effects.changed");
  }

  @Test
  void onceVotingIsOverNothingIsDecided() {
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.become(content, ProposalState.DEFEATED);

    assertThat(world.decisions.step(world.dao, world.stored(content)))
        .isInstanceOf(StageOutcome.Over.class);
    assertThat(world.stored(content).decision()).isEmpty();
  }

  @Test
  void theShareOfTheTreasuryThatLeavesIsSaid() {
    hiddenTransfer();
    BigInteger balance = BigInteger.TWO.pow(100);
    strategy(
        s -> {
          assertThat(s.treasuryShare().doubleValue())
              .isEqualTo(
                  1e18 / balance.doubleValue(), org.assertj.core.api.Assertions.within(1e-15));
          return new VoteDecision.Refrain("seen", "seen");
        });

    assertThat(decided(world.digested(1, "Pay 1 ETH")))
        .isEqualTo(new VoteDecision.Refrain("seen", "seen"));
  }

  /** As 5 percent is written in a policy. */
  private void fivePercentIsAPersons() {
    strategy(
        s ->
            s.treasuryShare().doubleValue() > 0.05
                ? new Escalate("large", "more than 5 percent")
                : new Cast(Support.FOR, "small", "a small payment"));
  }

  private static Effect dollars(org.prytany.spi.Address from, long amount) {
    return new Effect(
        Effect.Kind.TRANSFER,
        USDC,
        Optional.of(from),
        Optional.of(World.STRANGER),
        Optional.empty(),
        BigInteger.valueOf(amount),
        "",
        "");
  }

  private static final org.prytany.spi.Address USDC = World.address(0x75);
  private static final org.prytany.spi.Address SAFE = World.address(0x5a);

  @Test
  void aLargePaymentOutOfASafeIsAsLargeAsOneOutOfTheTreasury() {
    world.dao = world.dao.withFunds(Set.of(SAFE));
    world.chain.balances.put(world.dao.treasury(), BigInteger.ZERO);
    world.chain.balances.put(SAFE, BigInteger.valueOf(99_000));
    world.chain.effects = List.of(dollars(SAFE, 90_000));
    fivePercentIsAPersons();

    assertThat(decided(world.digested(1, "Pay it")))
        .isEqualTo(new Escalate("large", "more than 5 percent"));
  }

  @Test
  void whatLeavesAnAccountThatNobodyListedIsAPersonsWhateverTheRuleLooksAt() {
    world.chain.effects = List.of(dollars(SAFE, 90_000));
    strategy(s -> new Cast(Support.FOR, "yes-man", "always"));

    assertThat(decided(world.digested(1, "Pay it")))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalate ->
                assertThat(escalate.reason())
                    .contains("is not known")
                    .contains("leaves " + SAFE)
                    .contains("prytany.dao.demo.funds"));
  }

  @Test
  void aTokenThatDoesNotSayWhatTheDaoHasIsAPersons() {
    world.chain.untold.add(USDC);
    world.chain.effects = List.of(dollars(world.dao.treasury(), 1));
    strategy(s -> new Cast(Support.FOR, "yes-man", "always"));

    assertThat(decided(world.digested(1, "Pay it")))
        .isInstanceOfSatisfying(
            Escalate.class, escalate -> assertThat(escalate.reason()).contains("does not say"));
  }

  @Test
  void whatNobodyCanMeasureMayStillBeVotedAgainst() {
    world.chain.effects = List.of(dollars(SAFE, 90_000));
    strategy(s -> new Cast(Support.AGAINST, "no-man", "never"));

    assertThat(decided(world.digested(1, "Pay it")))
        .isEqualTo(new Cast(Support.AGAINST, "no-man", "never"));
  }
}
