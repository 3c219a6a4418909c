package org.prytany.governance.comparison;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.reading.MentionedAddresses;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.governance.reading.ShownText;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.Reading;
import org.prytany.reading.claims.Doubt;
import org.prytany.reading.markdown.MarkRuns;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.Token;

/** One comparison under way: what is compared, and what was found so far. */
final class Comparison {

  private final Dao dao;
  private final ProposalContent content;
  private final Reading said;
  private final EffectsReport report;
  private final List<Change> effects;
  private final Map<Class<?>, Map<Integer, ?>> ofType = new HashMap<>();
  private final String raw;
  private final ShownText shown;
  private final TextLines lines;
  private final MentionedAddresses mentioned;
  private final KnownAccounts known;
  private final StatedPlaces places;
  private final boolean[] dropped;
  private final Found found;
  private final Called called;
  private Optional<HandedOver> handedOver = Optional.empty();

  Comparison(Dao dao, ProposalContent content, Reading said, EffectsReport report) {
    this.dao = dao;
    this.content = content;
    this.said = said;
    this.report = report;
    this.effects = report.changes();
    this.raw = MarkRuns.bounded(content.description());
    this.shown = new ShownText(raw);
    this.lines = new TextLines(text());
    this.mentioned = new MentionedAddresses(text(), dao.labels());
    this.dropped = new boolean[claims().size()];
    this.found = new Found(claims(), effects, actions());
    this.called = new Called(dao, content.proposer(), effects, actions());
    this.known = new KnownAccounts(dao, facts(), mentioned.whole());
    this.places = new StatedPlaces(this);
  }

  Dao dao() {
    return dao;
  }

  /** Whether the text is in a language of which the words are not read. */
  boolean isForeign() {
    return said.foreign();
  }

  /** Where the text does not say, or takes back, what it seems to say, or is not read. */
  List<Span> doubted(Doubt.Kind kind) {
    return said.doubts().stream().filter(doubt -> doubt.kind() == kind).map(Doubt::span).toList();
  }

  /** What pages show of the text, each character at its offset. */
  String text() {
    return shown.text();
  }

  /** What pages show of the text, and what they do not. */
  ShownText shown() {
    return shown;
  }

  /** The text as it was proposed, but for marks beyond what a letter can have. */
  String raw() {
    return raw;
  }

  ProposalContent content() {
    return content;
  }

  /** Whether an account decides for the DAO, or acts for it. */
  boolean isOwn(Address account) {
    return account.equals(dao.treasury()) || account.equals(dao.governor());
  }

  /** The accounts that a piece of text names in full or by the operator's label. */
  Set<Address> named(String piece) {
    return new MentionedAddresses(piece, dao.labels()).named();
  }

  /** The number of the line in which a claim begins. */
  int lineNumber(int claim) {
    return lines.at(claims().get(claim).span().start());
  }

  /** The line in which a claim begins. */
  String lineOf(int claim) {
    return lines.line(lineNumber(claim));
  }

  ChainFacts facts() {
    return report.facts();
  }

  /** What simulating the calls showed: how, whether they succeed, and what unknown ones write. */
  SimulatedEffects simulated() {
    return report.effects();
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
    return places;
  }

  List<Change> effects() {
    return effects;
  }

  /** The effects of one type, by their numbers. */
  @SuppressWarnings("unchecked") // Those of a type are kept under it.
  <T extends Change> Map<Integer, T> effects(Class<T> type) {
    return (Map<Integer, T>) ofType.computeIfAbsent(type, t -> numbered(effects, t, i -> true));
  }

  List<DecodedAction> actions() {
    return report.actions();
  }

  /** Every call, on whatever level. */
  Stream<DecodedAction> calls() {
    return Called.all(actions());
  }

  List<Claim> claims() {
    return said.statements();
  }

  /** The claims of one type that count, by their numbers. */
  @SuppressWarnings("unchecked") // Those of a type are kept under it.
  <T extends Claim> Map<Integer, T> claims(Class<T> type) {
    return (Map<Integer, T>) ofType.computeIfAbsent(type, t -> numbered(claims(), t, this::counts));
  }

  private static <T> Map<Integer, T> numbered(List<?> all, Class<T> type, IntPredicate which) {
    Map<Integer, T> found = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (type.isInstance(all.get(i)) && which.test(i)) {
        found.put(i, type.cast(all.get(i)));
      }
    }
    return found;
  }

  void drop(int claim) {
    dropped[claim] = true;
    ofType.clear();
  }

  boolean counts(int claim) {
    return !dropped[claim];
  }

  Reference reference(Address account) {
    return mentioned.reference(account, called.contracts());
  }

  /** Whether the text names an account in full or by the operator's label. */
  boolean isNamed(Address account) {
    return reference(account) == Reference.NAMED;
  }

  /** Whether a reader knows which account that is: the DAO's own, or one that the text names. */
  boolean isOwnOrNamed(Address account) {
    return isOwn(account) || isNamed(account);
  }

  /** Whom somebody knows who has a say. */
  KnownAccounts known() {
    return known;
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

  /** The span's text, shortened for a message. */
  String quote(int claim) {
    return quote(claims().get(claim).span());
  }

  String quote(Span span) {
    String words = span.of(text()).replaceAll("\\s+", " ").strip();
    return "“" + (words.length() <= 80 ? words : words.substring(0, 79) + "…") + "”";
  }
}
