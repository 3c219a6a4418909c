package org.prytany.signerd.keys;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.crypto.Sign;

/** Where keys are. They leave it in no form but signatures. */
public interface KeySource {

  Set<Address> accounts();

  /**
   * Signs the keccak-256 of some bytes.
   *
   * @param account one of {@link #accounts}
   * @return v is 27 or 28
   * @throws PrytanyException KEY_UNAVAILABLE
   */
  Sign.SignatureData sign(Address account, byte[] bytes);

  /** Several as one; the first that has an account signs for it. */
  static KeySource of(List<KeySource> sources) {
    List<KeySource> all = List.copyOf(sources);
    return new KeySource() {
      @Override
      public Set<Address> accounts() {
        return all.stream()
            .flatMap(source -> source.accounts().stream())
            .collect(Collectors.toUnmodifiableSet());
      }

      @Override
      public Sign.SignatureData sign(Address account, byte[] bytes) {
        return all.stream()
            .filter(source -> source.accounts().contains(account))
            .findFirst()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.KEY_UNAVAILABLE,
                        "The signer holds no key for account " + account + "."))
            .sign(account, bytes);
      }
    };
  }
}
