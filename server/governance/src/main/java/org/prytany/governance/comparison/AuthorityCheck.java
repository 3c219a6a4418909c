package org.prytany.governance.comparison;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Unlimited;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** Whether a text says that somebody gets the power that its calls give. */
final class AuthorityCheck {

  private static final Pattern OWN_NAMES = Cues.pattern(AuthorityCheck.class, "own-names");
  private static final Pattern UNBOUNDED = Cues.pattern(AuthorityCheck.class, "unbounded");
  private static final Pattern TAKEN_AWAY = Cues.pattern(AuthorityCheck.class, "taken-away");

  private final Comparison comparison;
  private final Announced announced;
  private final Direction direction;

  AuthorityCheck(Comparison comparison) {
    this.comparison = comparison;
    this.announced = new Announced(comparison);
    this.direction = new Direction(comparison);
  }

  void run() {
    for (int i = 0; i < comparison.effects().size(); i++) {
      switch (comparison.effects().get(i)) {
        case Change.Allowance allowed -> allowance(i, allowed);
        case Change.Role role -> {
          if (mentioned(i, role, Claim.Authority.Kind.ROLE)) {
            new MasterRoles(comparison, role).check(i);
          }
        }
        case Change.Owner owner -> mentioned(i, owner, Claim.Authority.Kind.OWNERSHIP);
        case Change.Control control -> new ControlCheck(comparison).check(i, control);
        // No words about owners mean that, and it cannot be undone.
        case Change.Ended ended ->
            comparison
                .red(FindingCode.SELF_DESTRUCT, i)
                .as(Status.UNMENTIONED, sentence(comparison, ended));
        case Change.Code code -> mentioned(i, code, Claim.Authority.Kind.UPGRADE);
        // Unknown calls are judged when everything else is known.
        case Change.Unexplained _, Change.Transfer _, Change.Setting _ -> {}
      }
    }
    notExecuted();
  }

  /** Says which powers the text gives to an account that no call has. */
  private void notExecuted() {
    comparison
        .claims(Claim.Authority.class)
        .forEach(
            (c, claim) -> {
              boolean unmet =
                  claim.account().filter(to -> !comparison.called().all().contains(to)).isPresent()
                      || (claim.kind() == Claim.Authority.Kind.UPGRADE && announced.isUnmet(claim));
              if (unmet && !comparison.found().isMatched(c) && !comparison.effects().isEmpty()) {
                comparison
                    .amber(FindingCode.NOT_EXECUTED, c, -1)
                    .as(
                        Status.NOT_EXECUTED,
                        "The text names %s, which no call does.",
                        comparison.quote(c));
              }
            });
  }

  private void allowance(int i, Change.Allowance effect) {
    if (effect.amount().signum() == 0) {
      comparison.match(-1, i, Status.CONSISTENT, "An allowance is taken back.");
      return;
    }
    if (!Unlimited.isReached(effect.amount())) {
      // It has a bound, and is compared with what the text asks for as a payment is.
      return;
    }
    if (mentioned(i, effect, Claim.Authority.Kind.ALLOWANCE) && !saysUnlimited()) {
      contradicted(i, -1, "The text does not say that it has no bound, or says it is taken back");
    }
    // No words make that harmless: a person has to say that it is wanted.
    comparison
        .red(FindingCode.UNLIMITED_APPROVAL, i)
        .say(
            "%s may take any amount of %s from the treasury, at any time.",
            effect.to().map(comparison::name).orElse("Somebody"), comparison.symbol(effect));
  }

  private boolean saysUnlimited() {
    return comparison
        .text()
        .lines()
        .anyMatch(line -> UNBOUNDED.matcher(line).find() && !TAKEN_AWAY.matcher(line).find());
  }

