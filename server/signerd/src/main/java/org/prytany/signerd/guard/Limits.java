package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.signerd.journal.Recorded.Spent;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;

/**
 * Bounds on what leaves a DAO's accounts, whoever approved it. They hold by the signer's own
 * simulation and its own journal.
 *
 * @param byDao for each DAO's id; a DAO that is not in it has none
 */
public record Limits(Map<String, OfDao> byDao) {

  /** No bounds at all. */
  public static final Limits NONE = new Limits(Map.of());

  public Limits {
    byDao = Map.copyOf(byDao);
  }

  /**
   * @param amounts at most so much of an asset in a period, what is signed and not settled counting
   *     as now; with any, an asset without one does not leave at all
   * @param recipients who may be paid; empty for everybody
   * @param firstPaymentDelay how long a payment waits whose recipient this signer has not paid
   *     before, after its last approval, override of a block, or end of a rejection
   * @param objectionWindow how long every payment waits after these
   */
  public record OfDao(
      List<Amount> amounts,
      Set<Address> recipients,
      Duration firstPaymentDelay,
      Duration objectionWindow) {
    public OfDao {
      amounts = List.copyOf(amounts);
      recipients = Set.copyOf(recipients);
    }
  }

  /**
   * @param asset the token's contract; {@link Address#ZERO} for the native coin
   * @param most base units
   */
  public record Amount(Address asset, BigInteger most, Duration period) {}

  /**
   * What an execution moves out of the DAO's accounts, if it may.
   *
   * @param signed what else was signed for this DAO, whatever became of it
   * @param now by the clock of this machine, as everything in the journal
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED naming the bound
   */
  Leaving require(
      Dao dao,
      SimulatedEffects effects,
      ApprovalState approvals,
      List<Payments.Payment> signed,
      Instant now) {
    Outflow outflow = Outflow.of(dao, FlatEffects.read(effects.effects()));
    List<Spent> leaving = leaving(outflow);
    boolean carried = effects.effects().stream().anyMatch(effect -> isCarried(dao, effect));
    Optional<OfDao> bounds = Optional.ofNullable(byDao.get(dao.id()));
    if (bounds.isPresent()) {
      requireCounted(bounds.get(), outflow);
      requireRecipients(bounds.get(), leaving, carried);
      requireAmounts(bounds.get(), leaving, signed, now);
    }
    // Who gets what nobody counts is not known, nor whether they were ever paid.
    boolean strange = carried || !outflow.uncountable().isEmpty();
    return new Leaving(
        leaving, bounds.flatMap(its -> early(its, leaving, strange, approvals, signed, now)));
  }

  /**
   * What an execution moves.
   *
   * @param early why it may not be begun yet; what is under way goes on all the same, since whoever
   *     approves it once more does not stop it
   */
  record Leaving(List<Spent> spent, Optional<String> early) {
    Leaving {
      spent = List.copyOf(spent);
    }

    /** Nothing moves. */
    static final Leaving NOTHING = new Leaving(List.of(), Optional.empty());
  }

  /**
   * Whatever leaves any holder, by the DAO as this signer has it configured, and whatever leaves an
   * account that nobody listed: it may be the DAO's as well. Allowances count as transfers, since
   * who may take has as good as; those that one holder gives another one do not.
   */
  private static List<Spent> leaving(Outflow outflow) {
    List<Spent> leaving = new ArrayList<>();
    for (Outflow.Out out : outflow.all()) {
      leaving.add(new Spent(out.asset(), out.to().orElse(Address.ZERO), out.amount()));
    }
    return leaving;
  }

  /** An account on another chain is another account, whoever is known by that address here. */
  private static boolean isCarried(Dao dao, Effect effect) {
    boolean value = effect.kind() == Effect.Kind.TRANSFER || effect.kind() == Effect.Kind.ALLOWANCE;
    return effect.isElsewhere() && (value || dao.holds(effect.from()));
  }

