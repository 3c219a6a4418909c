package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.prytany.app.view.SituationView.CallView;
import org.prytany.app.view.SituationView.ChangeView;
import org.prytany.app.view.SituationView.HouseView;
import org.prytany.app.view.SituationView.LeavingView;
import org.prytany.app.view.SituationView.ParameterView;
import org.prytany.app.view.SituationView.PaymentView;
import org.prytany.app.view.SituationView.ProposerView;
import org.prytany.app.view.SituationView.TextView;
import org.prytany.app.view.SituationView.TokenView;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.Recalled;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;
import org.prytany.spi.VotingSituation;

/** Situations as the API tells them. */
public final class SituationViews {

  private SituationViews() {}

  public static SituationView of(Dao dao, Proposal proposal, Recalled recalled) {
    VotingSituation situation = recalled.situation();
    ProposalKey key = proposal.key();
    return new SituationView(
        dao.id(),
        key.proposalId().toString(),
        ProposalViews.headline(proposal),
        key.chainId(),
        Checksummed.of(key.governor()),
        Checksummed.of(proposal.content().proposer()),
        proposal.content().contentHash(),
        recalled.decided() ? "decided" : "opening",
        situation.block(),
        known(recalled, Recalled.Part.SECONDS_TO_DEADLINE, situation.secondsToDeadline()),
        known(recalled, Recalled.Part.VOTING_POWER, situation.votingPower().toString()),
        situation.payments().stream().map(SituationViews::payment).toList(),
        known(recalled, Recalled.Part.TREASURY_SHARE, situation.treasuryShare().toPlainString()),
        situation.movesAuthority(),
        situation.parameters().stream()
            .map(set -> new ParameterView(Checksummed.of(set.contract()), set.name(), set.value()))
            .toList(),
        situation.simulationSucceeded(),
        situation.supports().stream().map(TextViews::lower).sorted().toList(),
        situation.circumstances().inParts(),
        situation.proposal().actions().stream().map(SituationViews::call).toList(),
        situation.proposal().effects().map(SimulatedEffects::effects).orElse(List.of()).stream()
            .map(SituationViews::change)
            .toList(),
        situation
            .circumstances()
            .leaving()
            .map(
                all ->
                    all.stream()
                        .map(
                            each ->
                                new LeavingView(
                                    each.token().map(Checksummed::of),
                                    each.amount().toString(),
                                    each.held().toString()))
                        .toList()),
        situation
            .circumstances()
            .tally()
            .map(
                tally ->
                    new TreeMap<>(
                        Map.of(
                            "for", tally.forVotes().toString(),
                            "against", tally.againstVotes().toString(),
                            "abstain", tally.abstainVotes().toString()))),
        situation.circumstances().quorum().map(Object::toString),
        situation
            .circumstances()
            .history()
            .map(
                history ->
                    new ProposerView(
                        history.proposed(),
                        history.executed(),
                        history.defeated(),
                        history.canceled())),
        situation
            .text()
            .map(
                text ->
                    new TextView(
                        text.contradicted(),
                        text.unmentioned(),
                        text.blocked(),
                        text.title(),
                        text.verdict(),
                        text.findings())),
        new HouseView(
            recalled.unmeasured(),
            recalled.stop(),
            dao.textRules().stream().sorted().toList(),
            recalled.agreement().map(its -> its.kind().name()),
            recalled.agreement().map(Agreement::why)),
        proposal.decision().map(ActViews::decision));
  }

  private static <T> Optional<T> known(Recalled recalled, Recalled.Part part, T value) {
    return recalled.unknown().contains(part) ? Optional.empty() : Optional.of(value);
  }

  private static PaymentView payment(VotingSituation.Payment payment) {
    return new PaymentView(
        token(payment.token()),
        payment.amount().toPlainString(),
        payment.baseUnits().toString(),
        Checksummed.of(payment.recipient()));
  }

  private static TokenView token(Token token) {
    OptionalInt decimals = token.decimals();
    return new TokenView(
        token.contract().map(Checksummed::of),
        token.symbol(),
        decimals.isPresent() ? Optional.of(decimals.getAsInt()) : Optional.empty());
  }

  private static CallView call(DecodedAction action) {
    return new CallView(
        Checksummed.of(action.target()),
        action.function(),
        action.selector(),
        action.valueWei().toString(),
        action.nested().stream().map(SituationViews::call).toList());
  }

  private static ChangeView change(Effect effect) {
    return new ChangeView(
        TextViews.lower(effect.kind()),
        Checksummed.of(effect.contract()),
        effect.from().map(Checksummed::of),
        effect.to().map(Checksummed::of),
        effect.token().map(SituationViews::token),
        effect.amount().toString(),
        effect.subject(),
        effect.value());
  }
}
