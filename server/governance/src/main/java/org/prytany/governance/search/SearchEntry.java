package org.prytany.governance.search;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.hash.Keccak256;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.reading.AuthorsTitle;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;

/**
 * What one proposal is found by.
 *
 * @param madeFrom names all that the entry follows from: another one means that it is stale
 * @param block in which that was proposed
 * @param terms as {@link Terms} reads them, of its text, its calls and its effects
 * @param title the words and numbers of the author's title
 * @param payees accounts outside of the DAO that its accounts would pay
 */
public record SearchEntry(
    ProposalKey key,
    String madeFrom,
    long block,
    Set<String> terms,
    Set<String> title,
    Set<Address> payees) {

  /** Another one for whatever changes how entries are made: then all are made again. */
  private static final int FORM = 4;

  private static final int MOST_TERMS = 5_000;
  private static final int MOST_TITLE = 40;
  private static final int MOST_PAYEES = 500;

  public SearchEntry {
    terms = Set.copyOf(terms);
    title = Set.copyOf(title);
    payees = Set.copyOf(payees);
  }

  /** What an entry of a proposal would be made from now. */
  static String madeFrom(Dao dao, ProposalSummary summary) {
    String ofDao =
        new TreeSet<>(dao.holders())
            + dao.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()
                .toString();
    return String.join(
        " ",
        String.valueOf(FORM),
        String.valueOf(summary.version()),
        summary.contentHash(),
        summary.digestedWith(),
        HexFormat.of().formatHex(Keccak256.of(ofDao)));
  }

  /** Of a proposal that is no longer on the chain there is nothing to be found. */
  static SearchEntry of(Dao dao, Proposal proposal) {
    String madeFrom = madeFrom(dao, ProposalSummary.of(proposal));
    if (proposal.removedByReorg()) {
      return new SearchEntry(
          proposal.key(), madeFrom, proposal.content().block(), Set.of(), Set.of(), Set.of());
    }
    Set<String> terms = new LinkedHashSet<>();
    terms.add(proposal.key().proposalId().toString());
    terms.add(proposal.content().proposer().hex());
    // Who and how much first: a long text must not push them out.
    proposal.effects().ifPresent(report -> addEffects(terms, dao, report));
    terms.addAll(Terms.of(proposal.content().description()));
    return new SearchEntry(
        proposal.key(),
        madeFrom,
        proposal.content().block(),
        terms.stream().limit(MOST_TERMS).collect(Collectors.toSet()),
        title(proposal.content().description()),
        proposal.effects().map(report -> payees(dao, report)).orElse(Set.of()));
  }

  private static Set<String> title(String description) {
    return AuthorsTitle.of(description).stream()
        .flatMap(title -> Terms.of(title).stream())
        .limit(MOST_TITLE)
        .collect(Collectors.toSet());
  }

  private static void addEffects(Set<String> terms, Dao dao, EffectsReport report) {
    for (Change change : report.changes()) {
      add(terms, dao, change.contract());
      change.from().ifPresent(account -> add(terms, dao, account));
      change.to().ifPresent(account -> add(terms, dao, account));
      if (change instanceof Change.OfValue value) {
        whole(value).ifPresent(amount -> terms.addAll(Terms.of(amount)));
        value.token().flatMap(Token::symbol).ifPresent(symbol -> terms.addAll(Terms.of(symbol)));
      }
      if (change instanceof Change.OfSetting setting) {
        terms.addAll(Terms.of(setting.name() + " " + setting.value()));
      }
    }
    report.actions().forEach(action -> addAction(terms, dao, action));
  }

  private static void addAction(Set<String> terms, Dao dao, DecodedAction action) {
    add(terms, dao, action.target());
    terms.addAll(Terms.of(action.line()));
    action.arguments().forEach(argument -> terms.addAll(Terms.of(argument.value())));
    action.nested().forEach(nested -> addAction(terms, dao, nested));
  }

  /** An account by its address, and by the name that the operator gave it. */
  private static void add(Set<String> terms, Dao dao, Address account) {
    if (!account.equals(Address.ZERO)) {
      terms.add(account.hex());
      Optional.ofNullable(dao.labels().get(account))
          .ifPresent(name -> terms.addAll(Terms.of(name)));
    }
  }

  /** As people write it; empty where nobody knows how the token counts. */
  private static Optional<String> whole(Change.OfValue value) {
    return value
        .token()
        .filter(token -> token.decimals().isPresent())
        .map(token -> new BigDecimal(value.amount(), token.decimals().getAsInt()).toPlainString());
  }

  private static Set<Address> payees(Dao dao, EffectsReport report) {
    return payments(dao, report).stream()
        .flatMap(transfer -> transfer.to().stream())
        .limit(MOST_PAYEES)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What leaves the DAO's accounts for others on its own chain. */
  public static List<Change.Transfer> payments(Dao dao, EffectsReport report) {
    return report.changes().stream()
        .filter(Change.Transfer.class::isInstance)
        .map(Change.Transfer.class::cast)
        .filter(transfer -> !transfer.isElsewhere() && dao.holds(transfer.from()))
        .filter(transfer -> transfer.to().filter(to -> !dao.holds(to)).isPresent())
        .toList();
  }
}
