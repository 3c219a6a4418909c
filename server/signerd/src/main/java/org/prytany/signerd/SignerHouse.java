package org.prytany.signerd;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Pauses;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Space;
import org.prytany.settings.Secret;
import org.prytany.settings.Settings;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.guard.AnchorGuard;
import org.prytany.signerd.guard.Clocks;
import org.prytany.signerd.guard.KeyRules;
import org.prytany.signerd.guard.OwnChain;
import org.prytany.signerd.guard.SigningGuard;
import org.prytany.signerd.journal.DurableFile;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.keys.KeyRing;
import org.prytany.signerd.keys.KeySource;
import org.prytany.signerd.keys.Web3Signer;
import org.prytany.signerd.serving.Questions;
import org.prytany.signerd.serving.SignerServer;
import org.prytany.spi.Address;

/** Everything that the signer's process holds open. */
final class SignerHouse implements AutoCloseable {

  private static final String SEAL_KEY = "seal.key";
  private static final int SEAL_KEY_BYTES = 32;

  private final Path socket;
  private final Journal journal;
  private final List<ChainAdapters> endpoints;
  private final Looking looking;
  private final SignerServer server;

  private SignerHouse(
      Path socket,
      Journal journal,
      List<ChainAdapters> endpoints,
      Looking looking,
      SignerServer server) {
    this.socket = socket;
    this.journal = journal;
    this.endpoints = endpoints;
    this.looking = looking;
    this.server = server;
  }

  /**
   * @throws PrytanyException for what keeps the signer from starting, in plain English
   */
  static SignerHouse open(
      SignerSettings settings, boolean acceptRollback, Clocks clocks, PrintStream out) {
    // First the journal: its lock says that no other signer runs.
    Journal journal =
        Journal.open(settings.folder(), settings.witness(), acceptRollback, clocks.dates());
    try {
      KeyRing ring = KeyRing.load(settings.keystores());
      KeySource keys = keys(settings, ring);
      List<Dao> daos = settings.common().daos().stream().map(Settings.DaoEntry::dao).toList();
      refuseMissingKeys(daos, keys);
      KeyRules rules = BoundedKeys.of(settings, ring.names(), keys.accounts());
      settings.common().spaces().forEach(space -> refuseMissingKey(space, keys));
      ChainAdapters chain = chain(settings, out);
      Map<Long, List<URI>> others = seconds(settings);
      ChainAdapters seconds =
          new ChainAdapters(
              new Endpoints(others, RpcOptions.DEFAULT, Pauses.REAL, Duration.ZERO),
              KnownFunctions.bundled(),
              TokenList.NONE);
      SigningGuard guard =
          new SigningGuard(
              new SigningGuard.Rules(
                  daos.stream().collect(Collectors.toSet()),
                  settings.common().operators(),
                  settings.maxFeeWei(),
                  settings.dayFeesWei(),
                  settings.furthestCount(),
                  rules),
              new OwnChain(
                  chain.reader(),
                  chain.calls(),
                  chain.submitter(),
                  chain.decoder(),
                  chain.simulator(),
                  chain.ids(),
                  chain.logs(),
                  chain.control(),
                  others.keySet().stream()
                      .collect(Collectors.toMap(id -> id, id -> seconds.submitter()))),
              keys,
              journal,
              sealKey(settings.folder()),
              new TreasurerSignatures(chain.contractSignatures()),
              settings.limits(),
              clocks);
      Path socket = settings.common().signerSocket();
      SignerServer server =
          SignerServer.open(
              socket,
              settings.serverUser(),
              new Questions(
                  guard,
                  guard.seals(),
                  guard,
                  guard.anchors(anchors(settings, keys, out)),
                  guard.polls(settings.common().spaces())));
      return new SignerHouse(
          socket, journal, List.of(chain, seconds), Looking.start(guard::look), server);
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  Path socket() {
    return socket;
  }

  void serve() {
    server.serve();
  }

  @Override
  public void close() {
    server.close();
    looking.close();
    endpoints.forEach(ChainAdapters::close);
    journal.close();
  }

  private static AnchorGuard.Rules anchors(
      SignerSettings settings, KeySource keys, PrintStream out) {
    Optional<AnchorPlan> plan = settings.common().audit().anchor();
    plan.map(AnchorPlan::account)
        .filter(account -> !keys.accounts().contains(account))
        .ifPresent(
            account ->
                out.println(
                    "prytany signer: advice: it holds no key of "
                        + account
                        + ", which anchors the audit log: the server says what to send, and a"
                        + " person sends it. Add prytany.key.N.file to have it signed here."));
    return new AnchorGuard.Rules(plan, settings.anchorFeeWei());
  }

  private static KeySource keys(SignerSettings settings, KeyRing ring) {
    List<KeySource> sources = new ArrayList<>();
    sources.add(ring);
    settings.remoteKeys().forEach(address -> sources.add(Web3Signer.at(address)));
    return KeySource.of(sources);
  }

  private static void refuseMissingKeys(List<Dao> daos, KeySource keys) {
    for (Dao dao : daos) {
      refuseMissingKey(dao, "voter", dao.voter(), keys);
      refuseMissingKey(dao, "executor", dao.executor(), keys);
    }
  }

  private static void refuseMissingKey(Space space, KeySource keys) {
    if (space.voter().isPresent() && !keys.accounts().contains(space.voter().get())) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "The space '"
              + space.id()
              + "' names "
              + space.voter().get()
              + " as its voter, but the signer holds no key of that account: add prytany.key.1.file"
              + " and prytany.key.1.password-file for it to the signer's file, or remove"
              + " prytany.snapshot."
              + space.id()
              + ".voter.");
    }
  }

