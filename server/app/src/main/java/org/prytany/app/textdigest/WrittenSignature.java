package org.prytany.app.textdigest;

import java.util.Locale;
import org.web3j.crypto.Hash;

/**
 * A function's signature beside calldata. Governors of Compound's kind (Bravo, Alpha) get the two
 * apart and call {@code keccak256(signature)} with the calldata behind it: a blank or a parameter's
 * name in the signature makes it another function.
 */
final class WrittenSignature {

  private static final int SELECTOR_DIGITS = 8;
  private static final int WORD_DIGITS = 64;

  private WrittenSignature() {}

  /** The calldata that the target gets. */
  static String called(String signature, String calldata) {
    if (!signature.strip().endsWith(")") || signature.indexOf('(') <= 0) {
      return calldata;
    }
    String data = calldata.toLowerCase(Locale.ROOT);
    boolean whole = (data.length() - 2) % WORD_DIGITS == SELECTOR_DIGITS;
    // Payloads that give the bytes whole say the signature for people.
    return whole ? data : selector(signature) + data.substring(2);
  }

  /** "0x" and the first four bytes of the hash of a signature as it is written. */
  static String selector(String signature) {
    return Hash.sha3String(signature).substring(0, 10);
  }
}
