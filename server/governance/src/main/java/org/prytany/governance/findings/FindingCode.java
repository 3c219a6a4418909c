package org.prytany.governance.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Span;

/**
 * Everything that a check may find. How much it may matter, what it means and what a reader does
 * next stands in {@code findings.txt}.
 */
public enum FindingCode {
  AMOUNT_CONTRADICTED,
  AMOUNT_PAID_AGAIN,
  AMOUNT_NOT_ASKED,
  CHANGE_NOT_ASKED,
  REQUEST_TAKEN_BACK,
  OTHER_TERMS,
  AMOUNT_IS_A_SUM,
  AMOUNT_IS_A_PRODUCT,
  AMOUNT_AT_STATED_PRICE,
  PAID_TWICE_OVER,
  AMBIGUOUS_NUMBER,
  COMMA_MAY_BE_A_POINT,
  TOKEN_CONTRADICTED,
  TOKEN_UNKNOWN,
  RECIPIENT_CONTRADICTED,
  PAYEES_DIFFER,
  STREAM_TIMES_CONTRADICTED,
  STREAM_TIMES_NOT_NAMED,
  STREAM_BEGAN_BEFORE,
  PAYER_NOT_NAMED,
  CHAIN_CONTRADICTED,
  RECIPIENT_NOT_NAMED,
  ADDRESS_SHORTENED,
  LOOKALIKE_ADDRESS,
  UNMENTIONED_TRANSFER,
  UNMENTIONED_AUTHORITY,
  AUTHORITY_CONTRADICTED,
  ROLE_NOT_NAMED,
  CONTRACT_NOT_NAMED,
  CODE_NOT_NAMED,
  NEW_CODE_IS_CALLED,
  PARAMETER_CONTRADICTED,
  PARAMETER_UNMENTIONED,
  PARAMETER_NOT_NAMED,
  PARAMETER_IN_BLOCKS,
  NOT_EXECUTED,
  ORDER_DIFFERS,
  UNEXPLAINED_CALL,
  CALL_SPELLED_OUT,
  CALL_CHANGES_EXPLAINED,
  SIMULATION_REVERTS,
  MALFORMED_ACTIONS,
  EMPTY_TEXT,
  LANGUAGE_NOT_READ,
  TOO_MANY_READINGS,

  UNLIMITED_APPROVAL,
  DELEGATECALL,
  SELF_DESTRUCT,
  OWNERSHIP_CHANGES,
  CODE_REPLACED,
  ROLE_GRANTED,
  ROLE_REVOKED,
  DUPLICATE_ACTION,
  SAME_PAYLOAD,
  TRAILING_BYTES,
  OTHER_CHAIN,
  CHAIN_UNKNOWN,

  FIRST_TIME_RECIPIENT,
  RECIPIENT_CANNOT_USE,
  FRESH_CONTRACT,
  TARGET_WITHOUT_CODE,
  TARGET_UNVERIFIED,
  CALLS_TRIED_ALONE,
  MORE_THAN_HELD,
  SHARE_OF_TREASURY,
  FUNDS_NOT_LISTED,

  HIDDEN_TEXT,
  HIDDEN_BY_STYLE,
  HIDDEN_IN_ATTRIBUTE,
  HIDDEN_CHARACTERS,
  PROPOSER_PROTECTED,
  PROPOSER_CONTRADICTED,
  PROPOSER_MARK_UNUSED,
  LOOKALIKE_LETTERS,
  PUSHED_OUT_OF_VIEW,
  ADDRESSED_TO_MODEL,
  ENCODED_TEXT,
  IMITATES_REPORT,
  LINK_TEXT_DIFFERS,
  LINK_DISGUISED,
  LINK_RUNS_CODE,
  REMOTE_CONTENT,
  DATE_EXPIRED,
  DATE_MISSING;

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

  /** By the name that a finding is stored with; empty for one of another version. */
  public static Optional<FindingCode> named(String code) {
    return Arrays.stream(values()).filter(known -> known.name().equals(code)).findFirst();
  }

  private FindingWords words() {
    return FindingWords.of(this);
  }

  public Group group() {
    return words().group();
  }

  /** The severities that it may have, the worst one first. */
  public List<Finding.Severity> severities() {
    return words().severities();
  }

  /** One or two sentences for a treasurer; names stand between backticks. */
  public String meaning() {
    return words().meaning();
  }

  /** What a reader does next, one sentence or two; names stand between backticks. */
  public String next() {
    return words().next();
  }

  /**
   * A finding of this code.
   *
   * @throws IllegalArgumentException for a severity that it never has
   */
  public Finding as(Finding.Severity severity, String text, Optional<Span> span, int action) {
    if (!severities().contains(severity)) {
      throw new IllegalArgumentException(name() + " is never " + severity);
    }
    return new Finding(name(), severity, text, span, action);
  }
}
