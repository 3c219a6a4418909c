package org.prytany.signerd.keys;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;

/**
 * Keys in keystore files. They leave this package in no form but signatures. No message here has a
 * cause: a parser's or cipher's own message may quote what it read.
 */
public final class KeyRing implements KeySource {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** What the rest of the process needs while a keystore is opened, in bytes. */
  private static final long OTHERS_SHARE = 24L << 20;

  /** What scrypt fills is 128 bytes for each unit of its n and r (RFC 7914). */
  private static final long SCRYPT_BLOCK = 128;

  private final Map<Address, Credentials> keys;
  private final Map<String, Address> names;

  private KeyRing(Map<Address, Credentials> keys, Map<String, Address> names) {
    this.keys = Map.copyOf(keys);
    this.names = Map.copyOf(names);
  }

  /**
   * Loads keystore v3 files; a file with the usual cost (n = 262144) takes about a second and, for
   * that second, 256 MB.
   *
   * @throws PrytanyException KEY_UNAVAILABLE naming the file, and never its password
   */
  public static KeyRing load(List<KeystoreSettings> keystores) {
    Map<Address, Credentials> keys = new HashMap<>();
    Map<String, Address> names = new HashMap<>();
    for (KeystoreSettings keystore : keystores) {
      Credentials credentials = load(keystore);
      Address account = new Address(credentials.getAddress());
      keys.put(account, credentials);
      names.put(keystore.name(), account);
    }
    // What scrypt filled is given back to the machine at once, and not when memory is short.
    System.gc();
    return new KeyRing(keys, names);
  }

  /** The account of each key, by the key's name. */
  public Map<String, Address> names() {
    return names;
  }

  @Override
  public Set<Address> accounts() {
    return keys.keySet();
  }

  @Override
  public Sign.SignatureData sign(Address account, byte[] bytes) {
    Credentials credentials =
        Optional.ofNullable(keys.get(account))
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.KEY_UNAVAILABLE,
                        "The signer holds no key for account " + account + "."));
    return Sign.signMessage(bytes, credentials.getEcKeyPair());
  }

  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }

  private static Credentials load(KeystoreSettings settings) {
    Path file = settings.file();
    byte[] json = read(file, "keystore");
    String password = password(settings);
    WalletFile wallet;
    try {
      wallet = MAPPER.readValue(json, WalletFile.class);
    } catch (IOException e) {
      throw unavailable(file, "is not a keystore file (version 3 JSON expected)");
    }
    if (wallet == null || wallet.getVersion() != 3 || wallet.getCrypto() == null) {
      throw unavailable(file, "is not a keystore of version 3");
    }
    requireMemory(file, wallet);
    Credentials credentials;
    try {
      credentials = Credentials.create(Wallet.decrypt(password, wallet));
    } catch (CipherException e) {
      throw unavailable(
          file,
          "could not be opened: the password does not fit, or the file is damaged. Check "
              + settings
                  .passwordFile()
                  .map(passwords -> "the password file " + passwords)
                  .orElse("its configured password"));
    } catch (RuntimeException e) {
      throw unavailable(file, "is damaged: its encrypted key cannot be read");
    }
    String named = wallet.getAddress();
    if (named != null
        && !credentials.getAddress().equalsIgnoreCase("0x" + named.replaceFirst("^0x", ""))) {
      throw unavailable(file, "names another address than the one its key has");
    }
    return credentials;
  }

  /** Said before it is taken: who runs out of memory ends without a word. */
  private static void requireMemory(Path file, WalletFile wallet) {
    if (wallet.getCrypto().getKdfparams() instanceof WalletFile.ScryptKdfParams scrypt) {
      long needed = SCRYPT_BLOCK * Math.max(1, scrypt.getN()) * Math.max(1, scrypt.getR());
      long there = Runtime.getRuntime().maxMemory() - OTHERS_SHARE;
      if (needed > there) {
        throw unavailable(
            file,
            "needs "
                + (needed >> 20)
                + " MB of memory to be opened (scrypt with n="
                + scrypt.getN()
                + ", r="
                + scrypt.getR()
                + "), and the signer has "
                + (there >> 20)
                + " MB: write the keystore anew with n=262144, r=8, as wallets do");
      }
    }
  }

  private static String password(KeystoreSettings settings) {
    if (settings.passwordFile().isPresent()) {
      Path passwords = settings.passwordFile().get();
      String text = new String(read(passwords, "password"), StandardCharsets.UTF_8);
      String first = text.lines().findFirst().orElse("");
      if (first.isEmpty()) {
        throw unavailable(passwords, "is empty; its first line should be a password");
      }
      return first;
    }
    return settings
        .password()
        .orElseThrow(
            () ->
                unavailable(
                    settings.file(),
                    "has no password: configure a password file for it, or the password"));
  }

  private static byte[] read(Path file, String what) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw unavailable(file, "does not exist; a " + what + " file was expected there");
    } catch (IOException e) {
      throw unavailable(file, "cannot be read; check that this account may read it");
    }
  }

  private static PrytanyException unavailable(Path file, String why) {
    return new PrytanyException(FailureCode.KEY_UNAVAILABLE, "The file " + file + " " + why + ".");
  }
}
