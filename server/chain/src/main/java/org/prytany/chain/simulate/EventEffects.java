package org.prytany.chain.simulate;

import java.math.BigInteger;
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
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Reads effects out of events. An event only speaks for the contract that emits it.
 *
 * <p>Sources: EIP-20, EIP-721, EIP-1967, ERC-7528 (native coin in eth_simulateV1), OpenZeppelin
 * Ownable, AccessControl, Governor, TimelockController.
 */
public final class EventEffects {
  /** Where eth_simulateV1 with traceTransfers reports native coin (ERC-7528). */
  private static final Address NATIVE_LOG =
      new Address("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

  private static final String TRANSFER = AbiBytes.topic("Transfer(address,address,uint256)");

  private interface Reading {
    Effect read(ChainLog log);
  }

  private static final Map<String, Reading> READINGS = readings();

  private EventEffects() {}

  /** The effect that an event tells of; empty when it is not understood. */
  public static Optional<Effect> of(ChainLog log) {
    Reading reading = READINGS.get(log.topic0());
    if (reading == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.read(log));
    } catch (MalformedAbiException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Reading> readings() {
    Map<String, Reading> readings = new HashMap<>();
    readings.put(TRANSFER, EventEffects::transfer);
    readings.put(
        AbiBytes.topic("Approval(address,address,uint256)"),
        log -> {
          if (log.topics().size() != 3) {
            // An ERC-721 approval: one collectible, by its id.
            return Changes.effect(
                Effect.Kind.ALLOWANCE,
                log.emitter(),
                Optional.of(topic(log, 1)),
                Optional.of(topic(log, 2)),
                BigInteger.ONE,
                Changes.TOKEN_ID + number(log.topics().get(3)),
                "");
          }
          return Changes.allowance(log.emitter(), topic(log, 1), topic(log, 2), word(log, 0));
        });
    readings.put(
        AbiBytes.topic("OwnershipTransferred(address,address)"), log -> ownership(log, ""));
    readings.put(
        AbiBytes.topic("OwnershipTransferStarted(address,address)"),
        log -> ownership(log, "pending"));
    readings.put(
        AbiBytes.topic("AdminChanged(address,address)"), log -> addresses(log, "proxy admin"));
    readings.put(
        AbiBytes.topic("TimelockChange(address,address)"), log -> addresses(log, "timelock"));
    readings.put(
        AbiBytes.topic("RoleGranted(bytes32,address,address)"),
        log -> role(log, Effect.Kind.ROLE_GRANTED));
    readings.put(
        AbiBytes.topic("RoleRevoked(bytes32,address,address)"),
        log -> role(log, Effect.Kind.ROLE_REVOKED));
    readings.put(
        AbiBytes.topic("Upgraded(address)"),
        log -> Changes.upgrade(log.emitter(), topic(log, 1), ""));
    readings.put(
        AbiBytes.topic("BeaconUpgraded(address)"),
        log -> Changes.upgrade(log.emitter(), topic(log, 1), "beacon"));
    parameter(readings, "VotingDelaySet(uint256,uint256)", "votingDelay");
    parameter(readings, "VotingPeriodSet(uint256,uint256)", "votingPeriod");
    parameter(readings, "ProposalThresholdSet(uint256,uint256)", "proposalThreshold");
    parameter(readings, "QuorumNumeratorUpdated(uint256,uint256)", "quorumNumerator");
    parameter(readings, "LateQuorumVoteExtensionSet(uint64,uint64)", "lateQuorumVoteExtension");
    parameter(readings, "MinDelayChange(uint256,uint256)", "minDelay");
    return Map.copyOf(readings);
  }

  private static void parameter(Map<String, Reading> readings, String event, String name) {
    readings.put(
        AbiBytes.topic(event),
        log ->
            Changes.parameter(
                log.emitter(), name, word(log, 1).toString(), word(log, 0).toString()));
  }

  private static Effect transfer(ChainLog log) {
    Optional<Address> from = Changes.holder(topic(log, 1));
    Optional<Address> to = Changes.holder(topic(log, 2));
    if (log.topics().size() == 4) {
      return Changes.collectible(
          log.emitter(), from, to, number(log.topics().get(3)), BigInteger.ONE);
    }
    // No contract can live at either address, so nobody can forge these. Early drafts used zero.
    if (log.emitter().equals(NATIVE_LOG) || log.emitter().equals(Address.ZERO)) {
      return Changes.transfer(
          Address.ZERO, Optional.of(topic(log, 1)), Optional.of(topic(log, 2)), word(log, 0));
    }
    return Changes.transfer(log.emitter(), from, to, word(log, 0));
  }

  private static Effect ownership(ChainLog log, String subject) {
    return Changes.ownership(
        log.emitter(), Changes.holder(topic(log, 1)), Changes.holder(topic(log, 2)), subject);
  }

  private static Effect addresses(ChainLog log, String subject) {
    AbiType address = new AbiType.Account();
    List<AbiValue> values = AbiReader.read(List.of(address, address), log.data()).values();
    return Changes.ownership(
        log.emitter(),
        Changes.holder(values.get(0).asAddress()),
        Changes.holder(values.get(1).asAddress()),
        subject);
  }

  private static Effect role(ChainLog log, Effect.Kind kind) {
    return Changes.role(kind, log.emitter(), Roles.name(log.topics().get(1)), topic(log, 2));
  }

  private static Address topic(ChainLog log, int index) {
    return AbiBytes.addressIn(log.topics().get(index));
  }

  private static BigInteger number(String topic) {
    return new BigInteger(topic.substring(2), 16);
  }

  private static BigInteger word(ChainLog log, int index) {
    AbiType uint = new AbiType.Unsigned(256);
    return AbiReader.read(java.util.Collections.nCopies(index + 1, uint), log.data())
        .values()
        .get(index)
        .asInt();
  }
}
