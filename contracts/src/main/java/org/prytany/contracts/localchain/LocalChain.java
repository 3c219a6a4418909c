package org.prytany.contracts.localchain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.OkHttpClient;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Numeric;

/**
 * A real Ethereum node (anvil) as a child process on the loopback interface, with means to move its
 * time and to rewrite its history. Close it to end the process.
 *
 * <p>Addresses are 0x-prefixed hex; times are unix seconds; values are wei. A method that the node
 * refuses throws {@link LocalChainException}.
 */
public final class LocalChain implements AutoCloseable {
  private static final int HARDENED = Bip32ECKeyPair.HARDENED_BIT;

  private final LocalChainOptions options;
  private static final String ANVIL = "anvil_";

  private final Optional<AnvilProcess> process;
  private final URI node;

  /** How the node names what anvil names {@code anvil_...}. */
  private final String prefix;

  private final OkHttpClient http;
  private final HttpService service;
  private final ScheduledExecutorService polling;
  private final Web3j web3j;
  private final List<Credentials> accounts;
  private final Set<String> unlocked = new HashSet<>();

  private LocalChain(LocalChainOptions options) {
    this(options, Optional.of(AnvilProcess.start(options)), Optional.empty());
  }

  private LocalChain(
      LocalChainOptions options, Optional<AnvilProcess> process, Optional<URI> other) {
    this.options = options;
    this.accounts = derive(options.mnemonic(), options.accounts());
    this.process = process;
    this.node =
        other.orElseGet(() -> URI.create("http://127.0.0.1:" + process.orElseThrow().port()));
    this.prefix = other.isPresent() ? "hardhat_" : ANVIL;
    Duration patience = Duration.ofSeconds(60);
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(patience)
            .readTimeout(patience)
            .writeTimeout(patience)
            .build();
    this.service = new HttpService(rpcUrl(), http);
    this.polling =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("local-chain-polling").factory());
    this.web3j = Web3j.build(service, 100, polling);
    accounts.forEach(account -> unlocked.add(account.getAddress()));
  }

  /** Starts a chain with {@link LocalChainOptions#defaults()}. */
  public static LocalChain start() {
    return start(LocalChainOptions.defaults());
  }

  /**
   * Starts a chain and waits until it answers.
   *
   * @throws LocalChainException if the program is missing, its port is taken, or it does not answer
   */
  public static LocalChain start(LocalChainOptions options) {
    LocalChain chain = new LocalChain(options);
    try {
      long answered =
          Numeric.decodeQuantity(chain.call("eth_chainId").textValue()).longValueExact();
      if (answered != options.chainId()) {
        throw new LocalChainException(
            "The state file belongs to chain " + answered + ", not " + options.chainId() + ".");
      }
      return chain;
    } catch (RuntimeException e) {
      chain.kill();
      throw e;
    }
  }

  /**
   * A node of another kind that runs already and is not ended here: hardhat's, with its own
   * accounts. It is asked in its own names, and has no {@link #reorg}.
   */
  public static LocalChain at(URI node) {
    return new LocalChain(LocalChainOptions.defaults(), Optional.empty(), Optional.of(node));
  }

  private static List<Credentials> derive(String mnemonic, int count) {
    Bip32ECKeyPair root = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(mnemonic, ""));
    List<Credentials> derived = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] path = {44 | HARDENED, 60 | HARDENED, HARDENED, 0, i};
      derived.add(Credentials.create(Bip32ECKeyPair.deriveKeyPair(root, path)));
    }
    return List.copyOf(derived);
  }

  public LocalChainOptions options() {
    return options;
  }

  /** Where the node answers JSON-RPC over HTTP. */
  public String rpcUrl() {
    return node.toString();
  }

  /** The same port answers JSON-RPC over WebSocket. */
  public String webSocketUrl() {
    return "ws://127.0.0.1:" + port();
  }

  public int port() {
    return node.getPort();
  }

  public long chainId() {
    return options.chainId();
  }

  /** The process id of the node, as the operating system gives it. */
  public long pid() {
    return process.orElseThrow().pid();
  }

  /** Where the node keeps old blocks' states on disk; the folder goes with the node. */
  Path states() {
    return process.orElseThrow().states();
  }

  public boolean isAlive() {
    return process.map(AnvilProcess::isAlive).orElse(true);
  }

  /** A client of this chain; it is shut down with the chain. */
  public Web3j web3j() {
    return web3j;
  }

  /** The funded accounts, with their keys. */
  public List<Credentials> accounts() {
    return accounts;
  }

  /** The address of the funded account with that index, in lower case. */
  public String account(int index) {
    return accounts.get(index).getAddress();
  }

  /**
   * Sends from any address without its key. Gas is estimated by the node; what would revert throws
   * {@link ContractRevertedException} and is not mined.
   */
  public TransactionManager transactionsFrom(String address) {
    String from = address.toLowerCase(Locale.ROOT);
    synchronized (unlocked) {
      if (unlocked.add(from)) {
        call("anvil_impersonateAccount", from);
      }
    }
    return new UnlockedTransactions(web3j, from);
  }

  /** Height of the latest block. */
  public BigInteger blockNumber() {
    return Numeric.decodeQuantity(call("eth_blockNumber").textValue());
  }

  /** Hash of the canonical block at that height. */
  public String blockHash(BigInteger number) {
    JsonNode block = call("eth_getBlockByNumber", Numeric.encodeQuantity(number), false);
    if (block.isNull()) {
      throw new LocalChainException("There is no block " + number + " yet.");
    }
    return block.required("hash").textValue();
  }

  /** Time of the latest block. */
  public Instant now() {
    try {
      EthBlock answer = web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false).send();
      return Instant.ofEpochSecond(answer.getBlock().getTimestamp().longValueExact());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Balance of an account at the latest block, in wei. */
  public BigInteger balance(String address) {
    return Numeric.decodeQuantity(call("eth_getBalance", address, "latest").textValue());
  }

  /** Mines empty blocks. */
  public void mine(int blocks) {
    call("anvil_mine", quantity(blocks));
  }

  /** Moves the clock forward and mines one block. */
  public void increaseTime(Duration by) {
    call("evm_increaseTime", quantity(by.toSeconds()));
    mine(1);
  }

  /** The next block, whoever causes it, will have exactly this time. */
  public void setNextBlockTimestamp(Instant time) {
    call("evm_setNextBlockTimestamp", quantity(time.getEpochSecond()));
  }

  /** Mines a block at that time, unless the latest block is already as late. */
  public void warpTo(Instant time) {
    if (now().isBefore(time)) {
      setNextBlockTimestamp(time);
      mine(1);
    }
  }

  /** Remembers the whole state; {@link #revertTo} returns to it once. */
  public String snapshot() {
    return call("evm_snapshot").textValue();
  }

  /** Returns to a snapshot, which is used up by that. */
  public void revertTo(String snapshot) {
    if (!call("evm_revert", snapshot).asBoolean()) {
      throw new LocalChainException(
          "There is no snapshot " + snapshot + ", or it was used before.");
    }
  }

  /**
   * Replaces the latest blocks by as many empty ones with other hashes, whose transactions are
   * lost.
   *
   * @param depth how many blocks are replaced
   */
  public void reorg(int depth) {
    reorg(depth, List.of());
  }

  /**
   * A transaction that a reorganised chain contains.
   *
   * @param rawTransaction signed, 0x-prefixed hex
   * @param blockOffset which of the new blocks holds it, counted from 0
   */
  public record ReorgedTransaction(String rawTransaction, int blockOffset) {}

  /** Replaces the latest blocks by as many others that contain the given transactions. */
  public void reorg(int depth, List<ReorgedTransaction> transactions) {
    List<List<Object>> pairs =
        transactions.stream()
            .map(tx -> List.<Object>of(tx.rawTransaction(), tx.blockOffset()))
            .toList();
    call("anvil_reorg", depth, pairs);
  }

  /** Transactions wait in the pool until {@link #mine} is called, or automining is on again. */
  public void setAutomine(boolean on) {
    call("evm_setAutomine", on);
  }

  /** Removes a transaction from the pool, as a node under pressure does. */
  public void dropTransaction(String hash) {
    call("anvil_dropTransaction", hash);
  }

  /** The node accepts transactions of this address without a signature. */
  public void impersonate(String address) {
    call("anvil_impersonateAccount", address);
  }

  public void stopImpersonating(String address) {
    call("anvil_stopImpersonatingAccount", address);
    synchronized (unlocked) {
      unlocked.remove(address.toLowerCase(Locale.ROOT));
    }
  }

  /** Sets an account's balance in wei. */
  public void setBalance(String address, BigInteger wei) {
    call("anvil_setBalance", address, Numeric.encodeQuantity(wei));
  }

  /** Puts runtime bytecode (0x-prefixed hex) at an address. */
  public void setCode(String address, String bytecode) {
    call("anvil_setCode", address, bytecode);
  }

  /** Sends ether (in wei) from any account and waits until it is mined. */
  public TransactionReceipt sendEther(String from, String to, BigInteger wei) {
    String hash = submitEther(from, to, wei);
    try {
      return new PollingTransactionReceiptProcessor(web3j, 50, 2_400)
          .waitForTransactionReceipt(hash);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (TransactionException e) {
      throw new LocalChainException("The transaction " + hash + " was not mined in time.", e);
    }
  }

  /** Puts a transfer of ether (in wei) into the pool and returns its hash at once. */
  public String submitEther(String from, String to, BigInteger wei) {
    try {
      return transactionsFrom(from)
          .sendTransaction(BigInteger.ZERO, BigInteger.ZERO, to, "0x", wei)
          .getTransactionHash();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /**
   * Calls any JSON-RPC method and returns its result.
   *
   * @throws ContractRevertedException if the node's error carries revert data
   * @throws LocalChainException on any other error
   */
  public JsonNode call(String method, Object... parameters) {
    try {
      JsonResponse response =
          new Request<>(named(method), List.of(parameters), service, JsonResponse.class).send();
      if (response.hasError()) {
        throw NodeErrors.exception("The local chain refused " + method, response.getError());
      }
      return response.getResult();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private String named(String method) {
    return method.startsWith(ANVIL) ? prefix + method.substring(ANVIL.length()) : method;
  }

  /** Any JSON-RPC result. */
  public static final class JsonResponse extends Response<JsonNode> {}

  private static String quantity(long value) {
    return Numeric.encodeQuantity(BigInteger.valueOf(value));
  }

  private LocalChainException unreachable(IOException cause) {
    return new LocalChainException(
        isAlive() ? "The local chain does not answer." : "The local chain has ended.", cause);
  }

  /** Ends the node in an orderly way; it writes its state file if it has one. */
  @Override
  public void close() {
    closeClient();
    process.ifPresent(AnvilProcess::stop);
  }

  /** Ends the node as a crash would; no state is written. */
  public void kill() {
    closeClient();
    process.ifPresent(AnvilProcess::kill);
  }

  private void closeClient() {
    web3j.shutdown();
    polling.shutdownNow();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
