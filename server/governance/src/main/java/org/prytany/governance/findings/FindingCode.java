package org.prytany.governance.findings;

import static org.prytany.governance.findings.Finding.Severity.AMBER;
import static org.prytany.governance.findings.Finding.Severity.NOTE;
import static org.prytany.governance.findings.Finding.Severity.RED;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a check may find: how much it may matter, what it means, and what a reader does
 * next. {@code docs/findings.md} and the page say it in these words.
 */
public enum FindingCode {
  AMOUNT_CONTRADICTED(
      Group.COMPARED,
      List.of(RED),
      "The text asks for one amount, the calls move another.",
      "Compare both numbers. Ask the author for a corrected proposal."),
  AMOUNT_PAID_AGAIN(
      Group.COMPARED,
      List.of(RED),
      "An amount is paid, or may be taken, more often than the text asks for it.",
      "Check each recipient; ask whether several were meant."),
  AMOUNT_NOT_ASKED(
      Group.COMPARED,
      List.of(AMBER),
      "The text names an amount that is paid, and nowhere asks for it: no word of asking,"
          + " paying or moving stands with it, or only one that tells of the past, quotes or asks"
          + " back.",
      "Read the lines that name it. Ask the author whether they ask for it."),
  REQUEST_TAKEN_BACK(
      Group.COMPARED,
      List.of(AMBER),
      "A sentence of the text says that the proposal is withdrawn, rejected or not approved,"
          + " and its calls move something all the same.",
      "Read that sentence. Ask the author what holds."),
  AMOUNT_IS_A_SUM(
      Group.COMPARED,
      List.of(AMBER, NOTE),
      "The amount paid is not in the text, but some of its amounts add up to it.",
      "Check that these are the parts that you would add."),
  AMOUNT_IS_A_PRODUCT(
      Group.COMPARED,
      List.of(NOTE),
      "The amount paid is not in the text; a rate and a time that are make it, and it is "
          + "paid at once.",
      "Ask whether paying it all at once was meant."),
  AMOUNT_AT_STATED_PRICE(
      Group.COMPARED,
      List.of(AMBER),
      "The text gives dollars and one price of the token; the tokens paid are those "
          + "dollars at that price, within 1 %.",
      "Compare the price with the market."),
  PAID_TWICE_OVER(
      Group.COMPARED,
      List.of(RED),
      "Two payments rest on the same words: an allowance and a payment, two tokens, a "
          + "total and its parts, a rate and what it makes, an amount and its value in "
          + "dollars.",
      "Ask which of the two is meant."),
  AMBIGUOUS_NUMBER(
      Group.COMPARED,
      List.of(RED, AMBER),
      "\"25.000\" is twenty-five for some readers and twenty-five thousand for others. "
          + "Red where the larger is paid, and the text says it nowhere in plain figures.",
      "Look at what is paid, and not at the text."),
  COMMA_MAY_BE_A_POINT(
      Group.COMPARED,
      List.of(AMBER),
      "The text writes \"0,5\" for a half, so that its \"25,000\" is twenty-five thousand for some"
          + " readers and twenty-five for others.",
      "Look at what is paid, and ask which was meant."),
  TOKEN_CONTRADICTED(
      Group.COMPARED,
      List.of(RED, AMBER),
      "The amount fits, the token does not. Amber where it is the total of a list in "
          + "another token.",
      "Compare the token's contract with its issuer's page."),
  TOKEN_UNKNOWN(
      Group.COMPARED,
      List.of(RED),
      "The token's symbol or decimals are not known, so that the amount cannot be " + "compared.",
      "Look the contract up; add it to the configured tokens if it is right."),
  RECIPIENT_CONTRADICTED(
      Group.COMPARED,
      List.of(RED),
      "The text names other accounts than the one that is paid.",
      "Compare the addresses digit by digit."),
  PAYEES_DIFFER(
      Group.COMPARED,
      List.of(RED),
      "The text asks for two amounts in one breath (\"100,000 USDC + 15,000 ENS\") and "
          + "names no account; they go to different ones.",
      "Ask who the second account is."),
  STREAM_TIMES_CONTRADICTED(
      Group.COMPARED,
      List.of(RED, AMBER),
      "The text gives a stream another length, start or end than the call. Amber where a "
          + "day is off by up to a month.",
      "Ask which is meant: the call is what happens."),
  STREAM_TIMES_NOT_NAMED(
      Group.COMPARED,
      List.of(AMBER),
      "An amount can be drawn little by little, and the text does not say for how long, "
          + "or not from when to when.",
      "Ask whether these times were meant."),
  STREAM_BEGAN_BEFORE(
      Group.COMPARED,
      List.of(RED, AMBER),
      "The stream began over a month before the proposal was made, so that a part of it, "
          + "or all, can be drawn at once. Amber where the text names that day.",
      "Ask whether a payment at once was meant."),
  PAYER_NOT_NAMED(
      Group.COMPARED,
      List.of(RED),
      "A token is told to move what another account has, and the text does not say so.",
      "Ask whose money it is, and whether they agreed."),
  RECIPIENT_NOT_NAMED(
      Group.COMPARED,
      List.of(AMBER, NOTE),
      "The text does not say which account is paid. Amber where it links to accounts of "
          + "others in passing.",
      "Ask the recipient to confirm the address."),
  ADDRESS_SHORTENED(
      Group.COMPARED,
      List.of(AMBER),
      "The text shows only the first and last digits of the account.",
      "Compare every digit with a source of your own."),
  LOOKALIKE_ADDRESS(
      Group.COMPARED,
      List.of(RED),
      "An account that gets value or power, or is called, shares so many of its first or "
          + "last digits with a known one that chance does not explain it, and is another (the "
          + "trick is called address poisoning). Zeros in a row do not count. That the text "
          + "has the same address is no excuse.",
      "Do not approve. Compare every digit."),
  UNMENTIONED_TRANSFER(
      Group.COMPARED,
      List.of(RED),
      "Value leaves, and the text does not say so.",
      "Ask what it is for."),
  UNMENTIONED_AUTHORITY(
      Group.COMPARED,
      List.of(RED),
      "Somebody gets power, and the text does not say so.",
      "Ask what it is for."),
  AUTHORITY_CONTRADICTED(
      Group.COMPARED,
      List.of(RED),
      "The text gives power to another account, takes it where the call gives it, or "
          + "means another contract or value.",
      "Compare the addresses and the direction."),
  ROLE_NOT_NAMED(
      Group.COMPARED,
      List.of(RED, AMBER),
      "The text speaks of a role, and not of the one that is granted. Red for roles that "
          + "are as good as the keys: admin, owner, module, ward, minter, upgrader, voting "
          + "power.",
      "Ask which role is meant."),
  CONTRACT_NOT_NAMED(
      Group.COMPARED,
      List.of(AMBER),
      "The text speaks of such a change without saying in which contract.",
      "Look the contract up."),
  CODE_NOT_NAMED(
      Group.COMPARED,
      List.of(AMBER),
      "The text announces new code for a contract by name, and not at which address the "
          + "code is.",
      "Look the code up: no text can tell which code it is."),
  NEW_CODE_IS_CALLED(
      Group.COMPARED,
      List.of(AMBER),
      "New code that the text announces is called right away, to set it up.",
      "Have the call read by who reviewed the code."),
  PARAMETER_CONTRADICTED(
      Group.COMPARED,
      List.of(RED),
      "A setting gets another value than the text says.",
      "Compare the values and their units."),
  PARAMETER_UNMENTIONED(
      Group.COMPARED,
      List.of(RED, AMBER),
      "A setting changes, and the text does not say so. Red for the timelock, for "
          + "cancelled operations, and for voting times, delays, quorums and thresholds that "
          + "fall to nothing or nearly so.",
      "Ask why."),
  PARAMETER_NOT_NAMED(
      Group.COMPARED,
      List.of(AMBER),
      "A setting changes; the text has the value, and does not say of which setting it is.",
      "Check that the value is meant for this setting."),
  NOT_EXECUTED(
      Group.COMPARED,
      List.of(AMBER, NOTE),
      "The text asks for something that no call does.",
      "Ask whether a call is missing."),
  ORDER_DIFFERS(
      Group.COMPARED,
      List.of(AMBER),
      "The calls come in another order than the text has them.",
      "Check whether the order matters."),
  UNEXPLAINED_CALL(
      Group.COMPARED,
      List.of(RED),
      "A call could not be decoded, or its function is known by its name only.",
      "Ask what the contract does, or for the function's signature, or add its ABI "
          + "(`prytany abi add`): with that, a call of which the text says everything is "
          + "amber."),
  CALL_SPELLED_OUT(
      Group.COMPARED,
      List.of(AMBER),
      "A function that is not known here is called. The text spells it out, or an ABI of "
          + "yours names it and the text speaks of it, names the contract and has all it is "
          + "given.",
      "Have the code of that function read."),
  SIMULATION_REVERTS(
      Group.COMPARED,
      List.of(RED),
      "Executing it now would fail.",
      "Read the reason; it may pass later."),
  MALFORMED_ACTIONS(
      Group.COMPARED,
      List.of(RED),
      "The lists of targets, values and data differ in length.",
      "Nothing: no governor executes it."),
  EMPTY_TEXT(
      Group.COMPARED,
      List.of(RED),
      "There is no text, and value or authority moves.",
      "Vote only when somebody explains it."),
  CLAIM_NOT_IN_TEXT(
      Group.COMPARED,
      List.of(NOTE),
      "The digest plugin reported a claim that the text does not bear out; it was left " + "out.",
      "Nothing; tell the plugin's author if it happens often."),
  LANGUAGE_NOT_READ(
      Group.COMPARED,
      List.of(RED, AMBER, NOTE),
      "The text, or a part of it, is in a language whose words are not read here, and its words may"
          + " deny what its numbers say. Of a whole text, amounts with their symbols and accounts"
          + " are read all the same: it says whether each payment stands there exactly, beside the"
          + " account that gets it. Amber where a part of the text names what the rest explains. A"
          + " note where nothing moves.",
      "Read it with somebody who knows the language."),
  TOO_MANY_CLAIMS(
      Group.COMPARED,
      List.of(AMBER),
      "The text makes more claims than are compared.",
      "Compare the rest by hand."),
  TOO_MANY_READINGS(
      Group.COMPARED,
      List.of(RED),
      "The amounts of the text can be put together in so many ways that the comparison "
          + "was not finished; what was not compared counts as not explained.",
      "Compare the payments by hand."),
  UNLIMITED_APPROVAL(
      Group.CALLS,
      List.of(RED),
      "A spender may take any amount of a token, at any time.",
      "Ask for a limited allowance."),
  DELEGATECALL(
      Group.CALLS,
      List.of(RED, AMBER),
      "Foreign code runs with the treasury's own money and rights. Amber for the "
          + "well-known batch contracts of Safe, whose calls are shown one by one.",
      "Have the code read, or refuse."),
  SELF_DESTRUCT(
      Group.CALLS,
      List.of(RED),
      "A contract is told to destroy itself.",
      "Make sure that nothing is left in it and nobody needs it."),
  OWNERSHIP_CHANGES(
      Group.CALLS,
      List.of(AMBER, NOTE),
      "A contract gets another owner. A note where it is the DAO's own treasury or " + "governor.",
      "Check that the new owner is who the text says."),
  CODE_REPLACED(
      Group.CALLS,
      List.of(AMBER),
      "A contract's code is replaced.",
      "Ask who reviewed the new code, and at which address."),
  ROLE_GRANTED(
      Group.CALLS,
      List.of(AMBER, NOTE),
      "An account gets a role. Amber for admin roles outside of the DAO.",
      "Check the account."),
  ROLE_REVOKED(
      Group.CALLS,
      List.of(NOTE),
      "An account loses a role.",
      "Make sure that somebody still holds it."),
  DUPLICATE_ACTION(
      Group.CALLS,
      List.of(AMBER),
      "The same call is there twice.",
      "Ask whether it is meant to happen twice."),
  SAME_PAYLOAD(
      Group.CALLS,
      List.of(AMBER),
      "Other proposals under way make exactly the same calls.",
      "Support one of them only."),
  TRAILING_BYTES(
      Group.CALLS,
      List.of(AMBER),
      "A call carries bytes behind its arguments.",
      "Ask what they are; some contracts read them."),
  FIRST_TIME_RECIPIENT(
      Group.ACCOUNTS,
      List.of(AMBER, NOTE),
      "The treasury has not paid this account before, as far as logs were searched. "
          + "Amber where nothing was ever sent from it either.",
      "Send a small amount first, or have the recipient sign a message."),
  RECIPIENT_CANNOT_USE(
      Group.ACCOUNTS,
      List.of(RED, AMBER, NOTE),
      "Nobody can move again what is sent there: the token's own contract or another "
          + "token's, the zero address, an address where tokens are burnt, a program built "
          + "into the chain; or an account that text or operator call a Safe, a multisig or a "
          + "contract, and that has no code on this chain. Amber for a governor that is not "
          + "the treasury. A note where the text wants it burnt.",
      "Ask for the right address."),
  FRESH_CONTRACT(
      Group.ACCOUNTS,
      List.of(AMBER),
      "Value goes to a contract that was made only lately.",
      "Have its code read."),
  TARGET_WITHOUT_CODE(
      Group.ACCOUNTS,
      List.of(RED, AMBER),
      "A call asks an account to do something, and there is no contract. Amber where "
          + "coin is sent along, which does arrive.",
      "Ask for the right address."),
  TARGET_UNVERIFIED(
      Group.ACCOUNTS,
      List.of(AMBER),
      "A contract is called by functions that are not known here.",
      "Look the contract up; add its ABI (`prytany abi add`)."),
  CALLS_TRIED_ALONE(
      Group.ACCOUNTS,
      List.of(AMBER),
      "The chain's endpoint cannot run the calls one after the other, and tried each as "
          + "if it were alone.",
      "Use an endpoint with `eth_simulateV1`."),
  MORE_THAN_HELD(
      Group.ACCOUNTS,
      List.of(RED),
      "The calls were tried alone, and what they take together is more than the treasury "
          + "holds.",
      "Ask which of the payments is meant to work."),
  SHARE_OF_TREASURY(
      Group.ACCOUNTS,
      List.of(RED, AMBER, NOTE),
      "How much of what the treasury holds of an asset leaves it: a note from 10 %, "
          + "amber from 25 %, red from 90 %.",
      "Ask whether the DAO can do without it."),
  HIDDEN_TEXT(
      Group.TEXT,
      List.of(AMBER, NOTE),
      "There are comments that pages do not show; amber with numbers in them.",
      "Read the raw text."),
  HIDDEN_BY_STYLE(
      Group.TEXT,
      List.of(AMBER),
      "A part is styled so that nobody sees it: white on white, no size, not displayed.",
      "Read the raw text."),
  HIDDEN_IN_ATTRIBUTE(
      Group.TEXT,
      List.of(AMBER),
      "An amount or an address stands only in the description of a picture or a link.",
      "Read the raw text."),
  HIDDEN_CHARACTERS(
      Group.TEXT,
      List.of(RED, AMBER, NOTE),
      "Invisible characters, control characters (NUL and its like), bytes that are no "
          + "text, marks that turn the reading direction, digits of other scripts. Red inside "
          + "of a number or an address while value moves.",
      "Do not copy numbers or addresses from this text."),
  PROPOSER_PROTECTED(
      Group.TEXT,
      List.of(NOTE),
      "The description ends with `#proposer=0x…`: only that account may propose it "
          + "(OpenZeppelin's governors). It is no text and names no payee.",
      "Nothing."),
  PROPOSER_CONTRADICTED(
      Group.TEXT,
      List.of(AMBER),
      "The description ends with `#proposer=0x…`, and another account proposed it: a "
          + "governor of OpenZeppelin's would have refused it.",
      "Ask which governor took it, and why."),
  PROPOSER_MARK_UNUSED(
      Group.TEXT,
      List.of(NOTE),
      "`#proposer=0x…` stands near the end, and something follows it, so that no "
          + "governor looks at it.",
      "Nothing."),
  LOOKALIKE_LETTERS(
      Group.TEXT,
      List.of(AMBER),
      "A word is spelt with letters of another script that look like Latin ones.",
      "Type names and links yourself."),
  PUSHED_OUT_OF_VIEW(
      Group.TEXT,
      List.of(AMBER, NOTE),
      "A long empty stretch stands before more text.",
      "Scroll to the end."),
  ADDRESSED_TO_MODEL(
      Group.TEXT,
      List.of(AMBER),
      "The text gives orders to a program that reads it. Nothing here follows them.",
      "Ask why; do not trust other tools' summaries of it."),
  ENCODED_TEXT(
      Group.TEXT,
      List.of(AMBER),
      "Words stand in a code that readers cannot read.",
      "Ask what they are for."),
  IMITATES_REPORT(
      Group.TEXT,
      List.of(AMBER),
      "The text speaks as if it were the result of a check, for instance of this " + "server's.",
      "Believe only what stands outside of the text."),
  LINK_TEXT_DIFFERS(
      Group.TEXT,
      List.of(RED, AMBER),
      "A link shows one site or address and leads to another. Red for addresses of which "
          + "one gets value or power.",
      "Do not follow it; compare the addresses."),
  LINK_DISGUISED(
      Group.TEXT,
      List.of(AMBER),
      "A link hides where it leads: a number, another script, a name before an @.",
      "Do not follow it."),
  LINK_RUNS_CODE(
      Group.TEXT,
      List.of(AMBER),
      "A link carries something to run or to open.",
      "Do not follow it."),
  REMOTE_CONTENT(
      Group.TEXT,
      List.of(NOTE),
      "Pictures are loaded from elsewhere: their owners see who reads, and may change "
          + "them after the vote.",
      "Nothing."),
  DATE_EXPIRED(
      Group.TEXT,
      List.of(AMBER),
      "A date that is said to lie ahead is over before the vote is.",
      "Ask for a new date."),
  DATE_MISSING(
      Group.TEXT,
      List.of(AMBER),
      "Payments in steps, without an end, a duration or a number of them.",
      "Ask for an end.");

