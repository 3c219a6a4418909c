package org.prytany.settings;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.poll.Space;
import org.prytany.spi.Address;

/**
 * Everything that the operator configured, checked and typed.
 *
 * @param dataDir directory for what the server keeps
 * @param store where documents are kept
 * @param operators accounts with the operator role
 * @param publicOrigins scheme, host and port under which browsers find the page
 * @param plugins which plugins may run
 * @param inference where models run
 * @param writing what is written beside digests; empty: nothing
 * @param decoding what the operator says of contracts and tokens
 * @param daos the DAOs served; may be none
 * @param spaces whose votes off chain are served; may be none
 * @param signerSocket where the signer's process listens
 * @param pollInterval pause between two rounds of one DAO
 * @param dryRun whether everything is done but signing and sending
 * @param voteLabel whether votes say on the chain by which rule, digest and policy they were cast
 * @param door who is believed about who asks, and who may ask without an account
 * @param limits what one client may use
 * @param audit how the audit log is kept honest
 * @param alerts whom the server tells what
 * @param engines which endpoints may write, and who writes about what
 * @param fingerprints what was configured, by key, as the audit log may show it
 * @param warnings what the operator should know though nothing is refused, one sentence each
 */
public record Settings(
    Path dataDir,
    Store store,
    Set<Address> operators,
    List<URI> publicOrigins,
    Plugins plugins,
    Inference inference,
    Optional<Writing> writing,
    Decoding decoding,
    List<DaoEntry> daos,
    List<Space> spaces,
    Path signerSocket,
    Duration pollInterval,
    boolean dryRun,
    boolean voteLabel,
    Door door,
    Limits limits,
    Audit audit,
    AlertSettings alerts,
    WritingEngines engines,
    Map<String, String> fingerprints,
    List<String> warnings) {

  public Settings {
    operators = Set.copyOf(operators);
    publicOrigins = List.copyOf(publicOrigins);
    daos = List.copyOf(daos);
    spaces = List.copyOf(spaces);
    fingerprints = Map.copyOf(fingerprints);
    warnings = List.copyOf(warnings);
  }

  /** Whether anything is ever to be signed, so that a signer is needed. */
  public boolean signs() {
    return spaces.stream().anyMatch(space -> space.voter().isPresent())
        || daos.stream()
            .map(DaoEntry::dao)
            .anyMatch(dao -> dao.voter().isPresent() || dao.executor().isPresent());
  }

  /**
   * Whether the store may be embedded on any chain: without an account that signs nothing is kept
   * that cannot be read again, and with one the operator has to say so.
   */
  public boolean mayEmbedStore() {
    return store.allowEmbeddedForRealChains() || (!signs() && audit.anchor().isEmpty());
  }

  /** Where new blocks are pushed, by chain id: what one DAO names serves all of its chain. */
  public Map<Long, List<URI>> headAddresses() {
    Map<Long, List<URI>> byChain = new TreeMap<>();
    for (DaoEntry entry : daos) {
      for (Secret url : entry.wsUrls()) {
        List<URI> its = byChain.computeIfAbsent(entry.dao().chainId(), id -> new ArrayList<>());
        URI address = URI.create(url.reveal());
        if (!its.contains(address)) {
          its.add(address);
        }
      }
    }
    return byChain;
  }

  /** Registries of the Ethereum Name Service by chain id, of chains that have one. */
  public Map<Long, Address> ensRegistries() {
    Map<Long, Address> byChain = new TreeMap<>();
    daos.forEach(
        entry ->
            entry
                .ensRegistry()
                .ifPresent(registry -> byChain.put(entry.dao().chainId(), registry)));
    return byChain;
  }

  /** Whether every chain that is served is a local one, where nothing is at stake. */
  public boolean localOnly() {
    return LocalChains.IDS.containsAll(daos.stream().map(entry -> entry.dao().chainId()).toList());
  }

  /**
   * @param uri of a MongoDB; empty: the embedded store
   * @param allowEmbeddedForRealChains whether the embedded store may serve a chain that is not
   *     local although something is signed
   */
  public record Store(Optional<Secret> uri, boolean allowEmbeddedForRealChains) {}

  /**
   * @param directory in which operators put WARs; nothing runs from there
   * @param use plugin id by kind ("digester", "strategy", "executor", "notifier"), where several
   *     offer it
   * @param sha256 of the WARs that may run, 64 lower-case digits each
   * @param policyFile voting rules for the policy plugin
   * @param variables names of environment variables that plugins' process gets
   * @param trust certificates of whoever has to have signed plugins; empty: nobody has to
   * @param revoked serial numbers of certificates that count no more, hexadecimal
   * @param configuration what plugins are to know, by id and name of the setting
   */
  public record Plugins(
      Path directory,
      Map<String, String> use,
      Set<String> sha256,
      Optional<Path> policyFile,
      List<String> variables,
      Optional<Path> trust,
      Set<String> revoked,
      Map<String, Map<String, Secret>> configuration) {
    public Plugins {
      configuration = Map.copyOf(configuration);
      use = Map.copyOf(use);
      sha256 = Set.copyOf(sha256);
      variables = List.copyOf(variables);
      revoked = Set.copyOf(revoked);
    }

    /** {@link #configuration} for whoever hands it to the plugins. */
    public Map<String, Map<String, String>> revealed() {
      Map<String, Map<String, String>> all = new LinkedHashMap<>();
      configuration.forEach(
          (id, its) ->
              its.forEach(
                  (name, value) ->
                      all.computeIfAbsent(id, any -> new LinkedHashMap<>())
                          .put(name, value.reveal())));
      return all;
    }
  }

  /**
   * @param device auto, cpu or cuda
   * @param modelDirectory with the model's files; empty: those that ship
   */
  public record Inference(String device, Optional<Path> modelDirectory) {}

  /**
   * @param routes who writes about which proposal
   * @param registry folder of the operator's models
   * @param cpuTime most processor time for one proposal
   * @param busyLoad load for each processor from which on nothing is written
   */
  public record Writing(WritingRoutes routes, Path registry, Duration cpuTime, int busyLoad) {}

  /**
   * @param abiDirectory with ABI files; empty: none are given
   * @param tokenList file; empty: none is given
   */
  public record Decoding(Optional<Path> abiDirectory, Optional<Path> tokenList) {}

  /**
   * @param witnessDirectory for the file that remembers what the log had
   * @param acceptedHead up to which entry the log is taken as it stands
   * @param anchor when and where its head is anchored; empty: it is not
   */
  public record Audit(
      Path witnessDirectory, Optional<AuditHead> acceptedHead, Optional<AnchorPlan> anchor) {}

  /**
   * A DAO and the endpoints of its chain.
   *
   * @param rpcUrls the preferred one first; not empty
   * @param wsUrls where new blocks are pushed
   * @param feeCapWei the most that is offered per gas, wei
   * @param explorer where an address of the chain is shown, with {address} in its place
   * @param organisation name of what its governor is one of several of; nothing is decided by it
   * @param ensRegistry of names on the chain, the same for all DAOs there; nothing is decided by it
   */
  public record DaoEntry(
      Dao dao,
      List<Secret> rpcUrls,
      List<Secret> wsUrls,
      BigInteger feeCapWei,
      Optional<String> explorer,
      Optional<String> organisation,
      Optional<Address> ensRegistry) {
    public DaoEntry {
      rpcUrls = List.copyOf(rpcUrls);
      wsUrls = List.copyOf(wsUrls);
    }

    /** The endpoints' addresses, the preferred one first. */
    public List<URI> addresses() {
      return rpcUrls.stream().map(url -> URI.create(url.reveal())).toList();
    }
  }

  /**
   * @param proxies that are believed who a client is; none: nobody is
   * @param digestKey that lets its holder ask for digests; empty: only operators may
   */
  public record Door(List<Network> proxies, Optional<Secret> digestKey) {
    public Door {
      proxies = List.copyOf(proxies);
    }
  }

  /**
   * @param requestsPerMinute of one client
   * @param actsPerMinute of one client, requests other than reading
   * @param bodyBytes largest request body
   * @param digestBodyBytes largest body of a digest request
   * @param draftsPerMinute of one client; 0: none are checked
   * @param eventSubscribers listeners for live updates at once
   * @param eventSubscribersEach how many of them one client may have
   * @param transactionFeeWei most that one transaction may cost in fees, in wei
   * @param digestTimeout most processor time for one call of a plugin
   * @param digestHang longest time on the clock for one call of a plugin
   */
  public record Limits(
      int requestsPerMinute,
      int actsPerMinute,
      long bodyBytes,
      long digestBodyBytes,
      int draftsPerMinute,
      int eventSubscribers,
      int eventSubscribersEach,
      long transactionFeeWei,
      Duration digestTimeout,
      Duration digestHang) {}
}