  /** Whether a claim of the kind covers the effect and its account; says so where none does. */
  private boolean mentioned(int i, Change effect, Claim.Authority.Kind kind) {
    Optional<Address> account = effect.to();
    String sentence = sentence(comparison, effect);
    boolean alike = account.isPresent() && LookAlikeCheck.tells(comparison, account.get(), i);
    int covering = -1;
    int naming = -1;
    int reverse = -1;
    boolean namesHolder = false;
    int elsewhere = -1;
    for (Map.Entry<Integer, Claim.Authority> each :
        comparison.claims(Claim.Authority.class).entrySet()) {
      int c = each.getKey();
      Claim.Authority claim = each.getValue();
      if (!speaksOf(claim, c, effect, kind)) {
        continue;
      }
      if (!comparison.places().allows(c, effect.chain())) {
        elsewhere = claim.account().isPresent() || elsewhere < 0 ? c : elsewhere;
        continue;
      }
      boolean itsAccount = claim.account().isPresent() && claim.account().equals(account);
      if (direction.isReverse(c, effect, itsAccount)) {
        reverse = itsAccount || reverse < 0 ? c : reverse;
        continue;
      }
      if (claim.account().isEmpty() || claim.account().equals(account)) {
        covering = covering < 0 || claim.account().isPresent() ? c : covering;
      } else {
        naming = c;
        // Words that name the contract itself leave open who holds the power.
        namesHolder |= !claim.account().equals(Optional.of(effect.contract()));
      }
    }
    if (covering >= 0 && namesHolder && !meansAlso(covering, account)) {
      // A title does not give somebody else what the text gives to a named account.
      covering = -1;
    }
    if (elsewhere >= 0 && (covering < 0 || isTitleOf(covering, elsewhere))) {
      comparison.places().contradict(i, elsewhere, claim(elsewhere).span(), sentence);
      return false;
    }
    if (covering < 0 && !alike && new SpelledPower(comparison).isSaid(effect)) {
      comparison.match(-1, i, Status.CONSISTENT, sentence + " The text spells that call out.");
      contractNamed(i, -1, effect, kind);
      return true;
    }
    if (covering < 0 && reverse >= 0) {
      return contradicted(i, reverse, "The text says the reverse: " + comparison.quote(reverse));
    }
    if (covering < 0 && naming >= 0) {
      return contradicted(
          i, naming, "The text gives that power to another account: " + comparison.quote(naming));
    }
    if (covering < 0) {
      comparison
          .red(FindingCode.UNMENTIONED_AUTHORITY, i)
          .as(Status.UNMENTIONED, "%s The text does not mention that.", sentence);
      return false;
    }
    if (account.isPresent() && !covers(kind, account.get())) {
      if (effect instanceof Change.Code code && !alike && announced.upgrade(code)) {
        codeNotNamed(i, covering, code);
        return true;
      }
      return contradicted(i, covering, "The text does not name the account that gets that power");
    }
    if (alike) {
      return false;
    }
    if (isTitle(covering) && account.isPresent() && direction.isDenied(account.get())) {
      return contradicted(
          i, covering, "The text names that account only to say that it gets no power");
    }
    if (account.isEmpty() && !Direction.saysGivenUp(comparison, effect)) {
      return contradicted(i, covering, "The text does not say that nobody has it afterwards");
    }
    if (comparison.isOwn(effect.contract()) && !meansOwn(kind, effect, covering)) {
      return contradicted(
          i, covering, "The text does not say that it is about the DAO's own contract");
    }
    comparison.match(covering, i, Status.CONSISTENT, sentence);
    contractNamed(i, covering, effect, kind);
    return true;
  }

  /** "The guardian of the vault" is a role in words, and somebody's place in the contract. */
  private boolean speaksOf(Claim.Authority claim, int c, Change effect, Claim.Authority.Kind kind) {
    return claim.kind() == kind
        || (claim.kind() == Claim.Authority.Kind.ROLE
            && effect instanceof Change.Owner owner
            && owner.place().filter(title -> has(comparison.lineOf(c), title)).isPresent());
  }

