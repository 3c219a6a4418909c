package org.prytany.signerd.guard;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Space;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.signer.RevokedKeys;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;

/**
 * Which key may sign what, and until when. What a key may is in the signer's own file; that it was
 * revoked is in the signer's own folder and, once seen, in its journal for good.
 *
 * <p>The invariant: a key that may only vote never signs anything but a vote of its DAOs and
 * spaces, in a moment before its end by both the chain's clock and this machine's, and not after it
 * was revoked. The one exception takes away and gives nothing: a vote that it signed may be taken
 * back, by the transfer of nothing from the account to itself, at any time.
 */
final class KeyWatch {

  private static final int LONGEST_SHOWN = 80;

  private final KeyRules rules;
  private final Ledger ledger;
  private final InstantSource clock;

  KeyWatch(KeyRules rules, Ledger ledger, InstantSource clock) {
    this.rules = rules;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A name that was revoked stands for the account that it stood for then.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if the file gives it to another one
   */
  void requireNamesOfOld() {
    ledger
        .revocations()
        .forEach(
            (account, revocation) -> {
              Address now = rules.names().getOrDefault(revocation.key(), account);
              if (!now.equals(account)) {
                throw new PrytanyException(
                    FailureCode.CONFIGURATION_INVALID,
                    "Key '"
                        + revocation.key()
                        + "' was revoked when it was that of "
                        + account
                        + ", and is that of "
                        + now
                        + " now: give the new key another name.");
              }
            });
  }

  /**
   * @param account whose key is to sign the act
   * @throws PrytanyException KEY_REVOKED, KEY_BOUNDED, KEY_ENDED; SIGNER_UNAVAILABLE if it cannot
   *     be known what is revoked
   */
  void require(Dao dao, ActKind kind, Address account) {
    requireNotRevoked(account);
    Optional<KeyRules.Bound> bound = rules.of(account);
    if (bound.isEmpty()) {
      return;
    }
    if (kind != ActKind.VOTE) {
      throw refused(
          FailureCode.KEY_BOUNDED,
          named(bound.get().name(), account) + " may only vote, and this is to " + word(kind));
    }
    if (!bound.get().daos().contains(dao.id())) {
      throw refused(
          FailureCode.KEY_BOUNDED,
          named(bound.get().name(), account)
              + " may not vote in DAO '"
              + dao.id()
              + "', but in "
              + bound.get().daos().stream().sorted().toList());
    }
    requireTime(account, clock.instant());
  }

  /**
   * @param at what some clock says; each that is asked has to be before the key's end
   * @throws PrytanyException KEY_ENDED
   */
  void requireTime(Address account, Instant at) {
    Optional<KeyRules.Bound> bound = rules.of(account);
    if (bound.isPresent() && !at.isBefore(bound.get().until())) {
      throw refused(
          FailureCode.KEY_ENDED,
          named(bound.get().name(), account)
              + " ended at "
              + bound.get().until()
              + ", and it is "
              + at);
    }
  }

  /**
   * @param account whose key is to sign a vote off chain
   * @throws PrytanyException as {@link #require}
   */
  void requirePoll(Space space, Address account) {
    requireNotRevoked(account);
    Optional<KeyRules.Bound> bound = rules.of(account);
    if (bound.isPresent() && !bound.get().spaces().contains(space.id())) {
      throw refused(
          FailureCode.KEY_BOUNDED,
          named(bound.get().name(), account) + " may not vote in the space '" + space.id() + "'");
    }
    requireTime(account, clock.instant());
  }

  /**
   * @throws PrytanyException KEY_REVOKED, KEY_BOUNDED; SIGNER_UNAVAILABLE
   */
  void requireAnchor(Address account) {
    requireNotRevoked(account);
    if (rules.of(account).isPresent()) {
      throw refused(
          FailureCode.KEY_BOUNDED,
          named(rules.of(account).get().name(), account)
              + " may only vote, and this is to anchor the audit log");
    }
  }

  /** All keys that may not do everything. */
  List<KeyBounds> all() {
    see();
    List<KeyBounds> all = new ArrayList<>();
    Set<Address> told = new HashSet<>();
    for (KeyRules.Bound bound : rules.bounds()) {
      told.add(bound.account());
      all.add(
          new KeyBounds(
              bound.name(),
              bound.account(),
              true,
              bound.daos(),
              Optional.of(bound.until()),
              ledger.revocation(bound.account()).map(Ledger.Revocation::at)));
    }
    ledger
        .revocations()
        .forEach(
            (account, revocation) -> {
              if (told.add(account)) {
                all.add(
                    new KeyBounds(
                        revocation.key(),
                        account,
                        false,
                        Set.of(),
                        Optional.empty(),
                        Optional.of(revocation.at())));
              }
            });
    return List.copyOf(all);
  }

  private void requireNotRevoked(Address account) {
    see();
    ledger
        .revocation(account)
        .ifPresent(
            revocation -> {
              throw refused(
                  FailureCode.KEY_REVOKED,
                  named(revocation.key(), account) + " was revoked at " + revocation.at());
            });
  }

  /** Notes what the file of revoked keys names; a line that names no key revokes nothing known. */
  private void see() {
    if (rules.revoked().isEmpty()) {
      return;
    }
    Set<String> lines;
    try {
      lines = RevokedKeys.read(rules.revoked().get());
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.SIGNER_UNAVAILABLE,
          "Nothing is signed: the file in the signer's folder that names the revoked keys cannot be"
              + " read. Check its rights.",
          e);
    }
    for (String line : lines) {
      synchronized (ledger) {
        Optional<Address> account = account(line);
        if (account.isPresent() && ledger.revocation(account.get()).isEmpty()) {
          ledger.record(new Recorded.Revoked(line, account.get()));
        } else if (account.isEmpty()
            && ledger.revocations().values().stream()
                .noneMatch(known -> known.key().equals(line))) {
          throw new PrytanyException(
              FailureCode.SIGNER_UNAVAILABLE,
              "Nothing is signed: the file of revoked keys in the signer's folder revokes '"
                  + shown(line)
                  + "', which is no key of the signer's file and no address. Correct that line.");
        }
      }
    }
  }

  /** The server is told, which need not learn what somebody pasted there by mistake. */
  private static String shown(String line) {
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
  }

  private Optional<Address> account(String line) {
    Optional<Address> named = Optional.ofNullable(rules.names().get(line));
    if (named.isPresent()) {
      return named;
    }
    try {
      return Optional.of(new Address(line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String word(ActKind kind) {
    return switch (kind) {
      case VOTE -> "vote";
      case QUEUE -> "queue";
      case EXECUTE -> "execute";
    };
  }

  private static String named(String name, Address account) {
    return "key '" + name + "' of " + account;
  }

  private static PrytanyException refused(FailureCode code, String why) {
    return new PrytanyException(code, "Nothing was signed: " + why + ".");
  }
}
