package org.prytany.store.body;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;
import org.prytany.spi.Token;

/**
 * Decoded calls, simulated effects and facts of the chain. Documents stored before these were asked
 * have no facts, previous values, manners, knowledge, chains, publishers' words and state differences.
 */
public record EffectsBody(
    String contentHash,
    List<ActionBody> actions,
    boolean succeeded,
    @Nullable String revertReason,
    List<EffectBody> effects,
    String effectsHash,
    long block,
    String method,
    @Nullable FactsBody facts,
    @Nullable DifferenceBody difference) {

  static EffectsBody of(EffectsReport report) {
    SimulatedEffects simulated = report.effects();
    return new EffectsBody(
        report.contentHash(),
        report.actions().stream().map(ActionBody::of).toList(),
        simulated.succeeded(),
        simulated.revertReason().orElse(null),
        simulated.effects().stream().map(EffectBody::of).toList(),
        simulated.effectsHash(),
        simulated.block(),
        simulated.method(),
        report.facts().equals(ChainFacts.NONE) ? null : FactsBody.of(report.facts()),
        simulated.difference().equals(StateDifference.NOT_ASKED)
            ? null
            : DifferenceBody.of(simulated.difference()));
  }

  EffectsReport toDomain() {
    return new EffectsReport(
        contentHash,
        actions.stream().map(ActionBody::toDomain).toList(),
        new SimulatedEffects(
            succeeded,
            Optional.ofNullable(revertReason),
            effects.stream().map(EffectBody::toDomain).toList(),
            effectsHash,
            block,
            method,
            difference == null ? StateDifference.NOT_ASKED : difference.toDomain()),
        facts == null ? ChainFacts.NONE : facts.toDomain());
  }

  /** One decoded call; the value is decimal wei. */
  public record ActionBody(
      int index,
      String target,
      String valueWei,
      String calldata,
      @Nullable String function,
      List<ArgumentBody> arguments,
      String line,
      List<ActionBody> nested,
      @Nullable String manner,
      @Nullable String knowledge,
      @Nullable String chain,
      @Nullable String publisher) {

    static ActionBody of(DecodedAction action) {
      return new ActionBody(
          action.index(),
          action.target().hex(),
          action.valueWei().toString(),
          action.calldata(),
          action.function().orElse(null),
          action.arguments().stream()
              .map(argument -> new ArgumentBody(argument.name(), argument.type(), argument.value()))
              .toList(),
          action.line(),
          action.nested().stream().map(ActionBody::of).toList(),
          action.manner() == DecodedAction.Manner.CALL ? null : action.manner().name(),
          action.knowledge().orElse(null),
          action.chain().isEmpty() ? null : action.chain(),
          action.publisher().orElse(null));
    }

    DecodedAction toDomain() {
      return new DecodedAction(
          index,
          new Address(target),
          new BigInteger(valueWei),
          calldata,
          Optional.ofNullable(function),
          arguments.stream()
              .map(argument -> new Argument(argument.name(), argument.type(), argument.value()))
              .toList(),
          line,
          nested.stream().map(ActionBody::toDomain).toList(),
          manner == null ? DecodedAction.Manner.CALL : DecodedAction.Manner.valueOf(manner),
          Optional.ofNullable(knowledge),
          chain == null ? "" : chain,
          Optional.ofNullable(publisher));
    }
  }

  /** One decoded argument. */
  public record ArgumentBody(String name, String type, String value) {}

  /** One net change; the amount is decimal, in base units. */
  public record EffectBody(
      String kind,
      String contract,
      @Nullable String from,
      @Nullable String to,
      @Nullable TokenBody token,
      String amount,
      String subject,
      String value,
      @Nullable String previous,
      @Nullable String chain) {

    static EffectBody of(Effect effect) {
      return new EffectBody(
          effect.kind().name(),
          effect.contract().hex(),
          effect.from().map(Address::hex).orElse(null),
          effect.to().map(Address::hex).orElse(null),
          effect.token().map(TokenBody::of).orElse(null),
          effect.amount().toString(),
          effect.subject(),
          effect.value(),
          effect.previous().isEmpty() ? null : effect.previous(),
          effect.chain().isEmpty() ? null : effect.chain());
    }

    Effect toDomain() {
      return new Effect(
          Effect.Kind.valueOf(kind),
          new Address(contract),
          Optional.ofNullable(from).map(Address::new),
          Optional.ofNullable(to).map(Address::new),
          Optional.ofNullable(token).map(TokenBody::toDomain),
          new BigInteger(amount),
          subject,
          value,
          previous == null ? "" : previous,
          chain == null ? "" : chain);
    }
  }

  /** An asset. */
  public record TokenBody(
      @Nullable String contract, @Nullable String symbol, @Nullable Integer decimals) {

    static TokenBody of(Token token) {
      return new TokenBody(
          token.contract().map(Address::hex).orElse(null),
          token.symbol().orElse(null),
          token.decimals().isPresent() ? token.decimals().getAsInt() : null);
    }

    Token toDomain() {
      return new Token(
          Optional.ofNullable(contract).map(Address::new),
          Optional.ofNullable(symbol),
          decimals == null ? OptionalInt.empty() : OptionalInt.of(decimals));
    }
  }

  /** What unknown calls write and no effect explains. */
  public record DifferenceBody(String answer, String why, List<UnreadBody> unread) {

    static DifferenceBody of(StateDifference difference) {
      return new DifferenceBody(
          difference.answer().name(),
          difference.why(),
          difference.unread().stream()
              .map(
                  unread ->
                      new UnreadBody(unread.account().hex(), unread.values(), unread.further()))
              .toList());
    }

    StateDifference toDomain() {
      return new StateDifference(
          StateDifference.Answer.valueOf(answer),
          why,
          unread.stream()
              .map(
                  body ->
                      new StateDifference.Unread(
                          new Address(body.account()), body.values(), body.further()))
              .toList());
    }
  }

  /** What of one account nobody can read. */
  public record UnreadBody(String account, int values, List<String> further) {}

  /** What the chain says of accounts, and what the treasury holds: decimal base units by asset. */
  public record FactsBody(List<AccountBody> accounts, Map<String, String> holdings) {

    static FactsBody of(ChainFacts facts) {
      Map<String, String> holdings = new TreeMap<>();
      facts.holdings().forEach((asset, held) -> holdings.put(asset.hex(), held.toString()));
      return new FactsBody(facts.accounts().stream().map(AccountBody::of).toList(), holdings);
    }

    ChainFacts toDomain() {
      Map<Address, BigInteger> held = new HashMap<>();
      holdings.forEach((asset, amount) -> held.put(new Address(asset), new BigInteger(amount)));
      return new ChainFacts(accounts.stream().map(AccountBody::toDomain).toList(), held);
    }
  }

  /** What the chain says of one account. */
  public record AccountBody(
      String account,
      String code,
      String used,
      String paidBefore,
      String recent,
      String knownInterface) {

    static AccountBody of(ChainFacts.AccountFacts facts) {
      return new AccountBody(
          facts.account().hex(),
          facts.code().name(),
          facts.used().name(),
          facts.paidBefore().name(),
          facts.recent().name(),
          facts.knownInterface().name());
    }

    ChainFacts.AccountFacts toDomain() {
      return new ChainFacts.AccountFacts(
          new Address(account),
          ChainFacts.Answer.valueOf(code),
          ChainFacts.Answer.valueOf(used),
          ChainFacts.Answer.valueOf(paidBefore),
          ChainFacts.Answer.valueOf(recent),
          ChainFacts.Answer.valueOf(knownInterface));
    }
  }
}
