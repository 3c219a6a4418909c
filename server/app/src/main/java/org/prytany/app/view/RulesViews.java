package org.prytany.app.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;

/** Puts rules and what they decided together. It does not change once it is made. */
public final class RulesViews {

  private static final Comparator<RuleView.VoteView> NEWEST_FIRST =
      Comparator.comparing(RuleView.VoteView::decidedAt)
          .reversed()
          .thenComparing(RuleView.VoteView::proposalId);

  private final Map<String, List<RuleView.VoteView>> votes = new TreeMap<>();

  /** What was decided on each proposal, newest first; proposals are read one by one. */
  public static RulesViews of(List<Dao> daos, Function<Dao, Stream<Proposal>> proposals) {
    RulesViews views = new RulesViews();
    for (Dao dao : daos) {
      try (Stream<Proposal> all = proposals.apply(dao)) {
        all.forEach(proposal -> views.note(dao, proposal));
      }
    }
    views.votes.values().forEach(list -> list.sort(NEWEST_FIRST));
    return views;
  }

  private RulesViews() {}

  private void note(Dao dao, Proposal proposal) {
    Optional<DecisionView> decided = proposal.decision().map(ActViews::decision);
    if (decided.isEmpty()) {
      return;
    }
    DecisionView decision = decided.get();
    Optional<ActView> ballot = proposal.ballot().map(ActViews::act);
    votes
        .computeIfAbsent(decision.rule(), name -> new ArrayList<>())
        .add(
            new RuleView.VoteView(
                dao.id(),
                proposal.key().proposalId().toString(),
                ProposalViews.headline(proposal),
                decision.kind(),
                decision.support(),
                decision.shares(),
                decision.reason(),
                decision.plugin(),
                decision.votingPower(),
                decision.decidedAt(),
                ballot.map(ActView::status),
                ballot.flatMap(ActView::transactionHash)));
  }

  /**
   * @param strategy the one in force; empty where none runs
   */
  public RulesView under(Optional<VoteStrategy> strategy) {
    Map<String, List<RuleView.VoteView>> left = new TreeMap<>(votes);
    List<RuleView> rules =
        strategy.map(VoteStrategy::rules).orElse(List.of()).stream()
            .map(rule -> view(rule, Optional.ofNullable(left.remove(rule.name()))))
            .toList();
    return new RulesView(
        strategy.map(its -> its.id() + " " + its.version()),
        strategy.flatMap(VoteStrategy::changed).map(ChangedPolicyView::of),
        rules,
        left.entrySet().stream().map(RulesViews::other).toList());
  }

  private static RuleView other(Map.Entry<String, List<RuleView.VoteView>> decided) {
    return new RuleView(
        decided.getKey(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        false,
        decided.getValue());
  }

  private static RuleView view(VoteRule rule, Optional<List<RuleView.VoteView>> votes) {
    return new RuleView(
        rule.name(),
        Optional.of(rule.written()),
        Optional.of(rule.condition()),
        Optional.of(rule.outcome()),
        Optional.of(rule.reason()),
        rule.usesText(),
        rule.caps(),
        rule.bounded(),
        votes.orElse(List.of()));
  }
}
