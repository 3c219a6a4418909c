package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.reading.MentionedAddresses;
import org.prytany.governance.reading.ShownText;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.Reading;
import org.prytany.reading.claims.Doubt;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.Span;

/** One comparison under way: what is compared, and what was found so far. */
final class Comparison {

  private static final int MOST_ALIKE = 5;

  private final Dao dao;
  private final ProposalContent content;
  private final String text;
  private final ShownText shown;
  private final List<Claim> claims;
  private final boolean foreign;
  private final List<Doubt> doubts;
  private final EffectsReport report;
  private final MentionedAddresses mentioned;
  private final Set<Address> infrastructure = new HashSet<>();
  private final Set<Address> known = new LinkedHashSet<>();
  private Optional<LookAlikes> lookAlikes = Optional.empty();
  private Optional<HandedOver> handedOver = Optional.empty();
  private final Set<Address> trusted = new LinkedHashSet<>();
  private final boolean[] unfounded;
  private final boolean[] claimMatched;
  private final TextLines lines;
  private final List<Verdict.Match> matches = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Comparison(Dao dao, ProposalContent content, Reading said, EffectsReport report) {
    List<Claim> claims = said.statements();
    this.foreign = said.foreign();
    this.doubts = said.doubts();
    this.dao = dao;
    this.content = content;
    this.shown = new ShownText(content.description());
    this.text = shown.text();
    this.claims = claims;
    this.report = report;
    this.mentioned = new MentionedAddresses(text, dao.labels());
    this.lines = new TextLines(text);
    this.unfounded = new boolean[claims.size()];
    this.claimMatched = new boolean[claims.size()];
    infrastructure.add(dao.governor());
    infrastructure.add(dao.treasury());
    // Authors sign their texts.
    infrastructure.add(content.proposer());
    for (Effect effect : effects()) {
      infrastructure.add(effect.contract());
      if (effect.kind() == Effect.Kind.UPGRADE && effect.to().isPresent()) {
        // Code is put in place, and is nobody who could be paid.
        infrastructure.add(effect.to().get());
      }
    }
    addTargets(report.actions());
    // Who is paid or gets power is never mere infrastructure, though it may also be called.
    for (Effect effect : effects()) {
      if (effect.to().isPresent()
          && effect.kind() != Effect.Kind.UPGRADE
          && !effect.to().get().equals(dao.treasury())) {
        infrastructure.remove(effect.to().get());
      }
    }
    trusted.addAll(dao.labels().keySet());
    trusted.add(dao.governor());
    trusted.add(dao.treasury());
    trusted.addAll(dao.treasurers());
    dao.voter().ifPresent(trusted::add);
    dao.executor().ifPresent(trusted::add);
    known.addAll(trusted);
    known.addAll(mentioned.whole());
  }

  /**
   * Who is called and changes is in the effects already; a call that changes nothing must not turn
   * a payee whom the text names into a mere contract.
   */
  private void addTargets(List<DecodedAction> actions) {
    for (DecodedAction action : actions) {
      if (!action.nested().isEmpty()) {
        infrastructure.add(action.target());
      }
      addTargets(action.nested());
    }
  }

  Dao dao() {
    return dao;
  }

  /** Whether the text is in a language of which the words are not read. */
  boolean isForeign() {
    return foreign;
  }

  /** Where the text does not say, or takes back, what it seems to say, or is not read. */
  List<Span> doubted(Doubt.Kind kind) {
    return doubts.stream().filter(doubt -> doubt.kind() == kind).map(Doubt::span).toList();
  }

  /** What pages show of the text, each character at its offset. */
  String text() {
    return text;
  }

  /** What pages show of the text, and what they do not. */
  ShownText shown() {
    return shown;
  }

  /** The text as it was proposed. */
  String raw() {
    return content.description();
  }

  ProposalContent content() {
    return content;
  }

  /** Whether the operator has a name for the account, or the treasury has paid it before. */
  boolean knows(Address account) {
    return dao.labels().containsKey(account)
        || facts().accounts().stream()
            .anyMatch(
                facts ->
                    facts.account().equals(account) && facts.paidBefore() == ChainFacts.Answer.YES);
  }

  boolean isOwn(Address account) {
    return account.equals(dao.treasury()) || account.equals(dao.governor());
  }

  /** Whether a piece of the text has the account's address or label. */
  boolean names(String piece, Address account) {
    return new MentionedAddresses(piece, dao.labels()).reference(account, Set.of())
        == MentionedAddresses.Reference.NAMED;
  }

  /** Whether one line or one list of the text names both accounts. */
  boolean standTogether(Address one, Address other) {
    Set<Integer> places = new HashSet<>();
    for (Address account : List.of(one, other)) {
      Set<Integer> here = new HashSet<>();
      for (int line = 0; line < lines.count(); line++) {
        if (lines.line(line).toLowerCase(Locale.ROOT).contains(account.hex())) {
          here.add(line);
          // Lists count below zero, so that they are no lines.
          here.add(lines.block(line) >= 0 ? -1 - lines.block(line) : line);
        }
      }
      if (account.equals(other)) {
        places.retainAll(here);
      } else {
        places.addAll(here);
      }
    }
    return !places.isEmpty();
  }

