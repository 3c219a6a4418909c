package org.prytany.app.period;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.prytany.chain.decode.NativeCoins;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What executions took out of a DAO's accounts, and apart from it what they took out of accounts
 * that nobody listed: the transfers as simulated, or, where the receipt does not confirm them, what
 * balances the execution changed.
 */
final class Payments {

  private final Dao dao;
  private final Map<Address, Token> tokens;
  private final List<PeriodView.Spending> own = new ArrayList<>();
  private final List<PeriodView.Spending> unlisted = new ArrayList<>();
  private final List<PeriodView.Unknown> unknown = new ArrayList<>();

  /**
   * @param proposals all of the DAO: by what any of them says of a token it is called in each
   */
  Payments(Dao dao, List<Proposal> proposals) {
    this.dao = dao;
    this.tokens =
        ProposalViews.Tokens.of(
            proposals.stream().flatMap(proposal -> proposal.effects().stream()).toList());
  }

  /**
   * What a transaction moved is told once, however many proposals it executed.
   *
   * @param executed when it was made
   */
  void add(Executions.Execution transaction, Happenings.Moment executed) {
    List<Proposal> proposals = transaction.proposals();
    Optional<Proposal> teller = transaction.teller();
    if (teller.isEmpty()) {
      proposals.forEach(proposal -> new Execution(proposal, executed).alone());
      return;
    }
    new Execution(teller.get(), executed).asReceived();
    String why =
        proposals.size()
            + " proposals were executed in one transaction: what moved stands under proposal "
            + teller.get().key().proposalId()
            + ", once for all of them, and which of it is whose is not known.";
    proposals.forEach(proposal -> new Execution(proposal, executed).notKnown(why));
  }

  /** Out of the DAO's accounts, oldest first. */
  List<PeriodView.Spending> own() {
    own.sort(Comparator.comparing(PeriodView.Spending::at));
    return own;
  }

  /** Out of accounts that nobody listed as the DAO's, oldest first. */
  List<PeriodView.Spending> unlisted() {
    unlisted.sort(Comparator.comparing(PeriodView.Spending::at));
    return unlisted;
  }

  /** What balances do not explain. */
  List<PeriodView.Unknown> unknown() {
    return unknown;
  }

  /** What left the DAO's accounts per asset, in the order in which each first left. */
  List<PeriodView.Paid> sums() {
    Map<String, PeriodView.Paid> sums = new LinkedHashMap<>();
    for (PeriodView.Spending payment : own()) {
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

  private Token token(Optional<Address> contract) {
    return contract
        .map(
            at ->
                tokens.getOrDefault(at, new Token(contract, Optional.empty(), OptionalInt.empty())))
        .orElse(NativeCoins.of(dao.chainId()));
  }

  /** One proposal's. */
  private final class Execution {
    private final Proposal proposal;
    private final Happenings.Moment executed;

    Execution(Proposal proposal, Happenings.Moment executed) {
      this.proposal = proposal;
      this.executed = executed;
    }

    /** It alone was executed by its transaction, as far as it is known. */
    void alone() {
      switch (Receipted.of(proposal)) {
        case AS_SIMULATED, MISSING -> asSimulated();
        case DIFFERS, NOT_SIMULATED -> asReceived();
      }
    }

    void notKnown(String why) {
      unknown.add(
          new PeriodView.Unknown(
              proposal.key().proposalId().toString(),
              Periods.headline(dao, proposal),
              Optional.of(executed.at().toString()),
              why));
    }

    void asReceived() {
      Map<Optional<Address>, Moved> assets = new LinkedHashMap<>();
      for (ExecutionReceipt.BalanceChange change : proposal.receipt().orElseThrow().balances()) {
        assets
            .computeIfAbsent(change.token(), asset -> new Moved())
            .note(
                change.account(),
                dao.holds(change.account()),
                change.after().subtract(change.before()));
      }
      assets.forEach(this::asReceived);
    }

    private void asReceived(Optional<Address> asset, Moved moved) {
      Token token = Payments.this.token(asset);
      if (moved.lost().signum() > 0) {
        moved.got().forEach((to, amount) -> own.add(spending(Optional.empty(), to, token, amount)));
      }
      moved
          .lostByOthers()
          .forEach(
              (from, amount) ->
                  unlisted.add(spending(Optional.of(from), moved.onlyGainer(), token, amount)));
      if (moved.gained().compareTo(moved.explained()) > 0) {
        notKnown(
            "Accounts that are not the DAO's got "
                + VisibleText.of(TextViews.amount(token, moved.gained()))
                + ", and all that is known to have been lost is "
                + VisibleText.of(TextViews.amount(token, moved.explained()))
                + ": where the rest came from is not known, and the DAO may have paid it out of what"
                + " it got in the same transaction.");
      }
    }

    private void asSimulated() {
      Outflow outflow =
          Outflow.of(dao, proposal.effects().map(EffectsReport::changes).orElse(List.of()));
      for (Outflow.Out out : outflow.listed()) {
        own.add(spending(Optional.empty(), out.to(), token(out), out.amount()));
      }
      for (Outflow.Out out : outflow.unlisted()) {
        if (out.chain().isEmpty()) {
          unlisted.add(spending(Optional.of(out.from()), out.to(), token(out), out.amount()));
        }
      }
    }

    private Token token(Outflow.Out out) {
      return out.asset().equals(Address.ZERO)
          ? out.token().orElse(NativeCoins.of(dao.chainId()))
          : Payments.this.token(Optional.of(out.asset()));
    }

    private PeriodView.Spending spending(
        Optional<Address> from, Optional<Address> to, Token token, BigInteger amount) {
      return new PeriodView.Spending(
          executed.at().toString(),
          executed.about(),
          proposal.key().proposalId().toString(),
          Periods.headline(dao, proposal),
          from.map(Checksummed::of),
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
          Receipted.of(proposal).word(),
          proposal.receipt().map(ExecutionReceipt::transactionHash));
    }
  }
}
