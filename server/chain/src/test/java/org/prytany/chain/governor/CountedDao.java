package org.prytany.chain.governor;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.prytany.chain.LocalDao;
import org.prytany.contracts.generated.CountedGovernor;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** A second governor over the local DAO's votes and timelock, which counts its proposals. */
final class CountedDao {
  final Dao dao;
  private final LocalDao local;

  CountedDao(LocalDao local) {
    this.local = local;
    CountedGovernor governor =
        done(
            CountedGovernor.deploy(
                local.chain.web3j(),
                local.chain.transactionsFrom(local.chain.account(0)),
                new DefaultGasProvider(),
                local.demo.addresses().token(),
                local.demo.addresses().timelock()));
    dao = local.daoAt(local.chain.chainId(), governor.getContractAddress());
    mayPropose(dao.governor());
  }

  /** The timelock governs itself: acting as it, roles are given without a vote. */
  void mayPropose(Address account) {
    String timelock = local.demo.addresses().timelock();
    var own = local.demo.timelock(timelock);
    done(own.grantRole(done(own.PROPOSER_ROLE()), account.hex()));
  }

  CountedGovernor as(String account) {
    return CountedGovernor.load(
        dao.governor().hex(),
        local.chain.web3j(),
        local.chain.transactionsFrom(account),
        new DefaultGasProvider());
  }

  ProposalContent propose(String text, DemoAction... actions) {
    done(
        as(local.chain.account(1))
            .propose(
                List.of(actions).stream().map(DemoAction::target).toList(),
                List.of(actions).stream().map(DemoAction::value).toList(),
                List.of(actions).stream()
                    .map(action -> Numeric.hexStringToByteArray(action.calldata()))
                    .toList(),
                text));
    return local.adapters.logs().proposals(dao, 0, local.head()).getLast();
  }

  void warpToVoting(ProposalContent content) {
    local.chain.warpTo(Instant.ofEpochSecond(content.voteStart() + 1));
  }

  /** Votes in fractions of the account's weight: against, for and abstain. */
  void voteInParts(String account, BigInteger id, BigInteger... parts) {
    StringBuilder packed = new StringBuilder("0x");
    for (BigInteger part : parts) {
      String hex = part.toString(16);
      packed.append("0".repeat(32 - hex.length())).append(hex);
    }
    done(
        as(account)
            .castVoteWithReasonAndParams(
                id,
                BigInteger.valueOf(255),
                "in parts",
                Numeric.hexStringToByteArray(packed.toString())));
  }

  static <T> T done(RemoteCall<T> call) {
    try {
      return call.send();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
