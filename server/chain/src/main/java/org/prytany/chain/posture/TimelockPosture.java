package org.prytany.chain.posture;

import static java.util.stream.Collectors.toCollection;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.Roles;
import org.prytany.chain.intake.LogScanner;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Question;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.posture.Posture;
import org.prytany.spi.Address;

/**
 * A timelock: how long it waits, and who may propose to it, execute, cancel and administer it.
 *
 * <p>Source: OpenZeppelin TimelockController 4.x and 5.x; Compound's Timelock.
 */
final class TimelockPosture {
  private static final List<Object> ROLE_EVENTS =
      List.of(
          List.of(
              AbiBytes.topic("RoleGranted(bytes32,address,address)"),
              AbiBytes.topic("RoleRevoked(bytes32,address,address)")));

  private static final String ADMIN = "0x" + "0".repeat(64);
  private static final String PROPOSER = AbiBytes.topic("PROPOSER_ROLE");
  private static final String EXECUTOR = AbiBytes.topic("EXECUTOR_ROLE");
  private static final String CANCELLER = AbiBytes.topic("CANCELLER_ROLE");

  /** Until 4.8 the role that gives roles had a name of its own. */
  private static final String OLD_ADMIN = AbiBytes.topic("TIMELOCK_ADMIN_ROLE");

  private static final int MOST_MEMBERS = 100;

  private static final String MEMBERS = "getRoleMemberCount(bytes32)";
  private static final String HAS = "hasRole(bytes32,address)";

  private final Seen seen;
  private final Address timelock;

  TimelockPosture(Seen seen, Address timelock) {
    this.seen = seen;
    this.timelock = timelock;
  }

  /** Whether the account answers as a timelock does. */
  boolean isOne() {
    return delay().isPresent();
  }

  private Optional<BigInteger> delay() {
    return seen.views()
        .number(timelock, "getMinDelay()")
        .or(() -> seen.views().number(timelock, "delay()"));
  }

  /**
   * @param members who was ever given a role, by role; empty if that is not known
   */
  void look(Optional<Map<String, Set<Address>>> members) {
    BigInteger delay = delay().orElse(BigInteger.ZERO);
    seen.fact(timelock, "delay", delay.toString());
    if (delay.signum() == 0) {
      seen.danger(
          "The timelock "
              + seen.name(timelock)
              + " waits for nothing: what passes is executed at once, and nobody can object.");
    }
    seen.account(timelock, "admin()").ifPresent(this::compound);
    if (seen.views().number(timelock, "getMinDelay()").isPresent()) {
      Map<String, Set<Address>> asked = asked(members.orElse(Map.of()));
      asked.forEach((role, accounts) -> role(role, members.isPresent(), accounts));
    }
  }

  /** Of whom is asked, by role, whether they have it; asked for all of them together. */
  private Map<String, Set<Address>> asked(Map<String, Set<Address>> given) {
    List<String> roles = List.of(ADMIN, OLD_ADMIN, PROPOSER, CANCELLER, EXECUTOR);
    seen.views()
        .ahead(
            roles.stream()
                .map(role -> seen.views().question(timelock, MEMBERS, role.substring(2)))
                .toList());
    Map<String, Set<Address>> asked = new LinkedHashMap<>();
    List<Question> all = new ArrayList<>();
    for (String role : roles) {
      Set<Address> accounts = accounts(role, given.getOrDefault(role, Set.of()));
      asked.put(role, accounts);
      accounts.forEach(
          account ->
              all.add(
                  seen.views().question(timelock, HAS, role.substring(2), AbiBytes.word(account))));
    }
    seen.views().ahead(all);
    return asked;
  }

  private Set<Address> accounts(String role, Set<Address> given) {
    Set<Address> asked = new LinkedHashSet<>(given);
    asked.addAll(enumerated(role));
    asked.addAll(seen.dao().holders());
    asked.add(seen.dao().governor());
    asked.add(Address.ZERO);
    asked.addAll(seen.dao().treasurers());
    seen.dao().voter().ifPresent(asked::add);
    seen.dao().executor().ifPresent(asked::add);
    return asked.stream().limit(MOST_MEMBERS).collect(toCollection(LinkedHashSet::new));
  }

