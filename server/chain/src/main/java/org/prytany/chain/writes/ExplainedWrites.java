package org.prytany.chain.writes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Terms;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.StateDifference.Unread;

/**
 * Which writes the known effects of a run explain. Storage has no names, so a slot is found by what
 * lies in it: a balance is where the layout of mappings would put it, and changes by exactly what
 * the effects move. An effect explains one write at most, and a transfer that no write shows is
 * told as well. Whatever is left over nobody can read.
 */
public final class ExplainedWrites {
  private static final BigInteger ACCOUNT = BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE);

  /** More holders of more tokens are not looked for; their writes stay unexplained. */
  private static final int MOST_HOLDERS = 60;

  private static final BigInteger ADMIN = reserved("eip1967.proxy.admin");

  /** Where proxies keep the account whose code they run (EIP-1967). */
  private static final Map<Place, BigInteger> CODES =
      Map.of(
          new Place.Itself(),
          reserved("eip1967.proxy.implementation"),
          Place.of("beacon"),
          reserved("eip1967.proxy.beacon"));

  private final List<Change> effects;
  private final Map<Address, Map<BigInteger, Writes.Change>> slots = new HashMap<>();
  private final Map<Address, Writes.Change> balances = new HashMap<>();
  private final Set<Address> involved = new LinkedHashSet<>();
  private final Map<Address, Set<String>> further = new TreeMap<>();

  private ExplainedWrites(Writes writes, List<Effect> effects, Set<Address> called) {
    this.effects = FlatEffects.read(effects);
    involved.addAll(called);
    writes
        .accounts()
        .forEach(
            (account, changes) -> {
              involved.add(account);
              slots.put(account, new HashMap<>(changes.slots()));
              changes.balance().ifPresent(change -> balances.put(account, change));
              tell(account, changes.nonce(), "it creates a contract or sends by itself");
              tell(account, changes.code(), "its code changes");
              tell(account, changes.ended(), "it ends");
            });
    for (Change effect : this.effects) {
      involved.add(effect.contract());
      effect.from().ifPresent(involved::add);
      effect.to().ifPresent(involved::add);
    }
  }

  /**
   * What the effects leave unexplained.
   *
   * @param writes what a run of all calls writes
   * @param effects the net effects of the same calls
   * @param called who is called, and may use allowances
   * @param known what a run of the known calls alone writes: they explain themselves
   * @param placed slots that the simulation itself filled, by account
   */
  public static List<Unread> leftOver(
      Writes writes,
      List<Effect> effects,
      Set<Address> called,
      Writes known,
      Map<Address, Set<BigInteger>> placed) {
    ExplainedWrites explained = new ExplainedWrites(writes, effects, called);
    explained.coin();
    explained.tokens();
    explained.allowances();
    explained.authority();
    explained.known(known);
    placed.forEach((account, own) -> explained.of(account).keySet().removeAll(own));
    return explained.rest();
  }

  private void tell(Address account, boolean applies, String what) {
    if (applies) {
      further.computeIfAbsent(account, a -> new LinkedHashSet<>()).add(what);
    }
  }

  private Map<BigInteger, Writes.Change> of(Address account) {
    return slots.getOrDefault(account, new HashMap<>());
  }

  /** Native coin: what an account has more or less is what the effects move, to the last wei. */
  private void coin() {
    Map<Optional<Address>, BigInteger> moved = moved(Address.ZERO);
    balances
        .entrySet()
        .removeIf(
            balance ->
                balance
                    .getValue()
                    .delta()
                    .equals(moved.getOrDefault(Optional.of(balance.getKey()), BigInteger.ZERO)));
  }

  private void tokens() {
    Set<Address> tokens = new LinkedHashSet<>();
    for (Change effect : effects) {
      if (effect instanceof Change.Transfer && !effect.contract().equals(Address.ZERO)) {
        tokens.add(effect.contract());
      }
    }
    int looked = 0;
    for (Address token : tokens) {
      Map<Optional<Address>, BigInteger> moved = moved(token);
      looked += moved.size();
      if (looked <= MOST_HOLDERS) {
        token(token, moved);
      }
    }
  }

  /** What came to each holder, less what left it; nobody stands for minting and burning. */
  private Map<Optional<Address>, BigInteger> moved(Address asset) {
    Map<Optional<Address>, BigInteger> moved = new LinkedHashMap<>();
    for (Change effect : effects) {
      if (effect instanceof Change.Transfer transfer
          && transfer.contract().equals(asset)
          && transfer.id().isEmpty()) {
        moved.merge(transfer.to(), transfer.amount(), BigInteger::add);
        moved.merge(transfer.from(), transfer.amount().negate(), BigInteger::add);
      }
    }
    moved.values().removeIf(amount -> amount.signum() == 0);
    return moved;
  }

  /** All holders' balances lie in one mapping: the one that fits most of them. */
  private void token(Address token, Map<Optional<Address>, BigInteger> moved) {
    Map<BigInteger, Writes.Change> written = of(token);
    BigInteger minted = moved.getOrDefault(Optional.<Address>empty(), BigInteger.ZERO).negate();
    Set<BigInteger> best = Set.of();
    for (Layout layout : written.isEmpty() ? List.<Layout>of() : Layout.all("ERC20", 0)) {
      Set<BigInteger> fits = new LinkedHashSet<>();
      moved.forEach(
          (holder, amount) -> {
            if (holder.isPresent()) {
              BigInteger slot = layout.of(AbiBytes.word(holder.get()));
              Writes.Change change = written.get(slot);
              if (change != null && change.delta().equals(amount)) {
                fits.add(slot);
              }
            }
          });
      best = fits.size() > best.size() ? fits : best;
    }
    long holders = moved.keySet().stream().filter(Optional::isPresent).count();
    tell(token, best.size() < holders, "a transfer of it is told that no write shows");
    written.keySet().removeAll(best);
    if (minted.signum() != 0) {
      BigInteger supply = Layout.namespace("ERC20").add(BigInteger.TWO);
      onlyOne(
          written,
          (slot, change) ->
              (Layout.isPlain(slot) || slot.equals(supply)) && change.delta().equals(minted));
    }
  }

  private interface Fits {
    boolean fits(BigInteger slot, Writes.Change change);
  }

  /** Takes the one write that fits; of several nobody knows which one it is. */
  private static void onlyOne(Map<BigInteger, Writes.Change> written, Fits fits) {
    List<BigInteger> found = new ArrayList<>();
    written.forEach(
        (slot, change) -> {
          if (fits.fits(slot, change)) {
            found.add(slot);
          }
        });
    if (found.size() == 1) {
      written.remove(found.getFirst());
    }
  }

  /** Allowances that the effects give, and those that the transfers use up. */
  private void allowances() {
    for (Change effect : effects) {
      if (effect instanceof Change.Allowance allowed
          && allowed.terms() instanceof Terms.Ordinary
          && allowed.from().isPresent()
          && allowed.to().isPresent()) {
        allowance(
            allowed.contract(),
            allowed.from().get(),
            allowed.to().get(),
            change -> change.after().equals(allowed.amount()));
      }
    }
    int looked = 0;
    for (Change effect : effects) {
      boolean pays =
          effect instanceof Change.Transfer
              && effect.from().isPresent()
              && !of(effect.contract()).isEmpty();
      for (Address spender : pays ? List.copyOf(involved) : List.<Address>of()) {
        looked++;
        if (looked <= MOST_HOLDERS && !spender.equals(Address.ZERO)) {
          BigInteger paid = moved(effect.contract()).getOrDefault(effect.from(), BigInteger.ZERO);
          allowance(
              effect.contract(),
              effect.from().orElseThrow(),
              spender,
              change -> paid.signum() < 0 && change.delta().equals(paid));
        }
      }
    }
  }

  private void allowance(
      Address token, Address owner, Address spender, Predicate<Writes.Change> expected) {
    Map<BigInteger, Writes.Change> written = of(token);
    if (written.isEmpty()) {
      return;
    }
    for (Layout layout : Layout.all("ERC20", 1)) {
      BigInteger slot = layout.of(AbiBytes.word(owner), AbiBytes.word(spender));
      Writes.Change change = written.get(slot);
      if (change != null && expected.test(change)) {
        written.remove(slot);
        return;
      }
    }
  }

  private void authority() {
    for (Change effect : effects) {
      switch (effect) {
        case Change.Owner owner -> owner(owner);
        case Change.Code code -> code(code);
        case Change.Role role -> role(role);
        default -> {
          // Settings are any number: a number that fits proves nothing.
        }
      }
    }
  }

  private void owner(Change.Owner effect) {
    BigInteger from = effect.from().map(Layout::number).orElse(BigInteger.ZERO);
    BigInteger to = effect.to().map(Layout::number).orElse(BigInteger.ZERO);
    BigInteger owner = Layout.namespace("Ownable");
    BigInteger pending = Layout.namespace("Ownable2Step");
    onlyOne(
        of(effect.contract()),
        (slot, change) ->
            (Layout.isPlain(slot)
                    || slot.equals(owner)
                    || slot.equals(pending)
                    || slot.equals(ADMIN))
                && replaces(change, from, to));
  }

  /** Whether one account in a word gives way to another one, and the rest stays. */
  private static boolean replaces(Writes.Change change, BigInteger from, BigInteger to) {
    for (int shift = 0; shift <= 96; shift += 8) {
      BigInteger place = ACCOUNT.shiftLeft(shift);
      boolean fits =
          change.before().and(place).shiftRight(shift).equals(from)
              && change.after().and(place).shiftRight(shift).equals(to)
              && change.before().andNot(place).equals(change.after().andNot(place));
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private void code(Change.Code effect) {
    BigInteger place = CODES.get(effect.place());
    if (place != null) {
      onlyOne(
          of(effect.contract()),
          (slot, change) ->
              slot.equals(place) && change.after().equals(Layout.number(effect.code())));
    }
  }

  private void role(Change.Role effect) {
    Map<BigInteger, Writes.Change> written = of(effect.contract());
    if (written.isEmpty()) {
      return;
    }
    String role = roleId(effect.name());
    for (Layout layout : Layout.all("AccessControl", 0)) {
      BigInteger slot = layout.of(role, AbiBytes.word(effect.account()));
      Writes.Change change = written.get(slot);
      if (change != null
          && change.after().equals(effect.granted() ? BigInteger.ONE : BigInteger.ZERO)) {
        written.remove(slot);
        return;
      }
    }
  }

  /** A role's id as 64 digits, by the name that effects have for it. */
  private static String roleId(String subject) {
    if (subject.matches("0x[0-9a-f]{64}")) {
      return subject.substring(2);
    }
    return subject.equals("DEFAULT_ADMIN_ROLE")
        ? "0".repeat(64)
        : AbiBytes.topic(subject).substring(2);
  }

  /** Takes what the known calls alone would leave behind as well. */
  private void known(Writes known) {
    known
        .accounts()
        .forEach(
            (account, alone) -> {
              of(account).entrySet().removeAll(alone.slots().entrySet());
              alone
                  .balance()
                  .filter(change -> change.equals(balances.get(account)))
                  .ifPresent(change -> balances.remove(account));
            });
  }

  private List<Unread> rest() {
    Set<Address> accounts = new TreeSet<>(further.keySet());
    balances.keySet().forEach(account -> tell(account, true, "its coin changes"));
    accounts.addAll(balances.keySet());
    slots.forEach(
        (account, left) -> {
          if (!left.isEmpty()) {
            accounts.add(account);
          }
        });
    return accounts.stream()
        .map(
            account ->
                new Unread(
                    account,
                    of(account).size(),
                    List.copyOf(further.getOrDefault(account, Set.of()))))
        .toList();
  }

  private static BigInteger reserved(String name) {
    return Layout.number(AbiBytes.topic(name)).subtract(BigInteger.ONE);
  }
}
