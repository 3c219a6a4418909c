package org.prytany.app.view;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.governance.ask.AskShown;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.Token;

/** Digests, claims, calls, effects and findings as the API shows them. */
public final class TextViews {

  private TextViews() {}

  /**
   * @param quoted whether a line stands beside it that quotes the text: it has no calls
   */
  public static DigestView digest(
      Digested digested, String description, String contentHash, boolean quoted) {
    return digest(
        digested,
        description,
        quoted,
        digested.contentHash().equals(contentHash)
            ? Optional.empty()
            : Optional.of("The proposal's content is another one."));
  }

  /**
   * @param quoted whether a line stands beside it that quotes the text
   * @param stale why it is not what would be made or said now
   */
  public static DigestView digest(
      Digested digested, String description, boolean quoted, Optional<String> stale) {
    TextDigest digest = digested.digest();
    String[] model = digested.model().split(" ", 2);
    return new DigestView(
        digest.headline(),
        sentences(digest.sentences(), description),
        sentences(quoted ? AskShown.of(digest, digested.asked()) : digest.sentences(), description),
        quoted ? digested.asked().passages().stream().map(TextViews::place).toList() : List.of(),
        claims(digest.claims(), description),
        NoteWording.of(digest),
        digested.contentHash(),
        digested.hash(),
        stale.isPresent(),
        stale,
        digested.plugin(),
        digest.algorithm(),
        model[0],
        model.length > 1 ? model[1] : "",
        Stream.concat(Stream.of(digested.model()), digested.pluginModels().stream())
            .map(TextViews::model)
            .toList(),
        digested.runtime(),
        digested.device(),
        digested.madeAt().toString(),
        digested.millis());
  }

  private static DigestView.Model model(String used) {
    int blank = used.lastIndexOf(' ');
    return new DigestView.Model(used.substring(0, Math.max(0, blank)), used.substring(blank + 1));
  }

  private static DigestView.Place place(Asked.Passage passage) {
    return new DigestView.Place(passage.words(), passage.span().start(), passage.span().end());
  }

  private static List<DigestView.Sentence> sentences(
      List<TextDigest.Sentence> sentences, String description) {
    return sentences.stream()
        .map(
            sentence ->
                new DigestView.Sentence(
                    sentence.text(),
                    sentence.span().start(),
                    sentence.span().end(),
                    ListMark.of(sentence, description),
                    sentence.repaired(),
                    sentence.pieces().stream().map(TextViews::piece).toList()))
        .toList();
  }

  private static DigestView.Piece piece(TextDigest.Piece piece) {
    return new DigestView.Piece(
        piece.text(), piece.span().start(), piece.span().end(), piece.inserted());
  }

  /** Claims with the words they were read from. */
  public static List<ClaimView> claims(List<Claim> claims, String description) {
    return claims.stream().map(claim -> claim(claim, description)).toList();
  }

  private static ClaimView claim(Claim claim, String description) {
    return switch (claim) {
      case Claim.Payment payment ->
          new ClaimParts("payment", payment.span(), description)
              .view(
                  Optional.of(payment.amount().toPlainString()),
                  Optional.of(payment.symbol()),
                  Checksummed.of(payment.recipient()),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty());
      case Claim.MentionedAddress mentioned ->
          new ClaimParts("address", mentioned.span(), description)
              .view(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(Checksummed.of(mentioned.address())));
      case Claim.Parameter parameter ->
          new ClaimParts("parameter", parameter.span(), description)
              .view(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(parameter.name()),
                  Optional.of(parameter.value()),
                  Optional.empty());
      case Claim.Authority authority ->
          new ClaimParts("authority", authority.span(), description)
              .view(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(lower(authority.kind())),
                  Optional.empty(),
                  Checksummed.of(authority.account()));
      case Claim.Stream stream ->
          new ClaimParts("stream", stream.span(), description)
              .view(
                  Optional.of(stream.amount().toPlainString()),
                  Optional.of(stream.symbol()),
                  Checksummed.of(stream.recipient()),
                  Optional.of(lower(stream.per())),
                  stream.times().isPresent()
                      ? Optional.of(Integer.toString(stream.times().getAsInt()))
                      : Optional.empty(),
                  Optional.empty());
      case Claim.Term term ->
          new ClaimParts("term", term.span(), description)
              .view(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(lower(term.unit())),
                  Optional.of(term.count().toPlainString()),
                  Optional.empty());
      case Claim.Day day ->
          new ClaimParts("day", day.span(), description)
              .view(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(day.date().toString()),
                  Optional.empty());
    };
  }