  /** Whether a contract is called with the account as an argument. */
  boolean asks(Address contract, Address account) {
    return asks(actions(), contract, account);
  }

  private static boolean asks(List<DecodedAction> actions, Address contract, Address account) {
    return actions.stream()
        .anyMatch(
            action ->
                asks(action.nested(), contract, account)
                    || (action.target().equals(contract)
                        && action.arguments().stream()
                            .anyMatch(
                                argument -> argument.value().equalsIgnoreCase(account.hex()))));
  }

  /** The line in which a claim begins. */
  String lineOf(int claim) {
    return lines.line(lines.at(claims.get(claim).span().start()));
  }

  ChainFacts facts() {
    return report.facts();
  }

  /** How the effects were found, as the simulation says. */
  String method() {
    return report.effects().method();
  }

  boolean moves() {
    return effects().stream().anyMatch(effect -> effect.kind().movesValueOrAuthority());
  }

  TextLines lines() {
    return lines;
  }

  /** What of calls' arguments the text has. */
  HandedOver handedOver() {
    if (handedOver.isEmpty()) {
      handedOver = Optional.of(new HandedOver(this));
    }
    return handedOver.get();
  }

  List<Effect> effects() {
    return report.effects().effects();
  }

  List<DecodedAction> actions() {
    return report.actions();
  }

  List<Claim> claims() {
    return claims;
  }

  /** A claim that the text does not bear out counts for nothing. */
  void dropUnfounded(int claim) {
    unfounded[claim] = true;
  }

  boolean counts(int claim) {
    return !unfounded[claim];
  }

  boolean isMatched(int claim) {
    return claimMatched[claim];
  }

  MentionedAddresses.Reference reference(Address account) {
    return mentioned.reference(account, infrastructure);
  }

  /**
   * Somebody whom the operator, the DAO or the text knows and whom the account resembles. That the
   * text has the account too is no excuse: who was poisoned copied it there. Only of two that the
   * text alone knows, the one that the treasury paid before is not the suspect.
   */
  Optional<Address> lookAlike(Address account) {
    if (trusted.contains(account)) {
      return Optional.empty();
    }
    if (lookAlikes.isEmpty()) {
      lookAlikes = Optional.of(new LookAlikes(known));
    }
    return lookAlikes.get().of(account, other -> trusted.contains(other) || !knows(account));
  }

  /** Whether a finding of that code already speaks of an account. */
  boolean isSaid(FindingCode code, Address account) {
    return findings.stream()
        .anyMatch(
            finding ->
                finding.code().equals(code.name())
                    && finding.text().toLowerCase(Locale.ROOT).contains(account.hex()));
  }

  /** Whether the text has addresses of others that no reader takes for payees. */
  boolean namesInPassing() {
    return mentioned.names(infrastructure);
  }

  /** Whether the text names an address that the proposal neither calls, pays nor hands over. */
  boolean namesUncalled() {
    return mentioned.names(called());
  }

  /** Whether the proposal calls, pays or hands something to an account, or takes from it. */
  boolean isCalled(Address account) {
    return called().contains(account);
  }

  private Set<Address> called() {
    Set<Address> called = new HashSet<>(infrastructure);
    for (Effect effect : effects()) {
      effect.to().ifPresent(called::add);
      effect.from().ifPresent(called::add);
    }
    addArguments(actions(), called);
    return called;
  }

  private static void addArguments(List<DecodedAction> actions, Set<Address> called) {
    for (DecodedAction action : actions) {
      for (var argument : action.arguments()) {
        if (argument.value().matches("0x[0-9a-fA-F]{40}")) {
          called.add(new Address(argument.value()));
        }
      }
      addArguments(action.nested(), called);
    }
  }

  /** The address with the operator's name for it, if there is one. */
  String name(Address account) {
    String label = dao.labels().get(account);
    return label == null ? account.hex() : account.hex() + " (" + label + ")";
  }

  boolean textHas(String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }

  void match(int claim, int effect, Verdict.Status status, String why) {
    matches.add(new Verdict.Match(claim, effect, status, why));
    if (claim >= 0 && status == Verdict.Status.CONSISTENT) {
      claimMatched[claim] = true;
    }
  }

  /** What was matched so far, in the order in which it was found. */
  List<Verdict.Match> matches() {
    return List.copyOf(matches);
  }

