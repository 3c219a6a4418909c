package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.decode.Roles;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Reads effects out of events. An event only speaks for the contract that emits it.
 *
 * <p>Sources: EIP-20, EIP-721, EIP-1967, ERC-7528 (native coin in eth_simulateV1), OpenZeppelin
 * Ownable, AccessControl, AccessManager, Governor, TimelockController, Pausable, Votes; EIP-1155,
 * EIP-2535; Safe, Compound's timelock and proxies, Celo's proxies, the ENS registry.
 */
public final class EventEffects {
  /** Where eth_simulateV1 with traceTransfers reports native coin (ERC-7528). */
  private static final Address NATIVE_LOG =
      new Address("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

  private static final AbiType UINT = new AbiType.Unsigned(256);
  private static final AbiType ADDRESS = new AbiType.Account();

  private interface Reading {
    List<Effect> read(ChainLog log);
  }

  private interface One {
    Effect read(ChainLog log);
  }

  private static final Map<String, Reading> READINGS = new Readings().all();

  private EventEffects() {}

  /** The effects that an event tells of; none when it is not understood. */
  public static List<Effect> of(ChainLog log) {
    Reading reading = READINGS.get(log.topic0());
    if (reading == null) {
      return List.of();
    }
    try {
      return reading.read(log);
    } catch (MalformedAbiException | IndexOutOfBoundsException e) {
      return List.of();
    }
  }

  /** The events that are understood. */
  private static final class Readings {
    private final Map<String, Reading> all = new HashMap<>();

    Map<String, Reading> all() {
      on("Transfer(address,address,uint256)", EventEffects::transfer);
      on("Approval(address,address,uint256)", EventEffects::approval);
      on(
          "ApprovalForAll(address,address,bool)",
          log ->
              Changes.allowance(
                  log.emitter(),
                  topic(log, 1),
                  topic(log, 2),
                  word(log, 0).signum() == 0 ? BigInteger.ZERO : Unlimited.MOST,
                  new Terms.EveryCollectible()));
      many(
          "TransferSingle(address,address,address,uint256,uint256)",
          log -> List.of(collectible(log, word(log, 0), word(log, 1))));
      many("TransferBatch(address,address,address,uint256[],uint256[])", EventEffects::batch);
      owners();
      roles();
      code();
      safes();
      settings();
      return Map.copyOf(all);
    }

    private void owners() {
      on("OwnershipTransferred(address,address)", log -> ownership(log, ""));
      on("OwnershipTransferStarted(address,address)", log -> ownership(log, "pending"));
      on("AdminChanged(address,address)", log -> addresses(log, "proxy admin"));
      on("TimelockChange(address,address)", log -> addresses(log, "timelock"));
      on("NewAdmin(address,address)", log -> addresses(log, "admin"));
      on("NewPendingAdmin(address,address)", log -> addresses(log, "pending admin"));
      on("OwnerSet(address)", log -> given(log, "proxy owner"));
      on("AuthorityUpdated(address)", log -> given(log, "authority"));
      on(
          "NewOwner(bytes32,bytes32,address)",
          log ->
              Changes.ownership(
                  log.emitter(),
                  Optional.empty(),
                  Changes.holder(address(log, 0)),
                  "owner of name " + log.topics().get(2) + " below " + log.topics().get(1)));
      on(
          "Transfer(bytes32,address)",
          log ->
              Changes.ownership(
                  log.emitter(),
                  Optional.empty(),
                  Changes.holder(address(log, 0)),
                  "owner of name " + log.topics().get(1)));
    }

    private void roles() {
      on("RoleGranted(bytes32,address,address)", log -> role(log, true));
      on("RoleRevoked(bytes32,address,address)", log -> role(log, false));
      on("RoleGranted(uint64,address,uint32,uint48,bool)", log -> managed(log, true));
      on("RoleRevoked(uint64,address)", log -> managed(log, false));
      on(
          "RoleAdminChanged(bytes32,bytes32,bytes32)",
          log ->
              Changes.control(
                  log.emitter(),
                  "admin of role " + Roles.name(log.topics().get(1)),
                  Roles.name(log.topics().get(3)),
                  Roles.name(log.topics().get(2))));
      on(
          "DelegateChanged(address,address,address)",
          log -> Changes.role(log.emitter(), "voting power", topic(log, 3), true));
    }

    private void code() {
      on(
          "Upgraded(address)",
          log -> Changes.upgrade(log.emitter(), topic(log, 1), new Place.Itself()));
      on(
          "BeaconUpgraded(address)",
          log -> Changes.upgrade(log.emitter(), topic(log, 1), new Place.Named("beacon")));
      on(
          "ImplementationSet(address)",
          log -> Changes.upgrade(log.emitter(), indexed(log), new Place.Itself()));
      on(
          "NewImplementation(address,address)",
          log -> Changes.upgrade(log.emitter(), address(log, 1), new Place.Itself()));
      many("DiamondCut((address,uint8,bytes4[])[],address,bytes)", EventEffects::facets);
    }

    private void safes() {
      member("AddedOwner(address)", true, "Safe owner");
      member("RemovedOwner(address)", false, "Safe owner");
      member("EnabledModule(address)", true, "Safe module");
      member("DisabledModule(address)", false, "Safe module");
      on(
          "ChangedThreshold(uint256)",
          log -> Changes.control(log.emitter(), "threshold", word(log, 0).toString(), ""));
      on(
          "ChangedGuard(address)",
          log -> Changes.control(log.emitter(), "guard", indexed(log).hex(), ""));
      on(
          "ChangedFallbackHandler(address)",
          log -> Changes.control(log.emitter(), "fallbackHandler", indexed(log).hex(), ""));
    }

    private void settings() {
      parameter("VotingDelaySet(uint256,uint256)", "votingDelay");
      parameter("VotingPeriodSet(uint256,uint256)", "votingPeriod");
      parameter("ProposalThresholdSet(uint256,uint256)", "proposalThreshold");
      parameter("QuorumNumeratorUpdated(uint256,uint256)", "quorumNumerator");
      parameter("LateQuorumVoteExtensionSet(uint64,uint64)", "lateQuorumVoteExtension");
      parameter("MinDelayChange(uint256,uint256)", "minDelay");
      on(
          "NewDelay(uint256)",
          log ->
              Changes.parameter(
                  log.emitter(), "minDelay", number(log.topics().get(1)).toString(), ""));
      on("Paused(address)", log -> Changes.parameter(log.emitter(), "paused", "true", ""));
      on("Unpaused(address)", log -> Changes.parameter(log.emitter(), "paused", "false", ""));
    }

    private void on(String event, One reading) {
      many(event, log -> List.of(reading.read(log)));
    }

    private void many(String event, Reading reading) {
      all.put(AbiBytes.topic(event), reading);
    }

    private void parameter(String event, String name) {
      on(
          event,
          log ->
              Changes.parameter(
                  log.emitter(), name, word(log, 1).toString(), word(log, 0).toString()));
    }

    private void member(String event, boolean granted, String role) {
      on(event, log -> Changes.role(log.emitter(), role, indexed(log), granted));
    }
  }

  private static Effect transfer(ChainLog log) {
    Optional<Address> from = Changes.holder(topic(log, 1));
    Optional<Address> to = Changes.holder(topic(log, 2));
    if (log.topics().size() == 4) {
      return collectible(log, from, to, number(log.topics().get(3)), BigInteger.ONE);
    }
    // No contract can live at either address, so nobody can forge these. Early drafts used zero.
    if (log.emitter().equals(NATIVE_LOG) || log.emitter().equals(Address.ZERO)) {
      return Changes.transfer(
          Address.ZERO, Optional.of(topic(log, 1)), Optional.of(topic(log, 2)), word(log, 0));
    }
    return Changes.transfer(log.emitter(), from, to, word(log, 0));
  }

  private static Effect approval(ChainLog log) {
    if (log.topics().size() != 3) {
      // An ERC-721 approval: one collectible, by its id.
      return Changes.allowance(
          log.emitter(),
          topic(log, 1),
          topic(log, 2),
          BigInteger.ONE,
          new Terms.OneCollectible(number(log.topics().get(3))));
    }
    return Changes.allowance(log.emitter(), topic(log, 1), topic(log, 2), word(log, 0));
  }

  private static List<Effect> batch(ChainLog log) {
    AbiType numbers = new AbiType.Items(UINT);
    List<AbiValue> values = AbiReader.read(List.of(numbers, numbers), log.data()).values();
    List<AbiValue> ids = values.get(0).asItems();
    List<AbiValue> amounts = values.get(1).asItems();
    List<Effect> moved = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      moved.add(collectible(log, ids.get(i).asInt(), amounts.get(i).asInt()));
    }
    return moved;
  }