  private static boolean has(String line, String title) {
    return line.toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT));
  }

  /** Whether a claim names neither account nor chain, and another one names both. */
  private boolean isTitleOf(int open, int placed) {
    return isTitle(open) && comparison.places().of(open).isEmpty() && !isTitle(placed);
  }

  private Claim.Authority claim(int number) {
    return (Claim.Authority) comparison.claims().get(number);
  }

  /** Whether a claim names no account. */
  private boolean isTitle(int claim) {
    return claim(claim).account().isEmpty();
  }

  /** Whether a claim without an account stands where the text names this one too. */
  private boolean meansAlso(int claim, Optional<Address> account) {
    return account.isEmpty()
        || comparison.isOwn(account.get())
        || claim(claim).account().equals(account)
        || comparison.named(comparison.lineOf(claim)).contains(account.get());
  }

  /** "Ownership of our documentation" is not ownership of the treasury. */
  private boolean meansOwn(Claim.Authority.Kind kind, Change effect, int claim) {
    boolean whole = kind == Claim.Authority.Kind.OWNERSHIP || kind == Claim.Authority.Kind.UPGRADE;
    return !whole
        || comparison.isNamed(effect.contract())
        || OWN_NAMES.matcher(comparison.lineOf(claim)).find();
  }

  private void contractNamed(int i, int covering, Change effect, Claim.Authority.Kind kind) {
    boolean named =
        comparison.isOwnOrNamed(effect.contract()) && !direction.isDenied(effect.contract());
    if (kind != Claim.Authority.Kind.ALLOWANCE && !named) {
      comparison
          .amber(FindingCode.CONTRACT_NOT_NAMED, covering, i)
          .say(
              "%s The text speaks of such a change, and does not name the contract, or says what it"
                  + " is not.",
              sentence(comparison, effect));
    }
  }

  private void codeNotNamed(int i, int claim, Change.Code effect) {
    comparison
        .amber(FindingCode.CODE_NOT_NAMED, claim, i)
        .as(
            Status.CONSISTENT,
            "%s The text announces that by name, and does not say at which address the new"
                + " code is: check it by other means.%s",
            sentence(comparison, effect),
            comparison.isOwn(effect.contract()) ? " It decides over the treasury." : "");
  }

  /**
   * Whether the text lets a reader know who gets the power. "Ownership of our documentation" must
   * not pass for ownership of a token: power over contracts goes to a named account, or stays with
   * the DAO. An allowance is bounded by its amount; a text without addresses may mean one account.
   */
  private boolean covers(Claim.Authority.Kind kind, Address account) {
    return comparison.isOwnOrNamed(account)
        || (kind == Claim.Authority.Kind.ALLOWANCE
            && comparison.reference(account) != Reference.LEFT_OUT);
  }

  /** Says so, and that the text does not bear it out. */
  private boolean contradicted(int i, int claim, String said) {
    comparison
        .red(FindingCode.AUTHORITY_CONTRADICTED, claim, i)
        .as(
            Status.CONTRADICTED,
            "%s, but: %s",
            said,
            sentence(comparison, comparison.effects().get(i)));
    return false;
  }

  static String sentence(Comparison comparison, Change effect) {
    String account = effect.to().map(comparison::name).orElse("nobody");
    String contract = comparison.name(effect.contract());
    return switch (effect) {
      case Change.OfValue value ->
          account + " may take " + comparison.symbol(value) + " from the treasury.";
      case Change.Role role ->
          "%s %s the role %s of %s."
              .formatted(
                  account,
                  role.granted() ? "gets" : "loses",
                  role.name().isBlank() ? "?" : role.name(),
                  contract);
      case Change.Owner owner -> account + " becomes " + owner.title() + " of " + contract + ".";
      case Change.Code code ->
          code.place() instanceof Place.Itself
              ? "The code of " + contract + " is replaced by that at " + account + "."
              : account + " becomes " + code.place().words() + " of " + contract + ".";
      case Change.Ended ended -> "The code of " + contract + " ends for good.";
      case Change.OfSetting set -> set.name() + " of " + contract + " becomes " + set.value() + ".";
      case Change.Unexplained unexplained -> "A call to " + contract + " is not known.";
    };
  }
}
