package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * A governor of one family on a local chain, with a treasury that holds tokens. Accounts 1, 2 and 3
 * have votes, account 1 alone enough for the quorum; account 5 is a stranger, account 0 deployed.
 */
public interface FamilyScene {
  /** Who is paid by every proposal, and how much. */
  String PAYEE = "0x00000000000000000000000000000000000a11ce";

  BigInteger PAID = BigInteger.valueOf(5);

  LocalChain chain();

  Dao dao();

  Family family();

  /** How the page names it, in its first column. */
  default String title() {
    return "`" + family().word() + "`";
  }

  /** Whether what is queued and not executed in time cannot be executed any more. */
  default boolean lapses() {
    return family().isCompounds();
  }

  /** Whether a quorum that is reached late gives more time to vote. */
  default boolean extendsVoting() {
    return false;
  }

  /** Which quorum decides. */
  default String quorum() {
    return family().isCompounds() ? "one number, now" : "at the snapshot";
  }

  /** What the treasury holds, and proposals pay. */
  RawContract token();

  /** Account 1 proposes one payment. */
  void propose(String text);

  /**
   * Cancels the only proposal.
   *
   * @param account the proposer's, 1, or a guardian's
   */
  void cancel(int account, BigInteger id, String text);

  /** The account that may cancel any proposal at any time; empty where there is none. */
  default OptionalInt guardian() {
    return OptionalInt.empty();
  }

  /** The arguments of OpenZeppelin's functions: targets, values, calldatas. */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  default List<Type> lists() {
    return List.of(
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class, List.of(RawContract.account(token().address))),
        new DynamicArray<>(Uint256.class, List.of(RawContract.uint(0))),
        new DynamicArray<>(
            DynamicBytes.class,
            List.of(
                new DynamicBytes(
                    org.web3j.utils.Numeric.hexStringToByteArray(
                        RawContract.data(
                            "transfer(address,uint256)",
                            RawContract.account(PAYEE),
                            RawContract.uint(PAID)))))));
  }

  /** The arguments of Compound's propose, which keeps signatures apart; without the text. */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  default List<Type> compoundLists() {
    return List.of(
        lists().get(0),
        lists().get(1),
        new DynamicArray<>(Utf8String.class, List.of(new Utf8String("transfer(address,uint256)"))),
        new DynamicArray<>(
            DynamicBytes.class,
            List.of(
                new DynamicBytes(
                    org.web3j.utils.Numeric.hexStringToByteArray(
                        "0x"
                            + org.web3j.abi.FunctionEncoder.encodeConstructor(
                                List.of(RawContract.account(PAYEE), RawContract.uint(PAID))))))));
  }
}
