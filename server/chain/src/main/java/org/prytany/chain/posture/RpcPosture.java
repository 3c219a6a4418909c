package org.prytany.chain.posture;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.decode.RpcImplementations;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.intake.LogScanner;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.posture.PostureReader;
import org.prytany.spi.Address;

/** Asks one endpoint who may move what the accounts of a DAO have. */
public final class RpcPosture implements PostureReader {
  /** Holders and owners of owners. */
  private static final int MOST_LOOKED_AT = 60;

  private final Endpoints endpoints;
  private final GovernorFamilies families;
  private final LogScanner scanner;
  private final TokenList listed;
  private final AllowanceLogs allowances;
  private final Map<String, Given> given = new ConcurrentHashMap<>();

  /** What was read last of each DAO, and at which block: several payouts are due at one. */
  private final Map<Dao, Known> known = new ConcurrentHashMap<>();

  private record Known(BlockRef at, Posture posture) {}

  /** Who was given roles before block {@code next}. */
  private record Given(long next, Map<String, Set<Address>> members) {}

  /**
   * @param listed tokens of which unlimited allowances are looked for
   */
  public RpcPosture(
      Endpoints endpoints,
      GovernorFamilies families,
      LogScanner scanner,
      TokenList listed,
      RpcOptions options) {
    this.endpoints = endpoints;
    this.families = families;
    this.scanner = scanner;
    this.listed = listed;
    this.allowances = new AllowanceLogs(options);
  }

  @Override
  public Posture read(Dao dao) {
    JsonRpc rpc = endpoints.of(dao);
    BlockRef head = Blocks.head(rpc);
    Known last = known.get(dao);
    if (last != null && last.at().equals(head)) {
      return last.posture();
    }
    Seen seen = read(dao, rpc, head.number());
    Posture posture = seen.posture(head.number());
    // It was asked for by number: that block has to be the same still.
    if (seen.isWhole() && Blocks.at(rpc, head.number()).filter(head::equals).isPresent()) {
      known.put(dao, new Known(head, posture));
    }
    return posture;
  }

  private Seen read(Dao dao, JsonRpc rpc, long number) {
    Seen seen = new Seen(dao, rpc, Quantities.of(number));
    executor(seen);
    Set<Address> looked = new HashSet<>();
    for (Address account : dao.holders()) {
      account(seen, account, number, looked);
    }
    if (looked.size() >= MOST_LOOKED_AT) {
      seen.danger(
          "More accounts stand behind those that may move what "
              + dao.name()
              + " has than are looked at here ("
              + MOST_LOOKED_AT
              + "): what changes about the others is not seen.");
    }
    allowances.look(seen, listed.contracts(dao.chainId()), number);
    return seen;
  }

  /** The treasury has to be the account that the governor executes from, or no call works. */
  private void executor(Seen seen) {
    Dao dao = seen.dao();
    if (!new SafePosture(seen, dao.treasury()).isOne()) {
      return;
    }
    // Of an executor that is not known, a limit of the governor's says so.
    Optional<Address> executor = families.of(dao).executor();
    if (executor.isPresent() && !executor.get().equals(dao.treasury())) {
      seen.wrongSetting(
          "prytany.dao."
              + dao.id()
              + ".treasury is the Safe "
              + dao.treasury()
              + ", but the governor executes from "
              + executor.get()
              + ": put the Safe in prytany.dao."
              + dao.id()
              + ".funds; treasury is "
              + executor.get()
              + ".");
    }
  }

  private void account(Seen seen, Address account, long number, Set<Address> looked) {
    if (account.equals(seen.dao().governor())) {
      return;
    }
    if (seen.isContract(account).equals(Optional.of(false))) {
      seen.fact(account, "contract", "no");
      seen.danger(
          seen.name(account)
              + " is an ordinary account: whoever has its key can move all that it has.");
      return;
    }
    SafePosture safe = new SafePosture(seen, account);
    TimelockPosture timelock = new TimelockPosture(seen, account);
    if (safe.isOne()) {
      behind(seen, safe.look(), looked);
    } else if (timelock.isOne()) {
      timelock.look(roles(seen, account, number));
    } else {
      owned(seen, account, looked);
    }
  }

  /** Who stands behind those that move an account moves it as well, on every level. */
  private static void behind(Seen seen, Collection<Address> movers, Set<Address> looked) {
    for (Address mover : movers) {
      if (looked.size() >= MOST_LOOKED_AT || !looked.add(mover) || seen.isOwn(mover)) {
        continue;
      }
      SafePosture safe = new SafePosture(seen, mover);
      if (safe.isOne()) {
        behind(seen, safe.look(), looked);
      } else if (seen.isContract(mover).orElse(false)) {
        behind(seen, code(seen, mover).stream().toList(), looked);
      }
    }
  }

  /** Notes what code an account has, and who owns it; empty where it names nobody. */
  private static Optional<Address> code(Seen seen, Address account) {
    seen.fact(account, "code", seen.codeHash(account));
    seen.fact(
        account,
        "code behind it",
        seen.slot(account, RpcImplementations.EIP_1967)
            .map(Address::hex)
            .orElse(Posture.NOT_KNOWN));
    Optional<Address> owner = seen.account(account, "owner()");
    seen.fact(account, "owner", owner.map(Address::hex).orElse(""));
    return owner;
  }

  /** Empty where the endpoint does not show them. */
  private Optional<Map<String, Set<Address>>> roles(Seen seen, Address timelock, long number) {
    Dao dao = seen.dao();
    String key = dao.chainId() + ":" + timelock + ":" + dao.fromBlock();
    Given before = given.getOrDefault(key, new Given(dao.fromBlock(), Map.of()));
    if (before.next() > number) {
      return Optional.of(before.members());
    }
    try {
      Map<String, Set<Address>> members = new HashMap<>();
      before.members().forEach((role, its) -> members.put(role, new LinkedHashSet<>(its)));
      TimelockPosture.given(scanner, seen, dao, timelock, before.next(), number)
          .forEach(
              (role, its) -> members.computeIfAbsent(role, r -> new LinkedHashSet<>()).addAll(its));
      given.put(key, new Given(number + 1, members));
      return Optional.of(members);
    } catch (PrytanyException e) {
      seen.missed();
      seen.danger(TimelockPosture.unread(seen, timelock));
      return Optional.empty();
    }
  }

  private static void owned(Seen seen, Address account, Set<Address> looked) {
    Optional<Address> owner = code(seen, account);
    behind(seen, owner.stream().toList(), looked);
    if (owner.isEmpty()) {
      seen.danger(
          "Who can move what "
              + seen.name(account)
              + " has is not known: it is no Safe, no timelock, and names no owner.");
    } else if (!seen.isOwn(owner.get()) && !owner.get().equals(Address.ZERO)) {
      seen.danger(
          seen.name(owner.get())
              + ", "
              + seen.kind(owner.get())
              + ", owns "
              + seen.name(account)
              + " and may be able to move what it has, without a vote.");
    }
  }
}
