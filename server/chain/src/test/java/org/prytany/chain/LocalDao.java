package org.prytany.chain;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.SimulatedEffects;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** A DAO on anvil with the adapters under test over it. */
public final class LocalDao implements AutoCloseable {
  public static final Address PAYEE = new Address("0x00000000000000000000000000000000000a11ce");

  public final LocalChain chain;
  public final DemoDao demo;
  public final Dao dao;
  public final ChainAdapters adapters;

  public LocalDao() {
    chain = LocalChain.start();
    demo = DemoDao.deploy(chain);
    dao = daoAt(chain.chainId(), demo.addresses().governor());
    adapters = adaptersAt(chain.rpcUrl());
  }

  public Dao daoAt(long chainId, String governor) {
    return Dao.onlyRead("demo", "Demo DAO", chainId, new Address(governor), treasury())
        .withLabels(Map.of(PAYEE, "Alice"));
  }

  public ChainAdapters adaptersAt(String url) {
    return new ChainAdapters(Map.of(chain.chainId(), URI.create(url)), RpcOptions.DEFAULT);
  }

  public Address treasury() {
    return new Address(demo.addresses().timelock());
  }

  public Address stablecoin() {
    return new Address(demo.addresses().stablecoin());
  }

  public long head() {
    return chain.blockNumber().longValueExact();
  }

  public ProposalContent content(DemoProposal proposal) {
    return adapters.logs().proposals(dao, 0, head()).stream()
        .filter(content -> content.key().proposalId().equals(proposal.id()))
        .findFirst()
        .orElseThrow();
  }

  public DemoProposal propose(String text, DemoAction... actions) {
    return demo.propose(chain.account(1), List.of(actions), text);
  }

  public EffectsReport report(ProposalContent content) {
    List<DecodedAction> actions = adapters.decoder().decode(dao, content);
    SimulatedEffects effects = adapters.simulator().simulate(dao, content, actions);
    return new EffectsReport(
        content.contentHash(), actions, effects, adapters.facts().read(dao, actions, effects));
  }

  /** Votes a proposal through, queues it and waits until it may be executed. */
  public void pass(DemoProposal proposal) {
    demo.warpToVoting(proposal);
    demo.vote(chain.account(1), proposal, VoteType.FOR);
    demo.vote(chain.account(2), proposal, VoteType.FOR);
    demo.warpPastVoting(proposal);
    demo.queue(chain.account(5), proposal);
    demo.warpToExecution(proposal);
  }

  public String sign(TransactionTerms tx, long nonce, Credentials key) {
    return Numeric.toHexString(
        TransactionEncoder.signMessage(
            RawTransaction.createTransaction(
                tx.chainId(),
                BigInteger.valueOf(nonce),
                tx.gasLimit(),
                tx.to().hex(),
                tx.valueWei(),
                tx.data(),
                tx.fees().tip(),
                tx.fees().most()),
            key));
  }

  /** Anvil answers before it mines: the receipt is waited for, ten seconds at most. */
  public TransactionSubmitter.Mined mined(String hash) {
    for (int attempt = 0; attempt < 200; attempt++) {
      Optional<TransactionSubmitter.Mined> mined = adapters.submitter().receipt(dao, hash);
      if (mined.isPresent()) {
        return mined.get();
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("transaction " + hash + " was not mined within ten seconds");
  }

  @Override
  public void close() {
    adapters.close();
    chain.close();
  }
}
