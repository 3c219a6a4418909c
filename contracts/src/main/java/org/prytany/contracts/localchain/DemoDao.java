package org.prytany.contracts.localchain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.prytany.contracts.generated.DemoStablecoin;
import org.prytany.contracts.generated.DemoVault;
import org.prytany.contracts.generated.HostileGovernor;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.prytany.contracts.generated.PrytanyTimelock;
import org.prytany.contracts.generated.PrytanyVotes;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * A small DAO on a local chain, with people who propose and vote.
 *
 * <p>Acts are sent from any address without its key and wait for their receipt. What the contracts
 * refuse throws {@link ContractRevertedException} with the decoded error. The governor alone may
 * propose to the timelock and cancel there; anyone may execute; nobody is left as administrator.
 */
public final class DemoDao {
  private static final ContractGasProvider GAS = new DefaultGasProvider();
  private static final String NOBODY = "0x0000000000000000000000000000000000000000";

  private final LocalChain chain;
  private final DemoDaoAddresses addresses;
  private final DemoActions actions;

  private DemoDao(LocalChain chain, DemoDaoAddresses addresses) {
    this.chain = chain;
    this.addresses = addresses;
    this.actions = new DemoActions(chain, addresses);
  }

  /** Deploys with {@link DemoDaoSettings#defaults}. */
  public static DemoDao deploy(LocalChain chain) {
    return deploy(chain, DemoDaoSettings.defaults(chain));
  }

  /**
   * Deploys the contracts from account 0, sets the roles, distributes and delegates the votes, and
   * funds the treasury.
   */
  public static DemoDao deploy(LocalChain chain, DemoDaoSettings settings) {
    String deployer = chain.account(0);
    var web3j = chain.web3j();
    var sender = chain.transactionsFrom(deployer);
    BigInteger supply = settings.votes().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    PrytanyVotes token =
        send(
            PrytanyVotes.deploy(
                web3j, sender, GAS, settings.name() + " Votes", "PRYT", deployer, supply));
    PrytanyTimelock timelock =
        send(
            PrytanyTimelock.deploy(
                web3j,
                sender,
                GAS,
                BigInteger.valueOf(settings.timelockDelay().toSeconds()),
                List.of(),
                List.of(NOBODY),
                deployer));
    PrytanyGovernor governor =
        send(
            PrytanyGovernor.deploy(
                web3j,
                sender,
                GAS,
                settings.name(),
                token.getContractAddress(),
                timelock.getContractAddress(),
                BigInteger.valueOf(settings.votingDelay().toSeconds()),
                BigInteger.valueOf(settings.votingPeriod().toSeconds()),
                settings.proposalThreshold(),
                BigInteger.valueOf(settings.quorumPercent())));
    DemoStablecoin stablecoin =
        send(DemoStablecoin.deploy(web3j, sender, GAS, "Demo Dollar", "DUSD", deployer));
    DemoVault vault =
        send(
            DemoVault.deploy(
                web3j,
                sender,
                GAS,
                timelock.getContractAddress(),
                settings.vaultWithdrawalLimit()));
    send(timelock.grantRole(send(timelock.PROPOSER_ROLE()), governor.getContractAddress()));
    send(timelock.grantRole(send(timelock.CANCELLER_ROLE()), governor.getContractAddress()));
    send(timelock.renounceRole(send(timelock.DEFAULT_ADMIN_ROLE()), deployer));
    DemoDao dao =
        new DemoDao(
            chain,
            new DemoDaoAddresses(
                token.getContractAddress(),
                timelock.getContractAddress(),
                governor.getContractAddress(),
                stablecoin.getContractAddress(),
                vault.getContractAddress()));
    settings.votes().forEach((holder, votes) -> dao.giveVotes(deployer, holder, votes));
    dao.fundTreasury(deployer, settings.treasuryEther(), settings.treasuryStablecoin());
    // A block may share its second with the one before, and proposing counts the votes of the
    // second
    // before: from here on the delegations are past.
    chain.increaseTime(Duration.ofSeconds(1));
    return dao;
  }

  /** A DAO that stands already, for instance on a chain that was loaded from its state file. */
  public static DemoDao at(LocalChain chain, DemoDaoAddresses addresses) {
    return new DemoDao(chain, addresses);
  }

  private void giveVotes(String from, String holder, BigInteger votes) {
    if (!holder.equalsIgnoreCase(from)) {
      send(token(from).transfer(holder, votes));
      if (chain.balance(holder).signum() == 0) {
        // Without ether for gas a holder could not delegate, nor vote later.
        chain.setBalance(holder, DemoDaoSettings.tokens(100));
      }
    }
    send(token(holder).delegate(holder));
  }

  private void fundTreasury(String deployer, BigInteger ether, BigInteger stablecoin) {
    if (ether.signum() > 0) {
      chain.sendEther(deployer, addresses.timelock(), ether);
    }
    if (stablecoin.signum() > 0) {
      send(stablecoin(deployer).mint(addresses.timelock(), stablecoin));
    }
  }

  public LocalChain chain() {
    return chain;
  }

  public DemoDaoAddresses addresses() {
    return addresses;
  }

  /** The calls that proposals are made of. */
  public DemoActions actions() {
    return actions;
  }

  /** The governor, acting from that address. */
  public PrytanyGovernor governor(String from) {
    return PrytanyGovernor.load(
        addresses.governor(), chain.web3j(), chain.transactionsFrom(from), GAS);
  }

