package org.prytany.signerd.guard;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.act.TransactionSubmitter;
import org.prytany.governance.dao.Dao;
import org.prytany.signerd.guard.Payments.Attempt;
import org.prytany.signerd.guard.Payments.Payment;

/**
 * Finds out what became of signed payments. Only a receipt says that one was made, or that it never
 * will be; without one it stays open, whatever count the chain names.
 */
final class Settlement {

  private final TransactionSubmitter transactions;
  private final Ledger ledger;

  Settlement(TransactionSubmitter transactions, Ledger ledger) {
    this.transactions = transactions;
    this.ledger = ledger;
  }

  /** Records what became of a DAO's open payments whose nonces the chain has used. */
  void settle(Dao dao) {
    for (Payment payment : ledger.payments(dao.id())) {
      boolean here = payment.purse().chainId() == dao.chainId();
      if (payment.open()
          && here
          && payment.nonce() < transactions.transactionCount(dao, payment.purse().account())) {
        outcome(dao, payment).ifPresent(paid -> ledger.settle(payment, paid));
      }
    }
  }

  /** Whether it was paid; empty if that is not known. */
  private Optional<Boolean> outcome(Dao dao, Payment payment) {
    boolean allVoid = true;
    for (Attempt attempt : payment.attempts()) {
      boolean isVoid = false;
      for (String hash : attempt.hashes()) {
        Optional<TransactionSubmitter.Mined> mined = transactions.receipt(dao, hash);
        if (mined.isPresent() && mined.get().receipt().succeeded()) {
          return Optional.of(true);
        }
        isVoid |= mined.isPresent();
      }
      allVoid &= isVoid || anyMined(dao, attempt.givenUp());
    }
    return allVoid ? Optional.of(false) : Optional.empty();
  }

  private boolean anyMined(Dao dao, List<String> hashes) {
    return hashes.stream().anyMatch(hash -> transactions.receipt(dao, hash).isPresent());
  }
}