  /** Where a finding stands on the page about findings. */
  public enum Group {
    COMPARED("Text and calls compared"),
    CALLS("Calls"),
    ACCOUNTS("Accounts and the treasury"),
    TEXT("The text itself");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** Its heading. */
    public String title() {
      return title;
    }
  }

  private final Group group;
  private final List<Finding.Severity> severities;
  private final String meaning;
  private final String next;

  FindingCode(Group group, List<Finding.Severity> severities, String meaning, String next) {
    this.group = group;
    this.severities = severities;
    this.meaning = meaning;
    this.next = next;
  }

  /** By the name that a finding is stored with; empty for one of another version. */
  public static Optional<FindingCode> named(String code) {
    return Arrays.stream(values()).filter(known -> known.name().equals(code)).findFirst();
  }

  public Group group() {
    return group;
  }

  /** The severities that it may have, the worst one first. */
  public List<Finding.Severity> severities() {
    return severities;
  }

  /** One or two sentences for a treasurer; names stand between backticks. */
  public String meaning() {
    return meaning;
  }

  /** What a reader does next, one sentence or two; names stand between backticks. */
  public String next() {
    return next;
  }

  /**
   * A finding of this code.
   *
   * @throws IllegalArgumentException for a severity that it never has
   */
  public Finding as(
      Finding.Severity severity, String text, Optional<org.prytany.spi.Span> span, int action) {
    if (!severities.contains(severity)) {
      throw new IllegalArgumentException(name() + " is never " + severity);
    }
    return new Finding(name(), severity, text, span, action);
  }
}