  /** The timelock, acting from that address. */
  public PrytanyTimelock timelock(String from) {
    return PrytanyTimelock.load(
        addresses.timelock(), chain.web3j(), chain.transactionsFrom(from), GAS);
  }

  /** The token of votes, acting from that address. */
  public PrytanyVotes token(String from) {
    return PrytanyVotes.load(addresses.token(), chain.web3j(), chain.transactionsFrom(from), GAS);
  }

  /** The payment token, acting from that address. Account 0 may mint. */
  public DemoStablecoin stablecoin(String from) {
    return DemoStablecoin.load(
        addresses.stablecoin(), chain.web3j(), chain.transactionsFrom(from), GAS);
  }

  /** The vault, acting from that address. */
  public DemoVault vault(String from) {
    return DemoVault.load(addresses.vault(), chain.web3j(), chain.transactionsFrom(from), GAS);
  }

  /**
   * Deploys another payment token of six decimals, owned by account 0, for instance a look-alike.
   *
   * @param treasury base units that the timelock receives
   * @return its address
   */
  public String deployStablecoin(String name, String symbol, BigInteger treasury) {
    String deployer = chain.account(0);
    DemoStablecoin deployed =
        send(
            DemoStablecoin.deploy(
                chain.web3j(), chain.transactionsFrom(deployer), GAS, name, symbol, deployer));
    if (treasury.signum() > 0) {
      send(deployed.mint(addresses.timelock(), treasury));
    }
    return deployed.getContractAddress();
  }

  /** Deploys a governor over the same token and timelock that can emit lies; for tests. */
  public HostileGovernor deployHostileGovernor() {
    return send(
        HostileGovernor.deploy(
            chain.web3j(),
            chain.transactionsFrom(chain.account(0)),
            GAS,
            "Hostile DAO",
            addresses.token(),
            addresses.timelock(),
            BigInteger.ONE,
            BigInteger.TEN,
            BigInteger.ZERO,
            BigInteger.ONE));
  }

  /** Proposes; the proposer needs the threshold of votes one second before. */
  public DemoProposal propose(String from, List<DemoAction> calls, String description) {
    TransactionReceipt receipt =
        send(
            governor(from)
                .propose(
                    calls.stream().map(DemoAction::target).toList(),
                    calls.stream().map(DemoAction::value).toList(),
                    calldatas(calls),
                    description));
    var event = PrytanyGovernor.getProposalCreatedEvents(receipt).getFirst();
    return new DemoProposal(
        event.proposalId,
        event.proposer,
        calls,
        description,
        Instant.ofEpochSecond(event.voteStart.longValueExact()),
        Instant.ofEpochSecond(event.voteEnd.longValueExact()),
        receipt.getTransactionHash(),
        receipt.getBlockNumber());
  }

  public TransactionReceipt vote(String from, DemoProposal proposal, VoteType vote) {
    return send(governor(from).castVote(proposal.id(), vote.support()));
  }

  public TransactionReceipt vote(String from, DemoProposal proposal, VoteType vote, String reason) {
    return send(governor(from).castVoteWithReason(proposal.id(), vote.support(), reason));
  }

  /** Queues a succeeded proposal in the timelock; anyone may. */
  public TransactionReceipt queue(String from, DemoProposal proposal) {
    return send(
        governor(from)
            .queue(
                proposal.targets(),
                proposal.values(),
                calldatas(proposal.actions()),
                proposal.descriptionHash()));
  }

  /** Executes a queued proposal whose delay has passed; anyone may. */
  public TransactionReceipt execute(String from, DemoProposal proposal) {
    return send(
        governor(from)
            .execute(
                proposal.targets(),
                proposal.values(),
                calldatas(proposal.actions()),
                proposal.descriptionHash(),
                BigInteger.ZERO));
  }

  /** Cancels a proposal while it is pending; its proposer may. */
  public TransactionReceipt cancel(String from, DemoProposal proposal) {
    return send(
        governor(from)
            .cancel(
                proposal.targets(),
                proposal.values(),
                calldatas(proposal.actions()),
                proposal.descriptionHash()));
  }

  public ProposalState state(DemoProposal proposal) {
    return ProposalState.of(send(governor(chain.account(0)).state(proposal.id())));
  }

  /** Earliest time of execution; the epoch for a proposal that was never queued. */
  public Instant eta(DemoProposal proposal) {
    return Instant.ofEpochSecond(
        send(governor(chain.account(0)).proposalEta(proposal.id())).longValueExact());
  }

  /** Moves the chain to the first second in which votes are accepted. */
  public void warpToVoting(DemoProposal proposal) {
    chain.warpTo(proposal.voteStart().plusSeconds(1));
  }

  /** Moves the chain to the first second in which votes are no longer accepted. */
  public void warpPastVoting(DemoProposal proposal) {
    chain.warpTo(proposal.voteEnd().plusSeconds(1));
  }

  /** Moves the chain to the first second in which a queued proposal may be executed. */
  public void warpToExecution(DemoProposal proposal) {
    chain.warpTo(eta(proposal));
  }

  /** The stablecoin of an account, in base units of six decimals. */
  public BigInteger stablecoinOf(String account) {
    return send(stablecoin(chain.account(0)).balanceOf(account));
  }

  private static List<byte[]> calldatas(List<DemoAction> calls) {
    return calls.stream().map(call -> Numeric.hexStringToByteArray(call.calldata())).toList();
  }

  private static <T> T send(RemoteCall<T> call) {
    try {
      return call.send();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LocalChainException(
          "The local chain did not do what was asked: " + e.getMessage(), e);
    }
  }
}
