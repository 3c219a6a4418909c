package org.prytany.demo;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LocalChainOptions;
import org.prytany.demo.DemoCase.Asset;
import org.web3j.crypto.Credentials;

/** The local chain with its DAO, and who is who among the chain's accounts. */
public final class DemoWorld implements AutoCloseable {

  static final int QUORUM_PERCENT = 4;
  static final int RAISED_QUORUM_PERCENT = 5;
  static final int APPROVAL_THRESHOLD = 2;

  private static final int OPERATOR = 0;
  private static final int PROPOSER = 1;
  private static final List<Integer> TREASURERS = List.of(5, 6, 7);

  /** Of blocks; some 200 KB each. */
  private static final int PERSISTED_STATES = 1_000;

  private final LocalChain chain;
  private final DemoDao dao;

  private DemoWorld(LocalChain chain, DemoDao dao) {
    this.chain = chain;
    this.dao = dao;
  }

  public static DemoWorld start() {
    LocalChain chain =
        LocalChain.start(LocalChainOptions.defaults().withPersistedStates(PERSISTED_STATES));
    try {
      DemoDaoSettings settings =
          DemoDaoSettings.defaults(chain)
              .withThresholds(DemoDaoSettings.tokens(1_000), QUORUM_PERCENT);
      return new DemoWorld(chain, DemoDao.deploy(chain, settings));
    } catch (RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  public LocalChain chain() {
    return chain;
  }

  public DemoDao dao() {
    return dao;
  }

  /** The account that the server votes, queues and executes with. */
  public Credentials operator() {
    return chain.accounts().get(OPERATOR);
  }

  public String proposer() {
    return chain.account(PROPOSER);
  }

  public List<Credentials> treasurers() {
    return TREASURERS.stream().map(index -> chain.accounts().get(index)).toList();
  }

  /** Balance in wei, or in millionths of a stablecoin. */
  BigInteger balance(Asset asset, String account) {
    return switch (asset) {
      case ETHER -> chain.balance(account);
      case STABLECOIN -> dao.stablecoinOf(account);
    };
  }

  /** Everything whose balance the demo watches, read now. */
  Map<DemoCase.Payment, BigInteger> balances(List<DemoCase> cases) {
    Map<DemoCase.Payment, BigInteger> balances = new LinkedHashMap<>();
    for (DemoCase each : cases) {
      each.payments()
          .forEach(payment -> balances.put(payment, balance(payment.asset(), payment.recipient())));
    }
    return balances;
  }

  @Override
  public void close() {
    chain.close();
  }
}