  /** Gives a status to every effect and every claim about effects that has none so far. */
  void completeStatuses() {
    boolean[] effectHas = new boolean[effects().size()];
    boolean[] claimHas = new boolean[claims.size()];
    for (Verdict.Match match : matches) {
      if (match.effect() >= 0) {
        effectHas[match.effect()] = true;
      }
      if (match.claim() >= 0) {
        claimHas[match.claim()] = true;
      }
    }
    for (int i = 0; i < effectHas.length; i++) {
      if (!effectHas[i]) {
        match(-1, i, Verdict.Status.CONSISTENT, "It takes nothing from the treasury.");
      }
    }
    for (int c = 0; c < claimHas.length; c++) {
      if (!claimHas[c] && counts(c)) {
        switch (claims.get(c)) {
          case Claim.Payment payment ->
              match(c, -1, Verdict.Status.CONSISTENT, "Says again: " + quote(c) + ".");
          case Claim.Authority authority ->
              match(
                  c, -1, Verdict.Status.NOT_EXECUTED, "No call is matched with " + quote(c) + ".");
          case Claim.Parameter parameter ->
              match(
                  c, -1, Verdict.Status.NOT_EXECUTED, "No call changes " + parameter.name() + ".");
          // These say when, how often and who, of what other claims ask for.
          case Claim.MentionedAddress address -> {}
          case Claim.Stream stream -> {}
          case Claim.Term term -> {}
          case Claim.Day day -> {}
        }
      }
    }
  }

  void find(Finding.Severity severity, FindingCode code, String why, int claim, int effect) {
    Optional<Span> span = claim >= 0 ? Optional.of(claims.get(claim).span()) : Optional.empty();
    findings.add(code.as(severity, why, span, effect >= 0 ? actionOf(effect) : -1));
  }

  void findInAction(Finding.Severity severity, FindingCode code, String why, int action) {
    findings.add(code.as(severity, why, Optional.empty(), action));
  }

  /** A finding at a place in the text; of many alike, the first few say enough. */
  void findAt(Finding.Severity severity, FindingCode code, String why, Span span) {
    long alike =
        findings.stream()
            .filter(finding -> finding.code().equals(code.name()) && finding.severity() == severity)
            .count();
    if (alike < MOST_ALIKE) {
      findings.add(code.as(severity, why, Optional.of(span), -1));
    }
  }

  /** Whether so many findings of a code are there that the next one would be left out. */
  boolean saidEnough(FindingCode code) {
    return findings.stream().filter(finding -> finding.code().equals(code.name())).count()
        >= 2 * MOST_ALIKE;
  }

  /** Whether such a finding already covers a part of the text. */
  boolean hasFindingOver(FindingCode code, Span span) {
    return findings.stream()
        .filter(finding -> finding.code().equals(code.name()))
        .flatMap(finding -> finding.span().stream())
        .anyMatch(known -> known.start() < span.end() && span.start() < known.end());
  }

  boolean hasFinding(FindingCode code) {
    return findings.stream().anyMatch(finding -> finding.code().equals(code.name()));
  }

  Verdict verdict() {
    List<Finding> sorted =
        findings.stream()
            .distinct()
            .sorted(
                Comparator.comparing(Finding::severity)
                    .reversed()
                    .thenComparingInt(Finding::action))
            .toList();
    return new Verdict(content.contentHash(), report.effects().effectsHash(), matches, sorted);
  }

  /** The span's text, shortened for a message. */
  String quote(int claim) {
    String words = claims.get(claim).span().of(text).replaceAll("\\s+", " ").strip();
    return "“" + (words.length() <= 80 ? words : words.substring(0, 79) + "…") + "”";
  }

  /** An amount as a reader writes it. */
  static String number(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    String digits = plain.scale() < 0 ? plain.setScale(0).toPlainString() : plain.toPlainString();
    String[] parts = digits.split("\\.", 2);
    String grouped = parts[0].replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
    return parts.length == 2 ? grouped + "." + parts[1] : grouped;
  }

  /** The index of the call that most likely makes an effect; -1 if none can be told. */
  private int actionOf(int effectIndex) {
    Effect effect = effects().get(effectIndex);
    int best = -1;
    int bestPoints = 0;
    for (DecodedAction action : actions()) {
      int points = points(action, effect);
      if (points > bestPoints) {
        best = action.index();
        bestPoints = points;
      }
    }
    return best;
  }

  private static int points(DecodedAction action, Effect effect) {
    int points = action.target().equals(effect.contract()) ? 2 : 0;
    boolean plainPayment =
        effect.kind() == Effect.Kind.TRANSFER
            && effect.contract().equals(Address.ZERO)
            && effect.to().equals(Optional.of(action.target()))
            && action.valueWei().signum() > 0;
    points += plainPayment ? 4 : 0;
    List<String> wanted =
        Arrays.asList(
            effect.to().map(Address::hex).orElse("?"),
            effect.amount().signum() > 0 ? effect.amount().toString() : "?",
            effect.value().isEmpty() ? "?" : effect.value());
    for (var argument : action.arguments()) {
      points += wanted.contains(argument.value().toLowerCase(Locale.ROOT)) ? 2 : 0;
    }
    for (DecodedAction nested : action.nested()) {
      points = Math.max(points, points(nested, effect));
    }
    // A call to the right contract alone says little; it still is where a reader has to look.
    return points;
  }
}
