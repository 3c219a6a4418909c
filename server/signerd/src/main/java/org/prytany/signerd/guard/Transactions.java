package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.HexFormat;
import java.util.Locale;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/** Has EIP-1559 transactions signed, and checks who signed them. */
final class Transactions {

  private final KeySource keys;

  Transactions(KeySource keys) {
    this.keys = keys;
  }

  Act.Submission signed(TransactionTerms terms, long nonce) {
    RawTransaction raw =
        RawTransaction.createTransaction(
            terms.chainId(),
            BigInteger.valueOf(nonce),
            terms.gasLimit(),
            terms.to().hex(),
            terms.valueWei(),
            terms.data().toLowerCase(Locale.ROOT),
            terms.fees().tip(),
            terms.fees().most());
    byte[] unsigned = TransactionEncoder.encode(raw);
    Sign.SignatureData signature = keys.sign(terms.from(), unsigned);
    if (!terms.from().equals(signer(unsigned, signature))) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "The key source answered with a signature that is not one of " + terms.from() + ".");
    }
    byte[] bytes = TransactionEncoder.encode(raw, signature);
    return new Act.Submission(
        nonce,
        "0x" + HexFormat.of().formatHex(bytes),
        "0x" + HexFormat.of().formatHex(Hash.sha3(bytes)),
        terms.fees());
  }

  private static Address signer(byte[] unsigned, Sign.SignatureData signature) {
    try {
      return new Address("0x" + Keys.getAddress(Sign.signedMessageToKey(unsigned, signature)));
    } catch (SignatureException | RuntimeException e) {
      return Address.ZERO;
    }
  }
}
