package org.prytany.governance.failure;

/** Every failure's stable code, and whose it is. */
public enum FailureCode {
  INVALID_INPUT(Category.CALLER),
  NOT_FOUND(Category.CALLER),
  NOT_ALLOWED(Category.CALLER),
  APPROVAL_REFUSED(Category.CALLER),
  LOGIN_REFUSED(Category.CALLER),
  CONFIGURATION_INVALID(Category.CONFIGURATION),
  WRONG_CHAIN(Category.CONFIGURATION),
  NO_CODE_AT_ADDRESS(Category.CONFIGURATION),
  GOVERNOR_NOT_SERVED(Category.CONFIGURATION),
  KEY_UNAVAILABLE(Category.CONFIGURATION),
  KEY_BOUNDED(Category.CONFIGURATION),
  KEY_ENDED(Category.CONFIGURATION),
  KEY_REVOKED(Category.CONFIGURATION),
  STORE_CORRUPT(Category.CONFIGURATION),
  STORE_UNFIT(Category.CONFIGURATION),
  STORE_UNAVAILABLE(Category.EXTERNAL),
  CHAIN_UNAVAILABLE(Category.EXTERNAL),
  CHAIN_ANSWER_INVALID(Category.EXTERNAL),
  MODEL_UNAVAILABLE(Category.CONFIGURATION),
  PLUGIN_UNAVAILABLE(Category.CONFIGURATION),
  PLUGIN_FAULT(Category.EXTERNAL),
  HUB_UNAVAILABLE(Category.EXTERNAL),
  HUB_ANSWER_INVALID(Category.EXTERNAL),
  FEE_TOO_HIGH(Category.EXTERNAL),
  SIGNING_REFUSED(Category.INTERNAL),
  SIGNER_UNAVAILABLE(Category.EXTERNAL),
  CONCURRENT_CHANGE(Category.INTERNAL),
  INTERNAL(Category.INTERNAL);

  private final Category category;

  FailureCode(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }

  /** Whether the signer says no by it: nothing was signed, and asking again changes nothing. */
  public boolean refusesToSign() {
    return switch (this) {
      case SIGNING_REFUSED, KEY_BOUNDED, KEY_ENDED, KEY_REVOKED -> true;
      default -> false;
    };
  }

  /** Who has to act. */
  public enum Category {
    CALLER,
    CONFIGURATION,
    EXTERNAL,
    INTERNAL
  }
}
