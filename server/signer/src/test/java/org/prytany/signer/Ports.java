package org.prytany.signer;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.ballot.GovernorCalls;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.signing.LedgerEntry;
import org.prytany.governance.signing.SigningLedger;
import org.prytany.governance.tally.ChainView;
import org.prytany.governance.tally.GovernorReader;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** The guard's ports in memory. */
final class Ports {

  private Ports() {}

  /** Keeps what it is given, as an attacker with access to the store could change it. */
  static final class Proposals implements ProposalRepository {
    final Map<ProposalKey, Proposal> stored = new HashMap<>();

    @Override
    public Optional<Proposal> find(ProposalKey key) {
      return Optional.ofNullable(stored.get(key));
    }

    @Override
    public boolean insert(Proposal proposal) {
      return stored.putIfAbsent(proposal.key(), proposal) == null;
    }

    @Override
    public Optional<Proposal> compareAndSwap(Proposal proposal) {
      stored.put(proposal.key(), proposal);
      return Optional.of(proposal);
    }

    @Override
    public List<Proposal> of(long chainId, Address governor) {
      return List.copyOf(stored.values());
    }
  }

  static final class Ledger implements SigningLedger {
    final Map<String, LedgerEntry> entries = new HashMap<>();

    @Override
    public synchronized LedgerEntry recordOrFind(LedgerEntry entry) {
      LedgerEntry earlier = entries.putIfAbsent(entry.uniqueKey(), entry);
      return earlier == null ? entry : earlier;
    }

    @Override
    public synchronized Optional<LedgerEntry> find(String uniqueKey) {
      return Optional.ofNullable(entries.get(uniqueKey));
    }
  }

  /** OpenZeppelin's calls. */
  static final class Calls implements GovernorCalls {
    @Override
    public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
      return call(
          dao,
          new Function(
              "castVoteWithReason",
              List.of(
                  new Uint256(proposal.key().proposalId()),
                  new Uint8(support),
                  new Utf8String(reason)),
              List.of()));
    }

    @Override
    public PlannedCall queue(Dao dao, ProposalContent proposal) {
      return call(dao, lists("queue", proposal));
    }

    @Override
    public PlannedCall execute(Dao dao, ProposalContent proposal) {
      return call(dao, lists("execute", proposal));
    }

    private static Function lists(String name, ProposalContent proposal) {
      return new Function(
          name,
          Arrays.asList(
              new DynamicArray<>(
                  org.web3j.abi.datatypes.Address.class,
                  proposal.targets().stream()
                      .map(target -> new org.web3j.abi.datatypes.Address(target.hex()))
                      .toList()),
              new DynamicArray<>(
                  Uint256.class, proposal.valuesWei().stream().map(Uint256::new).toList()),
              new DynamicArray<>(
                  DynamicBytes.class,
                  proposal.calldatas().stream()
                      .map(data -> new DynamicBytes(Numeric.hexStringToByteArray(data)))
                      .toList()),
              new Bytes32(Numeric.hexStringToByteArray(proposal.descriptionHash()))),
          List.of());
    }

    private static PlannedCall call(Dao dao, Function function) {
      return new PlannedCall(dao.governor(), BigInteger.ZERO, FunctionEncoder.encode(function));
    }
  }

  /** Answers OpenZeppelin's numbers for supports; the guard asks for nothing else. */
  static final class Governors implements GovernorReader {
    Map<Support, Integer> supports = Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

    @Override
    public Map<Support, Integer> supports(Dao dao) {
      return supports;
    }

    @Override
    public ChainView view(Dao dao, ProposalContent proposal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger votingPower(Dao dao, Address account, long timepoint) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CastVote> voteOf(Dao dao, ProposalContent proposal, Address account) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger balance(Dao dao, Optional<Address> token, Address account) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<LifecycleEvent> lifecycle(Dao dao, ProposalContent proposal) {
      throw new UnsupportedOperationException();
    }
  }
}
