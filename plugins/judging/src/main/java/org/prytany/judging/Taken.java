package org.prytany.judging;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Bounds;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.Claim;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.Shares;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;

/**
 * Takes a plugin's answers over: what comes out is made anew by the SPI's own constructors, so that
 * nothing in it is missing, endless or of a plugin's class, and the plugin keeps nothing of it.
 * What cannot be taken over throws, and that is the plugin's failure: whoever takes over what a
 * plugin itself made does so on the plugin's thread.
 */
public final class Taken {

  /** UTF-16 units of everything that a strategy's rules say together. */
  private static final int LONGEST_RULES = 4_000_000;

  private static final int LONGEST_MODEL = 300;

  private Taken() {}

  public static TextDigest digest(TextDigest given) {
    return new TextDigest(
        given.headline(),
        given.sentences().stream().map(Taken::sentence).toList(),
        given.asks().stream().map(Taken::sentence).toList(),
        given.claims().stream().map(Taken::claim).toList(),
        given.notes(),
        given.algorithm());
  }

  private static TextDigest.Sentence sentence(TextDigest.Sentence given) {
    return new TextDigest.Sentence(
        given.text(), span(given.span()), given.pieces().stream().map(Taken::piece).toList());
  }

  private static TextDigest.Piece piece(TextDigest.Piece given) {
    return new TextDigest.Piece(given.text(), span(given.span()), given.inserted());
  }

  private static Claim claim(Claim given) {
    return switch (given) {
      case Claim.Payment its ->
          new Claim.Payment(
              its.amount(), its.symbol(), its.recipient().map(Taken::address), span(its.span()));
      case Claim.MentionedAddress its ->
          new Claim.MentionedAddress(address(its.address()), span(its.span()));
      case Claim.Parameter its -> new Claim.Parameter(its.name(), its.value(), span(its.span()));
      case Claim.Authority its ->
          new Claim.Authority(its.kind(), its.account().map(Taken::address), span(its.span()));
      case Claim.Stream its ->
          new Claim.Stream(
              its.amount(),
              its.symbol(),
              its.per(),
              its.times(),
              its.recipient().map(Taken::address),
              span(its.span()));
      case Claim.Term its -> new Claim.Term(its.count(), its.unit(), span(its.span()));
      case Claim.Day its ->
          new Claim.Day(
              LocalDate.of(
                  its.date().getYear(), its.date().getMonthValue(), its.date().getDayOfMonth()),
              span(its.span()));
    };
  }

  private static Address address(Address given) {
    return new Address(given.hex());
  }

  private static Span span(Span given) {
    return new Span(given.start(), given.end());
  }

  /** With a reason on one line in which nothing hides: it may repeat what strangers wrote. */
  public static VoteDecision decision(VoteDecision given) {
    String reason = Visible.text(given.reason(), Bounds.LONGEST_REASON / 10);
    return switch (given) {
      case VoteDecision.Cast its -> new VoteDecision.Cast(its.support(), its.rule(), reason);
      case VoteDecision.Split its ->
          new VoteDecision.Split(
              new Shares(
                  its.shares().inFavour(), its.shares().against(), its.shares().abstaining()),
              its.rule(),
              reason);
      case VoteDecision.Refrain its -> new VoteDecision.Refrain(its.rule(), reason);
      case VoteDecision.Escalate its -> new VoteDecision.Escalate(its.rule(), reason);
      case VoteDecision.NotYet its -> new VoteDecision.NotYet(its.rule(), reason);
    };
  }

  public static List<VoteRule> rules(List<VoteRule> given) {
    List<VoteRule> rules = Bounds.list("rules", VoteRule.class, given, Bounds.MOST_RULES);
    require(Names.fault("its rule", rules.stream().map(VoteRule::name).toList()));
    long length = 0;
    for (VoteRule its : rules) {
      length += its.condition().length() + its.reason().length() + its.written().length();
      length += its.caps().stream().mapToLong(String::length).sum();
      if (length > LONGEST_RULES) {
        throw new IllegalArgumentException(
            "the rules have more than " + LONGEST_RULES + " characters together");
      }
    }
    return rules.stream()
        .map(
            its ->
                new VoteRule(
                    its.name(),
                    its.condition(),
                    its.outcome(),
                    its.reason(),
                    its.usesText(),
                    its.caps(),
                    its.bounded(),
                    its.written()))
        .toList();
  }

  public static Optional<ChangedRules> changed(Optional<ChangedRules> given) {
    Optional<?> raw = given;
    return raw.map(ChangedRules.class::cast)
        .map(its -> new ChangedRules(its.sha256(), its.replaces(), its.problem()));
  }

  public static List<Address> followed(List<Address> given) {
    return Bounds.list("accounts that are followed", Address.class, given, Bounds.MOST_FOLLOWED)
        .stream()
        .map(Taken::address)
        .distinct()
        .toList();
  }

  public static List<String> models(List<String> given) {
    List<String> models = Bounds.list("models", String.class, given, Bounds.MOST_RULES);
    models.forEach(each -> Bounds.text("a model's name and hash", each, LONGEST_MODEL));
    require(Names.fault("its model", models));
    return models;
  }

  public static String version(String given) {
    require(Names.fault("version", given));
    return given;
  }

  public static QueuePlan plan(QueuePlan given) {
    return new QueuePlan(call(given.call()));
  }

  public static ExecutionPlan plan(ExecutionPlan given) {
    return new ExecutionPlan(call(given.call()));
  }

  private static PlannedCall call(PlannedCall given) {
    return new PlannedCall(address(given.target()), given.valueWei(), given.calldata());
  }

  public static ExecutionOutcome outcome(ExecutionOutcome given) {
    return switch (given) {
      case ExecutionOutcome.Confirmed its ->
          new ExecutionOutcome.Confirmed(its.transactionHash(), its.block());
      case ExecutionOutcome.Reverted its ->
          new ExecutionOutcome.Reverted(
              its.transactionHash(), Visible.text(its.reason(), Bounds.LONGEST_REASON / 10));
      case ExecutionOutcome.Unknown its ->
          new ExecutionOutcome.Unknown(Visible.text(its.why(), Bounds.LONGEST_REASON / 10));
    };
  }

  public static NoticePayload payload(NoticePayload given) {
    return new NoticePayload(given.form(), given.body());
  }

  private static void require(Optional<String> fault) {
    fault.ifPresent(
        why -> {
          throw new IllegalArgumentException(why);
        });
  }
}
