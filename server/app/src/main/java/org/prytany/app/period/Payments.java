package org.prytany.app.period;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.app.sheet.VisibleText;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.TextViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What executions took out of a DAO's accounts: the transfers as simulated, or, where the receipt
 * says that others were made, what the accounts had less afterwards.
 */
final class Payments {

  private final Dao dao;
  private final Proposal proposal;
  private final Happenings.Moment executed;
  private final List<PeriodView.Spending> all = new ArrayList<>();

  private Payments(Dao dao, Proposal proposal, Happenings.Moment executed) {
    this.dao = dao;
    this.proposal = proposal;
    this.executed = executed;
  }

  /**
   * @param executed when the proposal was
   */
  static List<PeriodView.Spending> of(Dao dao, Proposal proposal, Happenings.Moment executed) {
    Payments payments = new Payments(dao, proposal, executed);
    proposal
        .receipt()
        .filter(receipt -> !receipt.asSimulated())
        .ifPresentOrElse(payments::asReceived, payments::asSimulated);
    return payments.all;
  }

  /** Per asset, in the order in which each first left. */
  static List<PeriodView.Paid> sums(List<PeriodView.Spending> payments) {
    Map<String, PeriodView.Paid> sums = new LinkedHashMap<>();
    for (PeriodView.Spending payment : payments) {
      sums.merge(payment.token().orElse(""), paid(payment), Payments::together);
    }
    return List.copyOf(sums.values());
  }

  private static PeriodView.Paid paid(PeriodView.Spending one) {
    return new PeriodView.Paid(
        one.symbol(), one.token(), one.decimals(), one.amount(), 1, one.line());
  }

  private static PeriodView.Paid together(PeriodView.Paid one, PeriodView.Paid other) {
    BigInteger sum = new BigInteger(one.amount()).add(new BigInteger(other.amount()));
    Token token =
        new Token(
            one.token().map(Address::new),
            one.symbol(),
            one.decimals().map(OptionalInt::of).orElse(OptionalInt.empty()));
    return new PeriodView.Paid(
        one.symbol(),
        one.token(),
        one.decimals(),
        sum.toString(),
        one.payments() + other.payments(),
        VisibleText.of(TextViews.amount(token, sum)));
  }

  private void asReceived(ExecutionReceipt receipt) {
    Map<Address, Token> tokens = ProposalViews.Tokens.of(proposal.effects().stream().toList());
    Map<Optional<Address>, BigInteger> less = new LinkedHashMap<>();
    for (ExecutionReceipt.BalanceChange change : receipt.balances()) {
      if (dao.holds(change.account())) {
        less.merge(change.token(), change.before().subtract(change.after()), BigInteger::add);
      }
    }
    less.forEach(
        (asset, amount) -> {
          if (amount.signum() > 0) {
            Token token =
                asset.map(at -> tokens.getOrDefault(at, unknown(at))).orElse(Token.NATIVE);
            add(Optional.empty(), token, amount);
          }
        });
  }

  private void asSimulated() {
    Outflow outflow =
        Outflow.of(dao, proposal.effects().map(EffectsReport::changes).orElse(List.of()));
    List<Outflow.Out> left = new ArrayList<>(outflow.listed());
    // Whose it was is not known: it may have been the DAO's.
    outflow.unlisted().stream().filter(out -> out.chain().isEmpty()).forEach(left::add);
    for (Outflow.Out out : left) {
      Token unnamed = out.asset().equals(Address.ZERO) ? Token.NATIVE : unknown(out.asset());
      add(out.to(), out.token().orElse(unnamed), out.amount());
    }
  }

  private static Token unknown(Address contract) {
    return new Token(Optional.of(contract), Optional.empty(), OptionalInt.empty());
  }

  private void add(Optional<Address> to, Token token, BigInteger amount) {
    all.add(
        new PeriodView.Spending(
            executed.at().toString(),
            executed.about(),
            proposal.key().proposalId().toString(),
            Periods.headline(dao, proposal),
            to.map(Checksummed::of),
            to.flatMap(account -> Optional.ofNullable(AddressBook.of(dao).get(account)))
                .map(VisibleText::of),
            token.symbol().map(VisibleText::of),
            token.contract().map(Checksummed::of),
            token.decimals().isPresent()
                ? Optional.of(token.decimals().getAsInt())
                : Optional.empty(),
            amount.toString(),
            VisibleText.of(TextViews.amount(token, amount)),
            proposal.receipt().map(ExecutionReceipt::asSimulated).orElse(false),
            proposal.receipt().map(ExecutionReceipt::transactionHash)));
  }
}
