package org.prytany.chain.posture;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.governance.posture.Posture;
import org.prytany.spi.Address;

/**
 * A Safe: who owns it, how many of them it takes, which modules move it without any of them, and
 * what stands before and behind its calls.
 *
 * <p>Source: Safe 1.3 to 1.4 (OwnerManager, ModuleManager, GuardManager, FallbackManager).
 */
final class SafePosture {
  /** The list of modules begins and ends with it. */
  private static final Address SENTINEL = new Address("0x0000000000000000000000000000000000000001");

  private static final String GUARD = AbiBytes.topic("guard_manager.guard.address");
  private static final String MODULE_GUARD = AbiBytes.topic("module_manager.module_guard.address");
  private static final String HANDLER = AbiBytes.topic("fallback_manager.handler.address");

  private static final BigInteger PAGE = BigInteger.valueOf(50);
  private static final int MOST_MODULES = 200;

  private final Seen seen;
  private final Address safe;

  SafePosture(Seen seen, Address safe) {
    this.seen = seen;
    this.safe = safe;
  }

  /** Whether the account answers as a Safe does. */
  boolean isOne() {
    return threshold().isPresent() && owners().isPresent();
  }

  private Optional<BigInteger> threshold() {
    return seen.views().number(safe, "getThreshold()");
  }

  private Optional<List<Address>> owners() {
    return seen.views()
        .values(safe, "getOwners()", List.of(new AbiType.Items(new AbiType.Account())))
        .map(values -> accounts(values.getFirst()));
  }

  private static List<Address> accounts(AbiValue items) {
    return items.asItems().stream().map(AbiValue::asAddress).toList();
  }

  /**
   * @return who may move it: its owners and modules
   */
  List<Address> look() {
    List<Address> owners = owners().orElse(List.of());
    BigInteger threshold = threshold().orElse(BigInteger.ZERO);
    seen.fact(safe, "Safe owners", owners);
    seen.fact(safe, "Safe threshold", threshold.toString());
    owners(owners, threshold);
    List<Address> movers = new ArrayList<>(owners);
    movers.addAll(modules());
    slot("Safe guard", GUARD)
        .ifPresent(
            guard ->
                seen.danger(
                    "The guard "
                        + seen.name(guard)
                        + " may refuse any call that the owners of the Safe "
                        + seen.name(safe)
                        + " make."));
    slot("Safe module guard", MODULE_GUARD);
    slot("Safe fallback handler", HANDLER);
    seen.slot(safe, "0x0")
        .ifPresentOrElse(
            code -> seen.fact(safe, "Safe code", code.hex()),
            () -> seen.fact(safe, "Safe code", Posture.NOT_KNOWN));
    return movers;
  }

  private void owners(List<Address> owners, BigInteger threshold) {
    List<Address> others = owners.stream().filter(owner -> !seen.isOwn(owner)).toList();
    if (BigInteger.valueOf(others.size()).compareTo(threshold) < 0) {
      return;
    }
    seen.danger(
        (threshold.equals(BigInteger.ONE)
                ? "Any one of " + seen.names(others) + " can move"
                : "Any " + threshold + " of " + seen.names(others) + " can move")
            + " all that the Safe "
            + seen.name(safe)
            + " has, without a vote.");
  }

  private List<Address> modules() {
    Optional<List<Address>> modules = pages();
    if (modules.isEmpty() || modules.get().size() > MOST_MODULES) {
      // The newest come first, so that one more shows even where the end is not reached.
      seen.fact(
          safe,
          "Safe modules",
          modules
              .map(its -> "more than " + MOST_MODULES + ", first " + its.getFirst())
              .orElse(Posture.NOT_KNOWN));
      seen.danger(
          "The Safe " + seen.name(safe) + " does not tell all its modules, which may move all.");
      return modules.orElse(List.of());
    }
    seen.fact(safe, "Safe modules", modules.get());
    for (Address module : modules.get()) {
      if (!seen.isOwn(module)) {
        boolean named = seen.dao().labels().containsKey(module);
        seen.danger(
            (named ? "The module " : "The unknown module ")
                + seen.name(module)
                + ", "
                + seen.kind(module)
                + ", can move all that the Safe "
                + seen.name(safe)
                + " has, without its owners and without a vote.");
      }
    }
    return modules.get();
  }

  /** As far as it is read; empty where the Safe does not tell. */
  private Optional<List<Address>> pages() {
    List<Address> modules = new ArrayList<>();
    Address next = SENTINEL;
    while (modules.size() <= MOST_MODULES) {
      Optional<List<AbiValue>> answer =
          seen.views()
              .values(
                  safe,
                  "getModulesPaginated(address,uint256)",
                  List.of(new AbiType.Items(new AbiType.Account()), new AbiType.Account()),
                  AbiBytes.word(next),
                  AbiBytes.word(PAGE));
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      List<Address> page = accounts(answer.get().get(0));
      modules.addAll(page);
      next = answer.get().get(1).asAddress();
      if (next.equals(SENTINEL) || next.equals(Address.ZERO)) {
        return Optional.of(modules);
      }
      // Before 1.4 the next page begins behind this one, which is in neither.
      if (!modules.contains(next)) {
        modules.add(next);
      } else if (page.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(modules);
  }

  /** Who stands in a slot, if anybody. */
  private Optional<Address> slot(String what, String slot) {
    Optional<Address> account = seen.slot(safe, slot);
    seen.fact(
        safe,
        what,
        account.map(its -> its.equals(Address.ZERO) ? "" : its.hex()).orElse(Posture.NOT_KNOWN));
    return account.filter(its -> !its.equals(Address.ZERO));
  }
}
