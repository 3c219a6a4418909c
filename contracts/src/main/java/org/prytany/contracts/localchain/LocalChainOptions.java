package org.prytany.contracts.localchain;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a local chain is started; begin with {@link #defaults()}.
 *
 * @param chainId EIP-155 chain id
 * @param port loopback TCP port; 0 takes a free one
 * @param blockTime whole seconds between blocks; empty mines a block for every transaction at once
 * @param stateFile loaded when it exists and written when the chain is closed; empty forgets
 * @param mnemonic BIP-39 words of the funded accounts
 * @param accounts how many accounts are funded, at m/44'/60'/0'/0/i
 * @param accountEther whole ether that each of them starts with
 * @param genesis time of block 0; empty for now
 * @param startTimeout how long the process may take until it answers
 * @param persistedStates of so many blocks, of those that memory holds no longer, the state is
 *     written to disk; what is older is forgotten
 */
public record LocalChainOptions(
    long chainId,
    int port,
    Optional<Duration> blockTime,
    Optional<Path> stateFile,
    String mnemonic,
    int accounts,
    long accountEther,
    Optional<Instant> genesis,
    Duration startTimeout,
    int persistedStates) {

  /** The words that every development chain uses. Their keys are public: never send value there. */
  public static final String PUBLIC_MNEMONIC =
      "test test test test test test test test test test test junk";

  public LocalChainOptions {
    if (chainId <= 0) {
      throw new IllegalArgumentException("chainId must be positive, but is " + chainId + ".");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, but is " + port + ".");
    }
    if (blockTime.isPresent()
        && (blockTime.get().toSeconds() < 1 || blockTime.get().toNanosPart() != 0)) {
      throw new IllegalArgumentException(
          "blockTime must be whole seconds, at least one, but is " + blockTime.get() + ".");
    }
    if (persistedStates < 1) {
      throw new IllegalArgumentException(
          "persistedStates must be at least 1, but is " + persistedStates + ".");
    }
    if (accounts < 1 || accounts > 1_000) {
      throw new IllegalArgumentException("accounts must be 1 to 1000, but is " + accounts + ".");
    }
  }

  /** Chain 31337 on a free port, a block for every transaction, ten accounts of 10,000 ether. */
  public static LocalChainOptions defaults() {
    return new LocalChainOptions(
        31_337,
        0,
        Optional.empty(),
        Optional.empty(),
        PUBLIC_MNEMONIC,
        10,
        10_000,
        Optional.empty(),
        Duration.ofSeconds(60),
        3_600);
  }

  public LocalChainOptions withChainId(long newChainId) {
    return new LocalChainOptions(
        newChainId,
        port,
        blockTime,
        stateFile,
        mnemonic,
        accounts,
        accountEther,
        genesis,
        startTimeout,
        persistedStates);
  }

  public LocalChainOptions withPort(int newPort) {
    return new LocalChainOptions(
        chainId,
        newPort,
        blockTime,
        stateFile,
        mnemonic,
        accounts,
        accountEther,
        genesis,
        startTimeout,
        persistedStates);
  }

  public LocalChainOptions withBlockTime(Duration newBlockTime) {
    return new LocalChainOptions(
        chainId,
        port,
        Optional.of(newBlockTime),
        stateFile,
        mnemonic,
        accounts,
        accountEther,
        genesis,
        startTimeout,
        persistedStates);
  }

  public LocalChainOptions withStateFile(Path newStateFile) {
    return new LocalChainOptions(
        chainId,
        port,
        blockTime,
        Optional.of(newStateFile),
        mnemonic,
        accounts,
        accountEther,
        genesis,
        startTimeout,
        persistedStates);
  }

  public LocalChainOptions withMnemonic(String newMnemonic) {
    return new LocalChainOptions(
        chainId,
        port,
        blockTime,
        stateFile,
        newMnemonic,
        accounts,
        accountEther,
        genesis,
        startTimeout,
        persistedStates);
  }

  public LocalChainOptions withAccounts(int newAccounts) {
    return new LocalChainOptions(
        chainId,
        port,
        blockTime,
        stateFile,
        mnemonic,
        newAccounts,
        accountEther,
        genesis,
        startTimeout,
        persistedStates);
  }

  public LocalChainOptions withGenesis(Instant newGenesis) {
    return new LocalChainOptions(
        chainId,
        port,
        blockTime,
        stateFile,
        mnemonic,
        accounts,
        accountEther,
        Optional.of(newGenesis),
        startTimeout,
        persistedStates);
  }

  /** Without the words, which could be somebody's own. */
  @Override
  public String toString() {
    return "LocalChainOptions[chainId="
        + chainId
        + ", port="
        + port
        + ", accounts="
        + accounts
        + "]";
  }

  /** For a chain that runs for hours: its states would come to gigabytes. */
  public LocalChainOptions withPersistedStates(int newPersistedStates) {
    return new LocalChainOptions(
        chainId,
        port,
        blockTime,
        stateFile,
        mnemonic,
        accounts,
        accountEther,
        genesis,
        startTimeout,
        newPersistedStates);
  }
}