  private static void refuseMissingKey(
      Dao dao, String what, Optional<Address> account, KeySource keys) {
    if (account.isPresent() && !keys.accounts().contains(account.get())) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "DAO '"
              + dao.id()
              + "' names "
              + account.get()
              + " as its "
              + what
              + ", but the signer holds no key of that account: add prytany.key.1.file and"
              + " prytany.key.1.password-file for it to the signer's file, or remove prytany.dao."
              + dao.id()
              + "."
              + what
              + ".");
    }
  }

  private static ChainAdapters chain(SignerSettings settings, PrintStream out) {
    Settings.Decoding decoding = settings.common().decoding();
    KnownFunctions functions =
        decoding
            .abiDirectory()
            .map(OperatorFiles::read)
            .map(KnownFunctions::with)
            .orElseGet(KnownFunctions::bundled);
    TokenList listed = decoding.tokenList().map(TokenList::read).orElse(TokenList.NONE);
    Map<Long, List<URI>> urls = new HashMap<>();
    for (Settings.DaoEntry entry : settings.common().daos()) {
      long chainId = entry.dao().chainId();
      Secret own = settings.endpoints().get(chainId);
      boolean borrowed = own == null || entry.rpcUrls().contains(own);
      if (borrowed && !urls.containsKey(chainId)) {
        out.println(
            "prytany signer: advice: chain "
                + chainId
                + " is asked at the server's endpoint, so that one endpoint is believed for"
                + " everything. Set prytany.signer.rpc."
                + chainId
                + " to another one.");
      }
      urls.put(chainId, own == null ? entry.addresses() : List.of(URI.create(own.reveal())));
    }
    return new ChainAdapters(
        new Endpoints(urls, RpcOptions.DEFAULT, Pauses.REAL, Duration.ZERO), functions, listed);
  }

  /** Where the server asks, for chains on which the signer does not ask there itself. */
  private static Map<Long, List<URI>> seconds(SignerSettings settings) {
    Map<Long, List<URI>> urls = new HashMap<>();
    for (Settings.DaoEntry entry : settings.common().daos()) {
      Secret own = settings.endpoints().get(entry.dao().chainId());
      if (own != null && !entry.rpcUrls().contains(own)) {
        urls.put(entry.dao().chainId(), entry.addresses());
      }
    }
    return urls;
  }

  private static byte[] sealKey(Path folder) {
    Path file = folder.resolve(SEAL_KEY);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[SEAL_KEY_BYTES];
        new SecureRandom().nextBytes(random);
        DurableFile.replace(
            file, (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII));
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length == SEAL_KEY_BYTES) {
        return key;
      }
    } catch (IOException | IllegalArgumentException e) {
      // Said below: neither exception has anything to add that an operator may see.
    }
    throw new PrytanyException(
        FailureCode.KEY_UNAVAILABLE,
        "The key of the seals, "
            + file
            + ", cannot be read. Move it away to have a new one made: decisions are then made"
            + " again.");
  }
}
