package org.prytany.signerd;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.settings.Secret;
import org.prytany.settings.Settings;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.keys.KeyLimit;
import org.prytany.signerd.keys.KeystoreSettings;

/**
 * What the operator configured for the signer: from the common file what both must agree on, from
 * the signer's own file what nobody else may know or change.
 *
 * @param common DAOs, treasurers, thresholds, decoding and the socket
 * @param folder for the journal and the key of the seals
 * @param witness beside the keys
 * @param serverUser whose processes are heard; empty: the signer's own user
 * @param keystores keys in files
 * @param bounded keys that may only vote
 * @param remoteKeys where Web3Signers answer
 * @param endpoints the signer's own JSON-RPC endpoints by chain id
 * @param maxFeeWei the most that one transaction may cost, in wei
 * @param dayFeesWei the most that one account's transactions may cost within a day, in wei
 * @param anchorFeeWei the most that one anchor of the audit log may cost, in wei
 * @param furthestCount how far above what is known an account's transaction count may be
 */
record SignerSettings(
    Settings common,
    Path folder,
    Path witness,
    Optional<String> serverUser,
    List<KeystoreSettings> keystores,
    List<KeyLimit> bounded,
    List<URI> remoteKeys,
    Map<Long, Secret> endpoints,
    BigInteger maxFeeWei,
    BigInteger dayFeesWei,
    BigInteger anchorFeeWei,
    long furthestCount,
    Limits limits) {

  SignerSettings {
    keystores = List.copyOf(keystores);
    bounded = List.copyOf(bounded);
    remoteKeys = List.copyOf(remoteKeys);
    endpoints = Map.copyOf(endpoints);
  }
}
