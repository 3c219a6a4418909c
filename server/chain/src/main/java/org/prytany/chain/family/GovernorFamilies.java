package org.prytany.chain.family;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/**
 * What kind of governor each DAO has: asked of the contract, remembered for ten minutes, since a
 * proxy may be given other code. An operator's word is held against it.
 */
public final class GovernorFamilies {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final GovernorProbe probe;
  private final LongSupplier nanos;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Optional<Address>> tokens = new ConcurrentHashMap<>();

  /** How often something was forgotten: what was asked before then is not remembered after. */
  private long era;

  private record Known(GovernorProbe.Served served, long at) {}

  /**
   * What is known of a governor that is served.
   *
   * @param executor the account that its proposals are executed from, as far as it shows: its
   *     timelock, itself, or the configured treasury; empty where it is none of these, or not known
   * @param supports what one may vote, and the contract's number for it; empty where that is not
   *     known, so that nobody can vote safely
   * @param inParts whether it counts a vote that goes in several directions
   * @param limits what does not work with it, in plain English; empty where nothing is known
   */
  public record Profile(
      Family family,
      Optional<Address> executor,
      Map<Support, Integer> supports,
      boolean inParts,
      List<String> limits) {
    public Profile {
      supports = Map.copyOf(supports);
      limits = List.copyOf(limits);
    }
  }

  public GovernorFamilies(GovernorProbe probe) {
    this(probe, System::nanoTime);
  }

  GovernorFamilies(GovernorProbe probe, LongSupplier nanos) {
    this.probe = probe;
    this.nanos = nanos;
  }

  /**
   * @throws PrytanyException GOVERNOR_NOT_SERVED with the reason; CHAIN_UNAVAILABLE if the endpoint
   *     fails
   */
  public Profile of(Dao dao) {
    GovernorProbe.Served served = served(dao);
    return new Profile(
        served.family(),
        served.executor(),
        served.form().supports().orElse(Map.of()),
        served.form().params() == VoteParams.FRACTIONS,
        served.limits());
  }

  /**
   * The contract that counts votes, and takes delegations; empty where the governor names none.
   * Asked once, because it never changes.
   *
   * @throws PrytanyException as {@link #of}
   */
  public Optional<Address> votesToken(Dao dao) {
    GovernorProbe.Served served = served(dao);
    if (served.votesToken().isPresent()) {
      return served.votesToken();
    }
    Optional<Address> token = tokens.get(key(dao));
    if (token == null) {
      // The chain is asked outside of every lock: a slow endpoint holds up nobody else.
      long begun = era();
      token = probe.votesToken(dao);
      remember(dao, token, begun);
    }
    return token;
  }

  /** As {@link #of}; throws the same. */
  public GovernorForm form(Dao dao) {
    return served(dao).form();
  }

  /** What was seen before counts no more, nor what somebody is just now asking. */
  public synchronized void forget(Dao dao) {
    era++;
    known.remove(key(dao));
    tokens.remove(key(dao));
  }

  private synchronized long era() {
    return era;
  }

  private synchronized void remember(Dao dao, Known its, long begun) {
    if (begun == era) {
      known.put(key(dao), its);
    }
  }

  private synchronized void remember(Dao dao, Optional<Address> token, long begun) {
    if (begun == era) {
      tokens.put(key(dao), token);
    }
  }

  /** Whether the contract is asked when it is needed next. */
  public boolean isOpen(Dao dao) {
    Known its = known.get(key(dao));
    return its == null || nanos.getAsLong() - its.at() > REMEMBERED.toNanos();
  }

  private GovernorProbe.Served served(Dao dao) {
    Known its = isOpen(dao) ? null : known.get(key(dao));
    if (its == null) {
      long begun = era();
      its =
          switch (probe.kind(dao)) {
            case GovernorProbe.Served served -> new Known(served, nanos.getAsLong());
            case GovernorProbe.Refused refused ->
                throw refused(dao, "cannot be served here: it " + refused.why() + ".");
          };
      remember(dao, its, begun);
    }
    Optional<String> contradicted = contradicted(dao, its.served().family());
    if (contradicted.isPresent()) {
      throw refused(dao, contradicted.get());
    }
    return its.served();
  }

  /** What is wrong with the operator's word, as the end of a sentence about the governor. */
  private static Optional<String> contradicted(Dao dao, Family found) {
    return dao.family()
        .filter(said -> said != found)
        .map(
            said ->
                "is "
                    + found.word()
                    + " by what the contract shows ("
                    + found.title()
                    + "), but prytany.dao."
                    + dao.id()
                    + ".family says "
                    + said.word()
                    + ". Correct it, or set it to auto.");
  }

  /**
   * @param what why it cannot be served, as a sentence about the governor
   */
  public static PrytanyException refused(Dao dao, String what) {
    return new PrytanyException(
        FailureCode.GOVERNOR_NOT_SERVED,
        "The governor " + dao.governor() + " of DAO '" + dao.id() + "' " + what);
  }

  /** Who executes is asked of the treasury as well. */
  private static String key(Dao dao) {
    return dao.chainId() + ":" + dao.governor() + ":" + dao.treasury();
  }
}
