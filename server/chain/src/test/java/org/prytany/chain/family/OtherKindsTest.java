package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/** What is no governor that can be served is refused by what it is, and never shown as empty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherKindsTest {
  private static final String AT = "0x00000000000000000000000000000000000000aa";

  private LocalChain chain;
  private ChainAdapters adapters;

  @BeforeAll
  void begin() {
    chain = LocalChain.start();
    adapters =
        new ChainAdapters(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
  }

  @AfterAll
  void end() {
    adapters.close();
    chain.close();
  }

  private String refused(String address) {
    Dao dao =
        Dao.onlyRead("named", "Named", chain.chainId(), new Address(address), new Address(AT));
    PrytanyException thrown =
        catchThrowableOfType(PrytanyException.class, () -> adapters.logs().verify(dao));
    assertThat(thrown.code()).isEqualTo(FailureCode.GOVERNOR_NOT_SERVED);
    adapters.families().forget(dao);
    return thrown.getMessage();
  }

  /** Code that compares the selectors of these functions, as each contract begins, and reverts. */
  private static String dispatching(String functions) {
    return Stream.of(functions.split(" "))
        .map(function -> "8063" + AbiBytes.selector(function).substring(2) + "1461000057")
        .collect(Collectors.joining("", "0x5f", "5f5ffd"));
  }

  /** Code that has the selectors of these functions to call them somewhere else, and reverts. */
  private static String calling(String functions) {
    return Stream.of(functions.split(" "))
        .map(function -> "63" + AbiBytes.selector(function).substring(2) + "60e01b50")
        .collect(Collectors.joining("", "0x", "5f5ffd"));
  }

  /** Attack: a governor that is served in no family calls its timelock, and is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "getMinDelay() getTimestamp(bytes32)",
        "GRACE_PERIOD() queuedTransactions(bytes32) setPendingAdmin(address)",
        "delegate(address) delegates(address) balanceOf(address)",
        "getOwners() getThreshold() getModulesPaginated(address,uint256)"
      })
  void whatCallsATimelockATokenOrASafeIsNone(String functions) {
    chain.setCode(AT, calling(functions));
    assertThat(refused(AT)).contains("answers neither as OpenZeppelin's");

    chain.setCode(AT, dispatching(functions + " state(uint256) votingPeriod()"));
    assertThat(refused(AT)).contains("answers neither as OpenZeppelin's");
  }

  /**
   * As compiled: its code calls getMinDelay and getTimestamp. Run without arguments, it reverts.
   */
  @Test
  void aCompiledGovernorIsNoTimelock() {
    chain.setCode(AT, ContractArtifact.load("CompatibleGovernor").bytecode());

    assertThat(refused(AT)).contains("answers neither as OpenZeppelin's");
  }

  /** Functions as the publishers' contracts have them, some that nothing is told by among them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "of Nouns' kind|proposals(uint256) proposalCount() nouns() vetoer() proposalThresholdBPS()"
            + " quorumVotes(uint256) proposalsV3(uint256) queue(uint256)",
        "Nouns Builder|state(bytes32) quorum() vetoer() treasury() token() quorumThresholdBps()",
        "plugin of Aragon OSx|dao() pluginType() supportThreshold() votingMode() execute(uint256)",
        "DAO contract of Aragon OSx|daoURI() hasPermission(address,address,bytes32,bytes)",
        "Aragon's first version|newVote(bytes,string) vote(uint256,bool,bool) executeVote(uint256)"
            + " getVoterState(uint256,address)",
        "Aave's governance, |getProposalsCount() activateVoting(uint256) executeProposal(uint256)"
            + " getVotingPortalsCount()",
        "Aave's governance of version 2|queue(uint256) getProposalsCount() getVotingDelay()"
            + " isExecutorAuthorized(address) getGovernanceStrategy()",
        "(Baal)|submitVote(uint32,bool) sponsorProposal(uint32) processProposal(uint32,bytes)"
            + " ragequit(address,uint256,uint256,address[]) proposals(uint256) proposalCount()",
        "of Moloch's kind,|submitVote(uint256,uint8) processProposal(uint256) ragequit(uint256)",
        "of Azorius' kind|proposalState(uint32) getProposalTxHash(uint32,uint32) getProposal(uint32)"
            + " isStrategyEnabled(address) totalProposalCount() avatar() target()",
        "UMA's oSnap|optimisticOracleV3() rules() proposalHashes(bytes32) avatar() bondAmount()",
        "of Maker's kind|etch(address[]) lift(address) hat() lock(uint256) approvals(address)",
        "Snapshot X|nextProposalId() authenticators(address) votingStrategies(uint8) daoURI()",
        "is a Safe|getOwners() getThreshold() getModulesPaginated(address,uint256) nonce()",
        "is a timelock of Compound's kind|GRACE_PERIOD() delay() queuedTransactions(bytes32)"
            + " setPendingAdmin(address)"
      })
  void whatAnotherKindIsStandsInTheReason(String says, String functions) {
    chain.setCode(AT, dispatching(functions));

    assertThat(refused(AT)).contains(says);
  }

  @Test
  void theTokenAndTheTimelockOfADaoAreNamedAsWhatTheyAre() {
    DemoDao demo = DemoDao.deploy(chain);

    assertThat(refused(demo.addresses().token())).contains("the token that votes are counted in");
    assertThat(refused(demo.addresses().timelock()))
        .contains("is a timelock")
        .contains("as its treasury");
    RawContract compounds =
        RawContract.deploy(
            chain,
            chain.account(0),
            RawContract.bytecode("@uniswap/governance/build/Timelock.json"),
            RawContract.account(chain.account(0)),
            RawContract.uint(172_800));
    assertThat(refused(compounds.address)).contains("is a timelock of Compound's kind");
  }

  /** Nothing is guessed: one function that another kind has as well is no kind. */
  @Test
  void whatIsNoneOfTheseIsSaidToAnswerAsNoGovernorDoes() {
    chain.setCode(AT, dispatching("vetoer() getProposalsCount() getOwners()"));

    assertThat(refused(AT)).contains("answers neither as OpenZeppelin's").contains("not its token");
  }
}
