package org.prytany.chain.family;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;

/**
 * Contracts that people name as a governor and that are served in none of the families, told by
 * functions that they answer all of; to call them elsewhere is not enough, as governors call their
 * timelocks and tokens. They are named only where nothing else was found.
 *
 * <p>Source: nounsDAO NounsDAOLogicV1 to V4; Aragon OSx IPlugin and DAO, and Voting of its first
 * version; Aave AaveGovernanceV2 and IGovernanceCore; Moloch v2 and Baal; Nouns Builder Governor;
 * Azorius of fractal-contracts; UMA OptimisticGovernor; Maker's DSChief; Snapshot X Space; Safe;
 * OpenZeppelin TimelockController and ERC20Votes; Compound Timelock.
 */
enum OtherKinds {
  NOUNS(
      "is a governor of Nouns' kind: its quorum grows with the votes against, and what is proposed"
          + " may still be changed after it was announced. Such governors are not served",
      "nouns()",
      "vetoer()",
      "proposalThresholdBPS()"),
  NOUNS_BUILDER(
      "is a governor of Nouns Builder, whose proposals are named by hashes of another kind. Such"
          + " governors are not served",
      "quorumThresholdBps()",
      "vetoer()",
      "treasury()"),
  ARAGON_PLUGIN(
      "is a plugin of Aragon OSx. It is no governor of OpenZeppelin's or Compound's kind, and not"
          + " served",
      "pluginType()",
      "dao()"),
  ARAGON_DAO(
      "is a DAO contract of Aragon OSx: plugins decide for it. It is no governor of OpenZeppelin's"
          + " or Compound's kind, and not served",
      "hasPermission(address,address,bytes32,bytes)",
      "daoURI()"),
  ARAGON_VOTING(
      "is a voting app of Aragon's first version. It is no governor of OpenZeppelin's or Compound's"
          + " kind, and not served",
      "newVote(bytes,string)",
      "executeVote(uint256)",
      "getVoterState(uint256,address)"),
  AAVE(
      "is Aave's governance, where votes are cast on other chains and payloads are executed by"
          + " other contracts. It is not served",
      "getVotingPortalsCount()",
      "activateVoting(uint256)",
      "getProposalsCount()"),
  AAVE_BEFORE(
      "is Aave's governance of version 2, which is not served",
      "isExecutorAuthorized(address)",
      "getGovernanceStrategy()",
      "getProposalsCount()"),
  BAAL(
      "is a DAO of Moloch's kind (Baal), whose members hold shares and may leave with their part."
          + " It is not served",
      "sponsorProposal(uint32)",
      "submitVote(uint32,bool)",
      "ragequit(address,uint256,uint256,address[])"),
  MOLOCH(
      "is a DAO of Moloch's kind, whose members hold shares and may leave with their part. It is"
          + " not served",
      "submitVote(uint256,uint8)",
      "processProposal(uint256)"),
  AZORIUS(
      "is a module of a Safe of Azorius' kind (Decent, Fractal), which leaves votes to strategies of"
          + " its own. It is not served",
      "proposalState(uint32)",
      "getProposalTxHash(uint32,uint32)",
      "isStrategyEnabled(address)"),
  OPTIMISTIC(
      "is a module of a Safe that executes what nobody disputes before an oracle (UMA's oSnap):"
          + " nothing is voted in it. It is not served; follow the space of Snapshot whose votes it"
          + " executes",
      "optimisticOracleV3()",
      "rules()",
      "proposalHashes(bytes32)"),
  CHIEF(
      "is a chief of Maker's kind, where votes lie on addresses and not on proposals. It is not"
          + " served",
      "etch(address[])",
      "lift(address)",
      "hat()"),
  SNAPSHOT_X(
      "is a space of Snapshot X, which is not served",
      "nextProposalId()",
      "authenticators(address)",
      "votingStrategies(uint8)"),
  SAFE(
      "is a Safe, which owners sign for and nobody votes in. Name the governor, and the Safe as"
          + " its treasury",
      "getOwners()",
      "getThreshold()",
      "getModulesPaginated(address,uint256)"),
  TIMELOCK(
      "is a timelock. Name the governor that proposes to it, and the timelock as its treasury",
      "getMinDelay()",
      "getTimestamp(bytes32)"),
  COMPOUND_TIMELOCK(
      "is a timelock of Compound's kind. Name the governor that is its admin, and the timelock as"
          + " its treasury",
      "GRACE_PERIOD()",
      "queuedTransactions(bytes32)",
      "setPendingAdmin(address)"),
  VOTES(
      "is the token that votes are counted in. Name the governor that counts them",
      "delegate(address)",
      "delegates(address)",
      "balanceOf(address)");

  /** What stands beside a governor and is named in its place. */
  private static final Set<OtherKinds> NAMED_BESIDE =
      EnumSet.of(SAFE, TIMELOCK, COMPOUND_TIMELOCK, VOTES);

  private static final List<String> PROPOSES =
      List.of(AbiBytes.selector("state(uint256)"), AbiBytes.selector("votingPeriod()"));

  private final String why;
  private final List<String> functions;

  OtherKinds(String why, String... functions) {
    this.why = why;
    this.functions = List.of(functions);
  }

  /**
   * What the contract is instead, as the end of "it ..."; empty where it is none of these. A
   * governor may well be a token or a timelock besides: what has proposals of its own is not named
   * as that.
   */
  static Optional<String> of(GovernorCode code) {
    boolean proposes = PROPOSES.stream().anyMatch(code::answers);
    return Arrays.stream(values())
        .filter(kind -> !(proposes && NAMED_BESIDE.contains(kind)))
        .filter(kind -> kind.functions.stream().map(AbiBytes::selector).allMatch(code::answers))
        .map(kind -> kind.why)
        .findFirst();
  }
}