  private static Optional<String> early(
      OfDao bounds,
      List<Spent> leaving,
      boolean strange,
      ApprovalState approvals,
      List<Payments.Payment> signed,
      Instant now) {
    Set<Address> known = known(signed);
    boolean first = strange || leaving.stream().anyMatch(spent -> !known.contains(spent.to()));
    Duration wait =
        first && bounds.firstPaymentDelay().compareTo(bounds.objectionWindow()) > 0
            ? bounds.firstPaymentDelay()
            : bounds.objectionWindow();
    // Whoever saw it stopped had no reason to object: what ended that counts as approving does.
    Instant approved =
        approvals
            .speakingFor()
            .map(TreasurerStatement::kept)
            .flatMap(Optional::stream)
            .map(Kept::at)
            .max(Instant::compareTo)
            .orElse(now);
    Instant from = approved.plus(wait);
    return wait.isZero() || !now.isBefore(from)
        ? Optional.empty()
        : Optional.of(
            (wait.equals(bounds.objectionWindow())
                    ? "treasurers may object until "
                    : "a recipient that was never paid before waits until ")
                + from
                + ", "
                + wait
                + " after the last approval, override or end of a rejection");
  }

  /** Who was paid before. Whoever is not named may be somebody else each time. */
  static Set<Address> known(List<Payments.Payment> signed) {
    return signed.stream()
        .filter(payment -> payment.paid().isPresent())
        .flatMap(payment -> payment.spent().stream())
        .map(Spent::to)
        .filter(to -> !to.equals(Address.ZERO))
        .collect(Collectors.toSet());
  }

  /** A sum that nobody knows is within no bound. */
  private static void requireCounted(OfDao bounds, Outflow outflow) {
    boolean bounded = !bounds.amounts().isEmpty() || !bounds.recipients().isEmpty();
    if (bounded && !outflow.uncountable().isEmpty()) {
      throw Refusal.because(
          "the signer's configuration has limits for this DAO, and what leaves cannot be counted. "
              + outflow.uncountable().getFirst());
    }
  }

  private static void requireRecipients(OfDao bounds, List<Spent> leaving, boolean carried) {
    if (bounds.recipients().isEmpty()) {
      return;
    }
    if (carried) {
      throw Refusal.because(
          "it carries coin or tokens to another chain, and the list of recipients in the signer's"
              + " configuration is about accounts of this one");
    }
    for (Spent spent : leaving) {
      if (!bounds.recipients().contains(spent.to())) {
        throw Refusal.because(
            spent.to() + " is not on the list of recipients in the signer's configuration");
      }
    }
  }

  private static void requireAmounts(
      OfDao bounds, List<Spent> leaving, List<Payments.Payment> signed, Instant now) {
    if (bounds.amounts().isEmpty()) {
      return;
    }
    for (Spent spent : leaving) {
      if (bounds.amounts().stream().noneMatch(amount -> amount.asset().equals(spent.asset()))) {
        throw Refusal.because(
            "the signer's configuration has limits for this DAO and none for the asset "
                + named(spent.asset()));
      }
    }
    for (Amount bound : bounds.amounts()) {
      BigInteger asked = sum(leaving, bound.asset());
      BigInteger before =
          signed.stream()
              .filter(payment -> payment.counts(now, bound.period()))
              .map(payment -> payment.dearest().getOrDefault(bound.asset(), BigInteger.ZERO))
              .reduce(BigInteger.ZERO, BigInteger::add);
      if (asked.signum() > 0 && before.add(asked).compareTo(bound.most()) > 0) {
        throw Refusal.because(
            "it pays "
                + asked
                + " base units of "
                + named(bound.asset())
                + "; "
                + before
                + " were paid within "
                + bound.period()
                + " or are signed and may still be paid, and the limit is "
                + bound.most());
      }
    }
  }

  private static BigInteger sum(List<Spent> spent, Address asset) {
    return spent.stream()
        .filter(one -> one.asset().equals(asset))
        .map(Spent::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static String named(Address asset) {
    return asset.equals(Address.ZERO) ? "the native coin" : asset.hex();
  }
}
