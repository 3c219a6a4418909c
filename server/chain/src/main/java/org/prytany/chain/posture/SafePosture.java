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
  private static final int MOST_PAGES = 4;

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

  void look() {
    List<Address> owners = owners().orElse(List.of());
    BigInteger threshold = threshold().orElse(BigInteger.ZERO);
    seen.fact(safe, "Safe owners", owners);
    seen.fact(safe, "Safe threshold", threshold.toString());
    owners(owners, threshold);
    modules();
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

  private void modules() {
    Optional<List<Address>> modules = pages();
    if (modules.isEmpty()) {
      seen.fact(safe, "Safe modules", Posture.NOT_KNOWN);
      seen.danger(
          "The Safe " + seen.name(safe) + " does not tell all its modules, which may move all.");
      return;
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
  }

  /** Empty where the list does not come to its end. */
  private Optional<List<Address>> pages() {
    List<Address> modules = new ArrayList<>();
    Address next = SENTINEL;
    for (int page = 0; page < MOST_PAGES; page++) {
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
      modules.addAll(accounts(answer.get().get(0)));
      next = answer.get().get(1).asAddress();
      if (next.equals(SENTINEL) || next.equals(Address.ZERO)) {
        return Optional.of(modules);
      }
      // Before 1.4 the next page begins behind this one, which is in neither.
      if (!modules.contains(next)) {
        modules.add(next);
      }
    }
    return Optional.empty();
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
