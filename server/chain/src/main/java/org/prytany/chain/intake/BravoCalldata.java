package org.prytany.chain.intake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiValue;
import org.web3j.crypto.Hash;

/** Compound's governors keep a function's signature apart from its arguments. */
public final class BravoCalldata {
  private BravoCalldata() {}

  /**
   * What is called, as "0x"-hex: the signature's selector before the arguments; the calldata as it
   * is where the signature is empty or missing.
   */
  public static List<String> joined(List<AbiValue> signatures, List<AbiValue> calldatas) {
    List<String> full = new ArrayList<>();
    for (int i = 0; i < calldatas.size(); i++) {
      byte[] signature = i < signatures.size() ? signatures.get(i).asBytes() : new byte[0];
      byte[] calldata = calldatas.get(i).asBytes();
      if (signature.length == 0) {
        full.add(AbiBytes.hex(calldata));
      } else {
        ByteArrayOutputStream called = new ByteArrayOutputStream();
        called.write(Hash.sha3(signature), 0, 4);
        called.writeBytes(calldata);
        full.add(AbiBytes.hex(called.toByteArray()));
      }
    }
    return full;
  }
}
