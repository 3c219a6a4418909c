package org.prytany.app.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.PayeeView;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.TextViews;
import org.prytany.chain.decode.NativeCoins;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.search.SearchEntry;
import org.prytany.governance.search.SearchIndex;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;

/** Which earlier proposals of the DAOs here pay the accounts that a proposal pays. */
public final class PaymentHistory {

  private static final int MOST_PAYEES = 20;
  private static final int MOST_BEFORE = 10;
  private static final int LEAST_BEFORE = 3;

  /** So many proposals are read for one answer, of all payees together. */
  private static final int MOST_READ = MOST_PAYEES * LEAST_BEFORE;

  private final SearchIndex index;
  private final DaoDirectory daos;
  private final Function<ProposalKey, Optional<Proposal>> proposals;

  /**
   * @param proposals reads one
   */
  public PaymentHistory(
      SearchIndex index, DaoDirectory daos, Function<ProposalKey, Optional<Proposal>> proposals) {
    this.index = index;
    this.daos = daos;
    this.proposals = proposals;
  }

  /** Each account that the proposal pays, in the order of its payments. */
  public List<PayeeView> of(Dao dao, Proposal proposal) {
    Map<Address, List<String>> pays =
        proposal.effects().map(report -> amounts(dao, report)).orElse(Map.of());
    int each = MOST_READ / Math.clamp(pays.size(), 1, MOST_PAYEES);
    return pays.entrySet().stream()
        .limit(MOST_PAYEES)
        .map(
            payee ->
                payee(dao, proposal, payee.getKey(), payee.getValue(), Math.min(each, MOST_BEFORE)))
        .toList();
  }

  private PayeeView payee(
      Dao dao, Proposal proposal, Address account, List<String> pays, int most) {
    List<ProposalKey> earlier =
        index.paying(dao.chainId(), account, daos.all(), proposal.content().block(), most + 1);
    return new PayeeView(
        Checksummed.of(account),
        Optional.ofNullable(AddressBook.of(dao).get(account)),
        pays,
        earlier.stream()
            .limit(most)
            .flatMap(key -> proposals.apply(key).stream())
            .filter(other -> !other.removedByReorg())
            .flatMap(other -> before(other, account).stream())
            .toList(),
        earlier.size() > most);
  }

  private Optional<PayeeView.Before> before(Proposal other, Address account) {
    return daos.find(other.key().chainId(), other.key().governor())
        .map(
            dao ->
                new PayeeView.Before(
                    dao.id(),
                    dao.name(),
                    other.key().proposalId().toString(),
                    ProposalViews.headline(other),
                    ProposalViews.state(other),
                    other.content().block(),
                    other
                        .effects()
                        .map(report -> amounts(dao, report).getOrDefault(account, List.of()))
                        .orElse(List.of()),
                    outcome(other)));
  }

  private static String outcome(Proposal other) {
    Optional<ProposalState> state = other.chain().map(ChainView::state);
    if (state.filter(ProposalState.EXECUTED::equals).isPresent()) {
      return other.receipt().map(ExecutionReceipt::asSimulated).orElse(true)
          ? "paid"
          : "paid otherwise";
    }
    return state.filter(ProposalState::isFinal).isPresent() ? "not paid" : "promised";
  }

  /** What each account gets, summed by token. */
  private static Map<Address, List<String>> amounts(Dao dao, EffectsReport report) {
    Map<Address, Map<Address, Change.Transfer>> sums = new LinkedHashMap<>();
    for (Change.Transfer payment : SearchEntry.payments(dao, report)) {
      sums.computeIfAbsent(payment.to().orElseThrow(), to -> new LinkedHashMap<>())
          .merge(payment.contract(), payment, PaymentHistory::both);
    }
    Map<Address, List<String>> amounts = new LinkedHashMap<>();
    sums.forEach(
        (account, byToken) ->
            amounts.put(
                account,
                byToken.values().stream().map(one -> amount(dao.chainId(), one)).toList()));
    return amounts;
  }

  private static Change.Transfer both(Change.Transfer one, Change.Transfer other) {
    return new Change.Transfer(
        one.contract(),
        one.from(),
        one.to(),
        one.token(),
        one.amount().add(other.amount()),
        one.id());
  }

  private static String amount(long chain, Change.Transfer payment) {
    return TextViews.amount(
        payment
            .token()
            .orElseGet(
                () ->
                    payment.contract().equals(Address.ZERO)
                        ? NativeCoins.of(chain)
                        : new Token(
                            Optional.of(payment.contract()),
                            Optional.empty(),
                            OptionalInt.empty())),
        payment.amount());
  }
}
