package org.prytany.signer;

import java.util.HexFormat;
import java.util.Optional;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * Says whether a treasurer signed something: by the account's own key, or, where the account is a
 * contract such as a Safe, by asking that contract at the chain's head (EIP-1271). A contract is
 * asked each time, so that owners who were removed sign for it no longer.
 */
public final class TreasurerSignatures implements SignatureCheck {

  /** A Safe of some dozen owners needs less. */
  static final int LONGEST = 8_192;

  private final ContractSignatures contracts;

  public TreasurerSignatures(ContractSignatures contracts) {
    this.contracts = contracts;
  }

  @Override
  public boolean signed(long chainId, Address account, byte[] digest, String signature) {
    // First the key: an account with a key stays its holder's, also where it lends itself to code
    // (EIP-7702). Nobody knows the key of a contract's address.
    if (EthereumSignatures.recover(digest, signature).filter(account::equals).isPresent()) {
      return true;
    }
    Optional<byte[]> bytes = bytes(signature);
    return bytes.isPresent()
        && contracts.ask(chainId, account, digest, bytes.get()) == ContractSignatures.Answer.VALID;
  }

  private static Optional<byte[]> bytes(String signature) {
    if (!signature.startsWith("0x") || signature.length() > 2 + 2 * LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(signature, 2, signature.length()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
