package org.prytany.governance.comparison;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Unlimited;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** Whether a text says that somebody gets the power that its calls give. */
final class AuthorityCheck {

  private static final Pattern OWN_NAMES =
      Pattern.compile(
          "\\b(?:treasur(?:y|ies)|timelocks?|executors?|governors?|governance|dao|vaults?|safes?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNBOUNDED =
      Pattern.compile(
          "\\b(?:unlimited|infinite|unbounded|any amount|max(?:imum)?\\b|without (?:an? |any )?(?:limit|bound)"
              + "|uint256|2\\^256|all (?:of )?(?:the |its |our )?(?:nfts?|tokens?|collectibles?|assets)|every (?:nft|token"
              + "|collectible)|setApprovalForAll)|\\bf{64}\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TAKEN_AWAY =
      Pattern.compile(
          "\\b(?:away|revok\\w*|remov\\w*|tak(?:e|es|en|ing) back|cancel\\w*|withdraw\\w*|to false)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Comparison comparison;
  private final Announced announced;
  private final SpelledCalls spelledCalls;

  AuthorityCheck(Comparison comparison) {
    this.comparison = comparison;
    this.announced = new Announced(comparison);
    this.spelledCalls = new SpelledCalls(comparison);
  }

  void run() {
    for (int i = 0; i < comparison.effects().size(); i++) {
      switch (comparison.effects().get(i)) {
        case Change.Allowance allowed -> allowance(i, allowed);
        case Change.Role role -> {
          if (mentioned(i, role, Claim.Authority.Kind.ROLE)) {
            roleName(i, role);
          }
        }
        case Change.Owner owner -> mentioned(i, owner, Claim.Authority.Kind.OWNERSHIP);
        case Change.Control control -> new ControlCheck(comparison).check(i, control);
        case Change.Ended ended -> destroyed(i, ended);
        case Change.Code code -> mentioned(i, code, Claim.Authority.Kind.UPGRADE);
        case Change.Unexplained unexplained -> unexplained(i, unexplained);
        case Change.Transfer moved -> {}
        case Change.Setting setting -> {}
      }
    }
    notExecuted();
  }

  /** Says which powers the text gives to an account that no call has. */
  private void notExecuted() {
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (comparison.counts(c)
          && !comparison.isMatched(c)
          && comparison.claims().get(c) instanceof Claim.Authority claim
          && !comparison.effects().isEmpty()
          && (claim.account().map(account -> !comparison.isCalled(account)).orElse(false)
              || (claim.kind() == Claim.Authority.Kind.UPGRADE && announced.isUnmet(claim)))) {
        String text = "The text names " + comparison.quote(c) + ", which no call does.";
        comparison.match(c, -1, Status.NOT_EXECUTED, text);
        comparison.find(Severity.AMBER, FindingCode.NOT_EXECUTED, text, c, -1);
      }
    }
  }

  private void unexplained(int i, Change.Unexplained effect) {
    Reason reason = effect.reason();
    if (reason instanceof Reason.Lent
        && BatchContracts.areOpened(comparison.actions(), effect.contract())) {
      // That is a finding of its own, and what it calls stands among the effects.
      comparison.match(
          -1, i, Status.CONSISTENT, "A well-known batch contract makes the calls that are shown.");
      return;
    }
    if (announced.initializes(effect)) {
      String text =
          "The new code of "
              + comparison.name(effect.contract())
              + " is called once while it is put in place ("
              + reason.words()
              + "). What it then does is up to that code.";
      comparison.match(-1, i, Status.CONSISTENT, text);
      comparison.find(Severity.AMBER, FindingCode.NEW_CODE_IS_CALLED, text, -1, i);
      return;
    }
    Optional<String> spelled = spelledCalls.function(effect);
    if (spelled.isPresent()) {
      String text =
          "The text spells out the call of "
              + spelled.get()
              + " at "
              + comparison.name(effect.contract())
              + ". What that function does is not known here: have its code read.";
      comparison.match(-1, i, Status.CONSISTENT, text);
      comparison.find(Severity.AMBER, FindingCode.CALL_SPELLED_OUT, text, -1, i);
      return;
    }
    String text =
        "A call to "
            + comparison.name(effect.contract())
            + (reason.words().isEmpty() ? "" : " (" + reason.words() + ")")
            + (reason instanceof Reason.NamedOnly
                ? " is known by its name only: what it does here is not known."
                : " could not be decoded: what it does is not known.");
    comparison.match(-1, i, Status.UNMENTIONED, text);
    comparison.find(Severity.RED, FindingCode.UNEXPLAINED_CALL, text, -1, i);
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
    String text =
        effect.to().map(comparison::name).orElse("Somebody")
            + " may take any amount of "
            + comparison.symbol(effect)
            + " from the treasury, at any time.";
    comparison.find(Severity.RED, FindingCode.UNLIMITED_APPROVAL, text, -1, i);
  }

  private boolean saysUnlimited() {
    return comparison
        .text()
        .lines()
        .anyMatch(line -> UNBOUNDED.matcher(line).find() && !TAKEN_AWAY.matcher(line).find());
  }

  /** No words about owners mean that, and it cannot be undone: a person has to say it is wanted. */
  private void destroyed(int i, Change.Ended effect) {
    String text = sentence(effect);
    comparison.match(-1, i, Status.UNMENTIONED, text);
    comparison.find(Severity.RED, FindingCode.SELF_DESTRUCT, text, -1, i);
  }

  /** Whether a claim of the kind covers the effect and its account; says so where none does. */
  private boolean mentioned(int i, Change effect, Claim.Authority.Kind kind) {
    Optional<Address> account = effect.to();
    boolean alike = account.isPresent() && lookAlike(i, account.get());
    int covering = -1;
    int naming = -1;
    int reverse = -1;
    boolean namesHolder = false;
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (!comparison.counts(c)
          || !(comparison.claims().get(c) instanceof Claim.Authority claim)
          || claim.kind() != kind) {
        continue;
      }
      boolean itsAccount = claim.account().isPresent() && claim.account().equals(account);
      if (Direction.isReverse(comparison, c, effect, itsAccount)) {
        reverse = itsAccount || reverse < 0 ? c : reverse;
        continue;
      }
      if (claim.account().isEmpty() || claim.account().equals(account)) {
        boolean better = covering < 0 || claim.account().isPresent();
        covering = better ? c : covering;
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
    if (covering < 0 && !alike && announced.call(effect)) {
      comparison.match(
          -1, i, Status.CONSISTENT, sentence(effect) + " The text spells that call out.");
      contractNamed(i, -1, effect, kind);
      return true;
    }
    if (covering < 0 && reverse >= 0) {
      contradicted(i, reverse, "The text says the reverse: " + comparison.quote(reverse));
      return false;
    }
    if (covering < 0 && naming >= 0) {
      contradicted(
          i, naming, "The text gives that power to another account: " + comparison.quote(naming));
      return false;
    }
    if (covering < 0) {
      String text = sentence(effect) + " The text does not mention that.";
      comparison.match(-1, i, Status.UNMENTIONED, text);
      comparison.find(Severity.RED, FindingCode.UNMENTIONED_AUTHORITY, text, -1, i);
      return false;
    }
    if (account.isPresent() && !covers(kind, account.get())) {
      if (effect instanceof Change.Code code && !alike && announced.upgrade(code)) {
        codeNotNamed(i, covering, code);
        return true;
      }
      contradicted(i, covering, "The text does not name the account that gets that power");
      return false;
    }
    if (alike) {
      return false;
    }
    if (account.isEmpty() && !Direction.saysGivenUp(comparison, effect)) {
      contradicted(i, covering, "The text does not say that nobody has it afterwards");
      return false;
    }
    if (isOwn(effect.contract()) && !meansOwn(kind, effect, covering)) {
      contradicted(i, covering, "The text does not say that it is about the DAO's own contract");
      return false;
    }
    comparison.match(covering, i, Status.CONSISTENT, sentence(effect));
    contractNamed(i, covering, effect, kind);
    return true;
  }

  /** Whether a claim without an account stands where the text names this one too. */
  private boolean meansAlso(int claim, Optional<Address> account) {
    boolean own =
        ((Claim.Authority) comparison.claims().get(claim)).account().equals(account)
            || account.isEmpty()
            || isOwn(account.get());
    return own || comparison.names(comparison.lineOf(claim), account.get());
  }

  /** "Ownership of our documentation" is not ownership of the treasury. */
  private boolean meansOwn(Claim.Authority.Kind kind, Change effect, int claim) {
    boolean whole = kind == Claim.Authority.Kind.OWNERSHIP || kind == Claim.Authority.Kind.UPGRADE;
    return !whole
        || comparison.reference(effect.contract()) == Reference.NAMED
        || OWN_NAMES.matcher(comparison.lineOf(claim)).find();
  }

  private void contractNamed(int i, int covering, Change effect, Claim.Authority.Kind kind) {
    boolean named =
        kind == Claim.Authority.Kind.ALLOWANCE
            || isOwn(effect.contract())
            || comparison.reference(effect.contract()) == Reference.NAMED;
    if (!named) {
      comparison.find(
          Severity.AMBER,
          FindingCode.CONTRACT_NOT_NAMED,
          sentence(effect) + " The text speaks of such a change, and does not name the contract.",
          covering,
          i);
    }
  }

  private void codeNotNamed(int i, int claim, Change.Code effect) {
    String text =
        sentence(effect)
            + " The text announces that by name, and does not say at which address the new code is:"
            + " check it by other means."
            + (isOwn(effect.contract()) ? " It is the code that decides over the treasury." : "");
    comparison.match(claim, i, Status.CONSISTENT, text);
    comparison.find(Severity.AMBER, FindingCode.CODE_NOT_NAMED, text, claim, i);
  }

  /**
   * Whether the text lets a reader know who gets the power. "Ownership of our documentation" must
   * not pass for ownership of a token: power over contracts goes to a named account, or stays with
   * the DAO. An allowance is bounded by its amount; a text without addresses may mean one account.
   */
  private boolean covers(Claim.Authority.Kind kind, Address account) {
    Reference reference = comparison.reference(account);
    if (reference == Reference.NAMED || isOwn(account)) {
      return true;
    }
    return kind == Claim.Authority.Kind.ALLOWANCE && reference != Reference.LEFT_OUT;
  }

  private boolean isOwn(Address account) {
    return comparison.isOwn(account);
  }

  private void contradicted(int i, int claim, String said) {
    String text = said + ", but: " + sentence(comparison.effects().get(i));
    comparison.match(claim, i, Status.CONTRADICTED, text);
    comparison.find(Severity.RED, FindingCode.AUTHORITY_CONTRADICTED, text, claim, i);
  }

  private boolean lookAlike(int i, Address account) {
    Optional<Address> other = comparison.lookAlike(account);
    other.ifPresent(
        known -> {
          String text =
              account + " looks like " + comparison.name(known) + " and is another address.";
          comparison.match(-1, i, Status.CONTRADICTED, text);
          comparison.find(Severity.RED, FindingCode.LOOKALIKE_ADDRESS, text, -1, i);
        });
    return other.isPresent();
  }

  /** A text that speaks of one role must not pass for another one. */
  private void roleName(int i, Change.Role effect) {
    String role = effect.name().toLowerCase(Locale.ROOT);
    String word =
        role.replaceAll("_?role$", "")
            .replace('_', ' ')
            .replace("default ", "")
            .replaceAll(" for 0x.*", "")
            .strip();
    boolean master = MasterRoles.is(role);
    boolean named =
        master
            ? MasterRoles.isNamed(comparison, role, effect.to())
            : !word.startsWith("0x") && comparison.textHas(word);
    if (!named) {
      comparison.find(
          master ? Severity.RED : Severity.AMBER,
          FindingCode.ROLE_NOT_NAMED,
          sentence(effect) + " The text speaks of a role, and not of this one.",
          -1,
          i);
    }
  }

  private String sentence(Change effect) {
    String account = effect.to().map(comparison::name).orElse("nobody");
    String contract = comparison.name(effect.contract());
    return switch (effect) {
      case Change.OfValue value ->
          account + " may take " + comparison.symbol(value) + " from the treasury.";
      case Change.Role role ->
          account
              + (role.granted() ? " gets the role " : " loses the role ")
              + role.name()
              + " of "
              + contract
              + ".";
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
