package org.prytany.governance.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.Change;
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
import org.prytany.spi.Span;
import org.prytany.spi.StateDifference;
import org.prytany.spi.Token;

/** One comparison under way: what is compared, and what was found so far. */
final class Comparison {

  private final Dao dao;
  private final ProposalContent content;
  private final String text;
  private final ShownText shown;
  private final List<Claim> claims;
  private final boolean foreign;
  private final List<Doubt> doubts;
  private final EffectsReport report;
  private final List<Change> effects;
  private final MentionedAddresses mentioned;
  private final Set<Address> known = new LinkedHashSet<>();
  private Optional<LookAlikes> lookAlikes = Optional.empty();
  private Optional<HandedOver> handedOver = Optional.empty();
  private Optional<StatedPlaces> places = Optional.empty();
  private final Set<Address> trusted = new LinkedHashSet<>();
  private final boolean[] unfounded;
  private final TextLines lines;
  private final Found found;
  private final Called called;

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
    this.effects = report.changes();
    this.mentioned = new MentionedAddresses(text, dao.labels());
    this.lines = new TextLines(text);
    this.unfounded = new boolean[claims.size()];
    this.found = new Found(claims, effects, report.actions());
    this.called = new Called(dao, content.proposer(), effects, report.actions());
    trusted.addAll(dao.labels().keySet());
    trusted.add(dao.governor());
    trusted.addAll(dao.holders());
    trusted.addAll(dao.treasurers());
    dao.voter().ifPresent(trusted::add);
    dao.executor().ifPresent(trusted::add);
    known.addAll(trusted);
    known.addAll(mentioned.whole());
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

  /** Whether an account's money is the DAO's: what comes there has not left. */
  boolean holds(Address account) {
    return dao.holds(account);
  }

  /** Whether an account decides for the DAO, or acts for it. */
  boolean isOwn(Address account) {
    return account.equals(dao.treasury()) || account.equals(dao.governor());
  }

  /** Whether a piece of the text has the account's address or label. */
  boolean names(String piece, Address account) {
    return new MentionedAddresses(piece, dao.labels()).reference(account, Set.of())
        == MentionedAddresses.Reference.NAMED;
  }

  /** The accounts that a piece of text names in full or by the operator's label. */
  Set<Address> named(String piece) {
    return new MentionedAddresses(piece, dao.labels()).named();
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

  /** Whether all calls succeed. */
  boolean succeeds() {
    return report.effects().succeeded();
  }

  /** What unknown calls write, as far as the chain's endpoint tells. */
  StateDifference difference() {
    return report.effects().difference();
  }

  String effectsHash() {
    return report.effects().effectsHash();
  }

  boolean moves() {
    return effects.stream().anyMatch(Change::movesValueOrAuthority);
  }

  TextLines lines() {
    return lines;
  }

  /** What of calls' arguments the text has. */
  HandedOver handedOver() {
    if (handedOver.isEmpty()) {
      handedOver = Optional.of(new HandedOver(this, lines));
    }
    return handedOver.get();
  }

  /** On which chains the text has what it states happen. */
  StatedPlaces places() {
    if (places.isEmpty()) {
      places = Optional.of(new StatedPlaces(this));
    }
    return places.get();
  }

  List<Change> effects() {
    return effects;
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

  MentionedAddresses.Reference reference(Address account) {
    return mentioned.reference(account, called.contracts());
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

  /** Whether the text has addresses of others that no reader takes for payees. */
  boolean namesInPassing() {
    return mentioned.names(called.contracts());
  }

  /** Whether the text names an address that the proposal neither calls, pays nor hands over. */
  boolean namesUncalled() {
    return mentioned.names(called.all());
  }

  /** Whom the proposal calls, pays or hands something to, or takes from. */
  Called called() {
    return called;
  }

  /** What was found so far. */
  Found found() {
    return found;
  }

  void match(int claim, int effect, Verdict.Status status, String why) {
    found.match(claim, effect, status, why);
  }

  /** Begins to say what is wrong, of an effect, or of a claim and an effect, or of all. */
  Telling red(FindingCode code, int... claimAndEffect) {
    return finding(Finding.Severity.RED, code, claimAndEffect);
  }

  Telling amber(FindingCode code, int... claimAndEffect) {
    return finding(Finding.Severity.AMBER, code, claimAndEffect);
  }

  Telling note(FindingCode code, int... claimAndEffect) {
    return finding(Finding.Severity.NOTE, code, claimAndEffect);
  }

  Telling finding(Finding.Severity severity, FindingCode code, int... claimAndEffect) {
    int last = claimAndEffect.length - 1;
    return new Telling(
        found,
        severity,
        code,
        last < 1 ? -1 : claimAndEffect[0],
        last < 0 ? -1 : claimAndEffect[last],
        -1,
        Optional.empty());
  }

  /** Begins to say it of a place in the text. */
  Telling amber(FindingCode code, Span span) {
    return finding(Finding.Severity.AMBER, code, span);
  }

  Telling note(FindingCode code, Span span) {
    return finding(Finding.Severity.NOTE, code, span);
  }

  Telling finding(Finding.Severity severity, FindingCode code, Span span) {
    return new Telling(found, severity, code, -1, -1, -1, Optional.of(span));
  }

  /** The address with the operator's name for it, if there is one. */
  String name(Address account) {
    String label = dao.labels().get(account);
    return label == null ? account.hex() : account.hex() + " (" + label + ")";
  }

  /** What a token calls itself; its contract where it says nothing. */
  String symbol(Change.OfValue moved) {
    Address contract = moved.contract();
    return moved
        .token()
        .flatMap(Token::symbol)
        .filter(symbol -> !symbol.isBlank())
        .orElseGet(() -> contract.equals(Address.ZERO) ? "native coin" : name(contract));
  }

  boolean textHas(String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }

  /** The span's text, shortened for a message. */
  String quote(int claim) {
    return quote(claims.get(claim).span());
  }

  String quote(Span span) {
    String words = span.of(text).replaceAll("\\s+", " ").strip();
    return "“" + (words.length() <= 80 ? words : words.substring(0, 79) + "…") + "”";
  }
}