  private static Effect collectible(ChainLog log, BigInteger id, BigInteger amount) {
    return collectible(
        log, Changes.holder(topic(log, 2)), Changes.holder(topic(log, 3)), id, amount);
  }

  private static Effect collectible(
      ChainLog log,
      Optional<Address> from,
      Optional<Address> to,
      BigInteger id,
      BigInteger amount) {
    return Changes.collectible(log.emitter(), from, to, id, amount);
  }

  private static List<Effect> facets(ChainLog log) {
    AbiType facet =
        new AbiType.Tuple(
            List.of(
                new AbiType.Tuple.Member("facet", ADDRESS),
                new AbiType.Tuple.Member("action", new AbiType.Unsigned(8)),
                new AbiType.Tuple.Member(
                    "selectors", new AbiType.Items(new AbiType.FixedBytes(4)))));
    return AbiReader.read(
            List.of(new AbiType.Items(facet), ADDRESS, new AbiType.Blob(false)), log.data())
        .values()
        .getFirst()
        .asItems()
        .stream()
        .map(
            cut ->
                Changes.upgrade(
                    log.emitter(),
                    ((AbiValue.Tuple) cut).values().getFirst().asAddress(),
                    new Place.Facet()))
        .toList();
  }

  private static Effect ownership(ChainLog log, String subject) {
    return Changes.ownership(
        log.emitter(), Changes.holder(topic(log, 1)), Changes.holder(topic(log, 2)), subject);
  }