  private void compound(Address admin) {
    seen.fact(timelock, "admin", admin.hex());
    if (!seen.isOwn(admin)) {
      seen.danger(
          seen.name(admin)
              + ", "
              + seen.kind(admin)
              + ", is the admin of the timelock "
              + seen.name(timelock)
              + ": it can queue any call without a vote.");
    }
    seen.account(timelock, "pendingAdmin()")
        .ifPresent(
            pending ->
                seen.fact(
                    timelock, "pending admin", pending.equals(Address.ZERO) ? "" : pending.hex()));
  }

  /**
   * @param known whether it is known who was ever given a role
   */
  private void role(String role, boolean known, Set<Address> asked) {
    Set<Address> members = new TreeSet<>();
    for (Address account : asked) {
      boolean has =
          seen.views()
              .number(timelock, HAS, role.substring(2), AbiBytes.word(account))
              .filter(answer -> answer.signum() != 0)
              .isPresent();
      if (has) {
        members.add(account);
      }
    }
    if (known) {
      seen.fact(timelock, Roles.name(role), members);
    } else {
      seen.fact(timelock, Roles.name(role), Posture.NOT_KNOWN);
    }
    for (Address member : members) {
      if (!seen.isOwn(member)) {
        dangers(role, member);
      }
    }
  }

  /** Contracts that list the members of a role name each. */
  private Set<Address> enumerated(String role) {
    Set<Address> members = new LinkedHashSet<>();
    BigInteger count =
        seen.views()
            .number(timelock, MEMBERS, role.substring(2))
            .orElse(BigInteger.ZERO)
            .min(BigInteger.valueOf(MOST_MEMBERS));
    for (int i = 0; i < count.intValue(); i++) {
      seen.views()
          .number(
              timelock,
              "getRoleMember(bytes32,uint256)",
              role.substring(2),
              AbiBytes.word(BigInteger.valueOf(i)))
          .filter(word -> word.bitLength() <= 160)
          .ifPresent(word -> members.add(new Address("0x" + "%040x".formatted(word))));
    }
    return members;
  }

  private void dangers(String role, Address member) {
    String who = member.equals(Address.ZERO) ? "Everybody" : seen.name(member);
    String kind = member.equals(Address.ZERO) ? "" : ", " + seen.kind(member) + ",";
    String where = " the timelock " + seen.name(timelock);
    if (role.equals(PROPOSER)) {
      seen.danger(who + kind + " may propose to" + where + ": any call, without a vote.");
    } else if (role.equals(ADMIN) || role.equals(OLD_ADMIN)) {
      seen.danger(who + kind + " may give and take every role of" + where + ", without a vote.");
    } else if (role.equals(CANCELLER)) {
      seen.danger(who + kind + " may cancel whatever waits in" + where + ".");
    }
    // That everybody may execute what has passed is how most timelocks are meant.
  }

  /**
   * Who was given a role within blocks.
   *
   * @return by role
   * @throws PrytanyException CHAIN_UNAVAILABLE if the endpoint does not show these logs
   */
  static Map<String, Set<Address>> given(
      LogScanner scanner, Seen seen, Dao dao, Address timelock, long from, long to) {
    Map<String, Set<Address>> members = new LinkedHashMap<>();
    List<ChainLog> logs =
        scanner.scan(seen.rpc(), timelock, ROLE_EVENTS, from, to, LogScanner.Differences.JOINED);
    for (ChainLog log : logs) {
      if (log.topics().size() >= 3) {
        members
            .computeIfAbsent(log.topics().get(1), role -> new LinkedHashSet<>())
            .add(AbiBytes.addressIn(log.topics().get(2)));
      }
    }
    return members;
  }

  /** What is said where logs cannot be read. */
  static String unread(Seen seen, Address timelock) {
    return "The endpoint does not show who was given roles of the timelock "
        + seen.name(timelock)
        + ": there may be more than are known here.";
  }
}
