package org.prytany.reading.modality;

/** What a statement is about: words take back an amount in other ways than a power. */
public enum Matter {
  /** An amount that may be asked for. */
  PAYMENT,
  /** A role, an owner, an allowance, new code, or the value of a setting. */
  POWER,
  /** An account that may be paid. */
  PAYEE,
  /** What a whole line announces, e.g. new code. */
  ANNOUNCEMENT,
  /** What a token is worth. */
  PRICE,
  /** A day by which something is to happen. */
  DAY,
  /** A word for an act that stands alone, as "burnt". */
  ACT
}