  private static Effect given(ChainLog log, String subject) {
    return Changes.ownership(
        log.emitter(), Optional.empty(), Changes.holder(indexed(log)), subject);
  }

  private static Effect addresses(ChainLog log, String subject) {
    return Changes.ownership(
        log.emitter(), Changes.holder(address(log, 0)), Changes.holder(address(log, 1)), subject);
  }

  private static Effect role(ChainLog log, boolean granted) {
    return Changes.role(log.emitter(), Roles.name(log.topics().get(1)), topic(log, 2), granted);
  }

  private static Effect managed(ChainLog log, boolean granted) {
    return Changes.role(
        log.emitter(), "role " + number(log.topics().get(1)), topic(log, 2), granted);
  }

  private static Address topic(ChainLog log, int index) {
    return AbiBytes.addressIn(log.topics().get(index));
  }

  // Safes index the account since 1.4, and did not before.
  private static Address indexed(ChainLog log) {
    return log.topics().size() > 1 ? topic(log, 1) : address(log, 0);
  }

  private static BigInteger number(String topic) {
    return new BigInteger(topic.substring(2), 16);
  }

  private static Address address(ChainLog log, int index) {
    return AbiReader.read(java.util.Collections.nCopies(index + 1, ADDRESS), log.data())
        .values()
        .get(index)
        .asAddress();
  }

  private static BigInteger word(ChainLog log, int index) {
    return AbiReader.read(java.util.Collections.nCopies(index + 1, UINT), log.data())
        .values()
        .get(index)
        .asInt();
  }
}
