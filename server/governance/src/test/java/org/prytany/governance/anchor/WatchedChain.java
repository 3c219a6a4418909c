package org.prytany.governance.anchor;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Consumer;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.world.MemoryChain;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;

/** A chain that says when it is asked, before and after. */
abstract class WatchedChain implements TransactionSubmitter {

  private final MemoryChain chain;
  private final Consumer<String> at;

  WatchedChain(MemoryChain chain, Consumer<String> at) {
    this.chain = chain;
    this.at = at;
  }

  /** Asked before bytes are handed over. */
  abstract void leaving(String raw);

  @Override
  public long transactionCount(Dao dao, Address account) {
    at.accept("counting");
    return chain.transactionCount(dao, account);
  }

  @Override
  public TransactionTerms prepare(Dao dao, Address account, PlannedCall call) {
    at.accept("preparing");
    return chain.prepare(dao, account, call);
  }

  @Override
  public TransactionTerms.Fees fees(Dao dao, TransactionTerms.Fees waiting) {
    return chain.fees(dao, waiting);
  }

  @Override
  public BigInteger feeCap(Dao dao) {
    return chain.feeCap(dao);
  }

  @Override
  public Broadcast broadcast(Dao dao, String rawTransaction) {
    at.accept("before sending");
    leaving(rawTransaction);
    Broadcast answer = chain.broadcast(dao, rawTransaction);
    at.accept("after sending");
    return answer;
  }

  @Override
  public Optional<Contents> contents(String rawTransaction) {
    return chain.contents(rawTransaction);
  }

  @Override
  public Optional<Mined> receipt(Dao dao, String transactionHash) {
    at.accept("asking for a receipt");
    return chain.receipt(dao, transactionHash);
  }
}
