package org.prytany.acceptance.badinput;

import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** The id that belongs to a content, as OpenZeppelin's governors make it. */
final class HashedId {

  private HashedId() {}

  static BigInteger of(List<String> targets, List<BigInteger> values, byte[] description) {
    String encoded =
        FunctionEncoder.encodeConstructor(
            List.of(
                new DynamicArray<>(Address.class, targets.stream().map(Address::new).toList()),
                new DynamicArray<>(Uint256.class, values.stream().map(Uint256::new).toList()),
                new DynamicArray<>(DynamicBytes.class, List.of()),
                new Bytes32(Hash.sha3(description))));
    return Numeric.toBigInt(Hash.sha3(Numeric.hexStringToByteArray(encoded)));
  }
}