  private record ClaimParts(String kind, Span span, String description) {

    ClaimView view(
        Optional<String> amount,
        Optional<String> symbol,
        Optional<String> recipient,
        Optional<String> name,
        Optional<String> value,
        Optional<String> account) {
      String text = span.end() <= description.length() ? span.of(description) : "";
      return new ClaimView(
          kind, text, span.start(), span.end(), amount, symbol, recipient, name, value, account);
    }
  }

  public static EffectsView effects(EffectsReport report, Dao dao) {
    return new EffectsView(
        actions(report.actions(), AddressBook.of(dao)),
        report.effects().succeeded(),
        report.effects().revertReason(),
        effectList(report.effects().effects(), AddressBook.of(dao)),
        report.effects().effectsHash(),
        report.effects().block(),
        report.effects().method(),
        accounts(report.facts(), AddressBook.of(dao)),
        holdings(report.facts()));
  }

  /** What the chain says of accounts. */
  public static List<AccountView> accounts(ChainFacts facts, Map<Address, String> labels) {
    return facts.accounts().stream()
        .map(
            account ->
                new AccountView(
                    Checksummed.of(account.account()),
                    Optional.ofNullable(labels.get(account.account())),
                    lower(account.code()),
                    lower(account.used()),
                    lower(account.paidBefore()),
                    lower(account.recent()),
                    lower(account.knownInterface())))
        .toList();
  }

  /** What the DAO's accounts had of each asset that leaves one of them. */
  public static List<HoldingView> holdings(ChainFacts facts) {
    return facts.holdings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(held -> new HoldingView(Checksummed.of(held.getKey()), held.getValue().toString()))
        .toList();
  }

  public static List<EffectView> effectList(List<Effect> effects, Map<Address, String> labels) {
    EffectWording wording = new EffectWording(labels);
    return effects.stream()
        .map(
            effect ->
                new EffectView(
                    effect.kind().name(),
                    Checksummed.of(effect.contract()),
                    Checksummed.of(effect.from()),
                    Checksummed.of(effect.to()),
                    effect.token().flatMap(Token::symbol),
                    effect.token().flatMap(TextViews::decimals),
                    effect.token().flatMap(Token::contract).map(Checksummed::of),
                    effect.amount().toString(),
                    effect.subject(),
                    effect.value(),
                    effect.previous(),
                    wording.line(FlatEffects.read(effect)),
                    Optional.of(effect.chain()).filter(chain -> !chain.isEmpty())))
        .toList();
  }

  /** An amount of a token with its unit. */
  public static String amount(Token token, BigInteger amount) {
    Optional<Token> known = Optional.of(token);
    return EffectWording.amount(
        known, amount, EffectWording.asset(known, token.contract().orElse(Address.ZERO)));
  }

  /** Decimal places of one whole unit. */
  static Optional<Integer> decimals(Token token) {
    return token.decimals().isPresent()
        ? Optional.of(token.decimals().getAsInt())
        : Optional.empty();
  }

  public static List<ActionView> actions(List<DecodedAction> actions, Map<Address, String> labels) {
    return actions.stream().map(action -> action(action, labels)).toList();
  }

  private static ActionView action(DecodedAction action, Map<Address, String> labels) {
    return new ActionView(
        action.index(),
        Checksummed.of(action.target()),
        Optional.ofNullable(labels.get(action.target())),
        action.valueWei().toString(),
        action.function(),
        action.selector(),
        action.calldata(),
        action.arguments().stream()
            .map(
                argument ->
                    new ActionView.ArgumentView(argument.name(), argument.type(), argument.value()))
            .toList(),
        action.line(),
        action.nested().stream().map(nested -> action(nested, labels)).toList(),
        lower(action.manner()),
        action.knowledge(),
        Optional.of(action.chain()).filter(chain -> !chain.isEmpty()),
        action.publisher());
  }

  public static FindingView finding(Finding finding) {
    return new FindingView(
        finding.code(),
        finding.severity().name(),
        Checksummed.in(finding.text()),
        FindingCode.named(finding.code()).map(code -> code.next().replace("`", "")).orElse(""),
        finding.span().map(Span::start),
        finding.span().map(Span::end),
        finding.action());
  }

  /** An enum's name in lower case. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** An enum's name in lower case with dashes. */
  static String dashed(Enum<?> value) {
    return lower(value).replace('_', '-');
  }
}
