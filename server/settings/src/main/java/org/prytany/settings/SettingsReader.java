package org.prytany.settings;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Turns keys and values into {@link Settings}. All that is wrong is said at once, each with the key
 * and the remedy, and never with a secret's value.
 */
public final class SettingsReader {

  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
  private static final Pattern DAO_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** The one text that is written keeps the others waiting. */
  private static final Duration LONGEST_WRITING = Duration.ofMinutes(30);

  private static final Pattern MODEL_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{1,64}");

  /** Keys, endpoints and limits that only the signer's process reads, from its own file. */
  private static final Pattern SIGNERS_OWN =
      Pattern.compile("prytany\\.key\\..*|prytany\\.signer\\.(?!socket$).*");

  private static final Duration SHORTEST_ANCHOR_PERIOD = Duration.ofHours(1);
  private static final Set<String> PLUGIN_KINDS =
      Set.of("digester", "strategy", "executor", "notifier");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
  private static final Set<String> DEVICES = Set.of("auto", "cpu", "cuda");

  /** Read by the application server before this application is there. */
  private static final Set<String> SERVER_VARIABLES =
      Set.of(
          "prytany.http.port",
          "prytany.plugins.state",
          "prytany.https.enabled",
          "prytany.https.host",
          "prytany.https.port",
          "prytany.keystore.file",
          "prytany.keystore.password",
          "prytany.max.request.bytes",
          "prytany.app.location",
          "prytany.config");

  /** Keys that earlier versions had, and what to do instead. */
  private static final Map<String, String> RETIRED =
      Map.of(
          "prytany.plugins.process",
          "plugins always run in a process of their own now. Remove the line; variables of the"
              + " environment that plugins read are named in prytany.plugins.variables.",
          "prytany.plugins.run",
          "where plugins run from is a folder of the state folder. Remove the line, and set the"
              + " environment variable PRYTANY_PLUGINS_STATE where no launcher does.");

  private final Map<String, String> values;
  private final Entries entries;
  private final Surroundings around;
  private final Path base;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * What the launcher gives the server, not the operator.
   *
   * @param base directory at which relative paths start
   * @param dataDir where data goes unless the operator says otherwise
   * @param pluginsDir that the application server really watches, if it was told
   * @param httpPort on which the page answers on loopback
   * @param file the operator's configuration file, if there is one
   */
  public record Surroundings(
      Path base, Path dataDir, Optional<Path> pluginsDir, int httpPort, Optional<Path> file) {}

  private SettingsReader(Map<String, String> values, Surroundings around) {
    this.values = values;
    this.entries = new Entries(values, problems);
    this.around = around;
    this.base = around.base();
  }

  /**
   * @param values what was configured, by key
   * @throws PrytanyException CONFIGURATION_INVALID with one line for each thing that is wrong
   */
  public static Settings read(Map<String, String> values, Surroundings around) {
    SettingsReader reader = new SettingsReader(values, around);
    reader.refuseUnknownKeys();
    Settings settings = reader.settings();
    if (!reader.problems.isEmpty()) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID, String.join("\n", reader.problems));
    }
    return settings;
  }

  private void refuseUnknownKeys() {
    for (String name : new TreeSet<>(values.keySet())) {
      boolean known = false;
      for (ConfigKey key : ConfigKey.values()) {
        known |= key.partsOf(name).isPresent();
      }
      if (SERVER_VARIABLES.contains(name)) {
        problems.add(
            "'"
                + name
                + "' is read before this file is: set the environment variable "
                + name.toUpperCase(Locale.ROOT).replace('.', '_')
                + " instead.");
      } else if (SIGNERS_OWN.matcher(name).matches()) {
        problems.add(
            "'"
                + name
                + "' is for the signer alone, and the server must not be able to read it: move the"
                + " line to the signer's own file, signer.properties (docs/operating.md).");
      } else if (!RETIRED.getOrDefault(name, "").isEmpty()) {
        problems.add("'" + name + "' is no setting any more: " + RETIRED.getOrDefault(name, ""));
      } else if (!known) {
        problems.add(
            "Unknown configuration key '"
                + name
                + "'"
                + NearestKey.to(name)
                    .map(near -> ": did you mean '" + near + "'?")
                    .orElse(": remove it, or see docs/operating.md for the keys there are."));
      }
    }
  }

  private Settings settings() {
    List<String> ids = entries.list(ConfigKey.DAOS);
    entries.refuseUnlisted(
        ids, ConfigKey.DAOS, "prytany.dao.*", "DAO '%s' is configured but not served");
    List<Settings.DaoEntry> daos = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      dao(id).ifPresent(daos::add);
    }
    refuseTwoEndpointsOfOneChain(daos);
    problems.addAll(EnsRegistry.differing(daos));
    refuseOneGovernorTwice(daos);
    Set<Address> operators = addresses(ConfigKey.OPERATORS);
    List<URI> origins = origins();
    Path dataDir = path(ConfigKey.DATA_DIR).orElse(around.dataDir());
    Path pluginsDir = path(ConfigKey.PLUGINS_DIR).orElse(base);
    Settings.Store store =
        new Settings.Store(secret(ConfigKey.STORE_URI), flag(ConfigKey.STORE_ALLOW_EMBEDDED));
    Set<String> sha256 = sha256();
    String device =
        entries.text(ConfigKey.INFERENCE_DEVICE).orElse("auto").toLowerCase(Locale.ROOT);
    if (!DEVICES.contains(device)) {
      entries.bad(ConfigKey.INFERENCE_DEVICE.of(), device, "auto, cpu or cuda");
    }
    Settings.Door door =
        new Settings.Door(
            new ProxyNetworks(problems, warnings).read(entries.list(ConfigKey.PROXIES)),
            digestKey());
    Settings.Limits limits = limits();
    Duration poll = duration(ConfigKey.POLL_INTERVAL);
    Path signerSocket = path(ConfigKey.SIGNER_SOCKET).orElse(base);
    Optional<Path> policy = path(ConfigKey.POLICY_FILE);
    Optional<Path> model = path(ConfigKey.INFERENCE_MODEL_DIR);
    Settings.Decoding decoding =
        new Settings.Decoding(abiDirectory(), path(ConfigKey.DECODE_TOKEN_LIST));
    Set<Long> chainIds = chainIds(ids, daos);
    boolean real = !LocalChains.IDS.containsAll(chainIds);
    store
        .uri()
        .map(Secret::reveal)
        .ifPresent(uri -> problems.addAll(MongodbPolicy.problems(uri, chainIds)));
    new PrivateFilesCheck(real ? problems : warnings).check(around.file());
    Settings.Audit audit = audit(dataDir, daos);
    WritingEngines engines = new WritingEnginesReader(entries, base, warnings).read();
    return new Settings(
        dataDir,
        store,
        operators,
        origins,
        new Settings.Plugins(
            around.pluginsDir().orElse(pluginsDir),
            pluginsInUse(),
            sha256,
            policy,
            pluginVariables(),
            path(ConfigKey.PLUGINS_TRUST),
            revoked(),
            PluginConfigurationReader.read(entries)),
        new Settings.Inference(device, model),
        writing(engines.routes()),
        decoding,
        daos,
        new SpaceSettingsReader(entries).read(),
        signerSocket,
        poll,
        flag(ConfigKey.DRY_RUN),
        flag(ConfigKey.VOTE_LABEL),
        door,
        limits,
        audit,
        new AlertSettingsReader(entries, warnings).read(origins),
        engines,
        Fingerprints.of(values),
        warnings);
  }

  /** Whether there is such a model, and a whole one, is looked at when the server starts. */
  private Optional<Settings.Writing> writing(Optional<WritingRoutes> given) {
    Duration cpuTime = duration(ConfigKey.WRITING_CPU_TIME);
    if (cpuTime.compareTo(LONGEST_WRITING) > 0) {
      entries.bad(
          ConfigKey.WRITING_CPU_TIME.of(),
          entries.text(ConfigKey.WRITING_CPU_TIME).orElse(""),
          "at most 30m");
    }
    int busyLoad = (int) whole(ConfigKey.WRITING_BUSY_LOAD, 1, 1_000);
    Optional<String> model = entries.text(ConfigKey.WRITING_MODEL);
    model
        .filter(name -> !MODEL_NAME.matcher(name).matches())
        .ifPresent(
            name ->
                entries.bad(
                    ConfigKey.WRITING_MODEL.of(), name, "a name as `prytany model list` gives it"));
    if (model.isPresent() && given.isPresent()) {
      problems.add(
          ConfigKey.WRITING_MODEL.of()
              + " and "
              + ConfigKey.WRITING_ROUTES.of()
              + " are both set: keep one of them. The first is short for: busy -> none; else ->"
              + " local:"
              + model.get());
    }
    return given
        .or(
            () ->
                model.map(
                    name ->
                        WritingRoutes.usual(
                            new WritingRoutes.Route(WritingRoutes.Route.Engine.LOCAL, name))))
        .filter(routes -> !routes.writers().isEmpty())
        .map(routes -> new Settings.Writing(routes, base.resolve("models"), cpuTime, busyLoad));
  }

  /** One that was named has to be there; the usual one appears with the first ABI. */
  private Optional<Path> abiDirectory() {
    boolean named = !values.getOrDefault(ConfigKey.DECODE_ABI_DIR.of(), "").isBlank();
    return path(ConfigKey.DECODE_ABI_DIR).filter(path -> named || Files.isDirectory(path));
  }

  /** Those of DAOs that are not configured well enough to be served count as well. */
  private Set<Long> chainIds(List<String> ids, List<Settings.DaoEntry> daos) {
    Set<Long> chainIds = new LinkedHashSet<>();
    daos.forEach(entry -> chainIds.add(entry.dao().chainId()));
    for (String id : ids) {
      entries
          .text(ConfigKey.DAO_CHAIN_ID, id)
          .filter(text -> text.matches("\\d{1,18}"))
          .map(Long::valueOf)
          .ifPresent(chainIds::add);
    }
    return chainIds;
  }

  private Settings.Audit audit(Path dataDir, List<Settings.DaoEntry> daos) {
    Optional<AuditHead> accepted =
        entries
            .text(ConfigKey.AUDIT_ACCEPT_HEAD)
            .flatMap(
                value -> {
                  Optional<AuditHead> head = AuditHead.parse(value);
                  if (head.isEmpty()) {
                    entries.bad(
                        ConfigKey.AUDIT_ACCEPT_HEAD.of(),
                        value,
                        "an entry's number, a colon and its hash, as the refusal to start names"
                            + " it");
                  }
                  return head;
                });
    return new Settings.Audit(
        path(ConfigKey.AUDIT_WITNESS_DIR).orElse(dataDir.resolve("audit-witness")),
        accepted,
        anchor(daos));
  }

  private Optional<AnchorPlan> anchor(List<Settings.DaoEntry> daos) {
    Optional<String> dao = entries.text(ConfigKey.AUDIT_ANCHOR_DAO);
    Optional<Address> account =
        entries
            .text(ConfigKey.AUDIT_ANCHOR_ACCOUNT)
            .flatMap(value -> address(ConfigKey.AUDIT_ANCHOR_ACCOUNT.of(), value));
    Duration period = duration(ConfigKey.AUDIT_ANCHOR_PERIOD);
    if (period.compareTo(SHORTEST_ANCHOR_PERIOD) < 0) {
      entries.bad(
          ConfigKey.AUDIT_ANCHOR_PERIOD.of(),
          entries.text(ConfigKey.AUDIT_ANCHOR_PERIOD).orElse(""),
          "at least 1h");
    }
    if (dao.isEmpty()) {
      return Optional.empty();
    }
    if (account.isEmpty()) {
      problems.add(
          ConfigKey.AUDIT_ANCHOR_ACCOUNT.of()
              + " is missing: name the account that anchors the audit log.");
    }
    Optional<Dao> anchoring =
        daos.stream()
            .map(Settings.DaoEntry::dao)
            .filter(entry -> entry.id().equals(dao.get()))
            .findFirst();
    if (anchoring.isEmpty()) {
      entries.bad(
          ConfigKey.AUDIT_ANCHOR_DAO.of(), dao.get(), "the id of a DAO that prytany.daos lists");
    }
    Optional<AnchorPlan> plan =
        anchoring.flatMap(on -> account.map(address -> new AnchorPlan(on, address, period)));
    plan.ifPresent(its -> refuseAnchorsOfActingAccounts(its, daos));
    return plan;
  }

  /** A vote would wait for an anchor that pays too little, and an anchor for a vote. */
  private void refuseAnchorsOfActingAccounts(AnchorPlan plan, List<Settings.DaoEntry> daos) {
    for (Settings.DaoEntry entry : daos) {
      Dao dao = entry.dao();
      boolean acts =
          dao.voter().filter(plan.account()::equals).isPresent()
              || dao.executor().filter(plan.account()::equals).isPresent();
      if (acts && dao.chainId() == plan.dao().chainId()) {
        problems.add(
            ConfigKey.AUDIT_ANCHOR_ACCOUNT.of()
                + " is also the voter or executor of DAO '"
                + dao.id()
                + "': name an account that does nothing else on that chain, so that no vote waits"
                + " for an anchor.");
      }
    }
  }

  /** Its proposals would be two DAOs', each with treasurers and limits of its own. */
  private void refuseOneGovernorTwice(List<Settings.DaoEntry> daos) {
    Map<String, String> byGovernor = new LinkedHashMap<>();
    for (Settings.DaoEntry entry : daos) {
      Dao dao = entry.dao();
      String first = byGovernor.putIfAbsent(dao.chainId() + ":" + dao.governor(), dao.id());
      if (first != null) {
        problems.add(
            "DAOs '"
                + first
                + "' and '"
                + dao.id()
                + "' name one governor on one chain: keep one of them in prytany.daos, or correct "
                + ConfigKey.DAO_GOVERNOR.of(dao.id())
                + ".");
      }
    }
  }

  private void refuseTwoEndpointsOfOneChain(List<Settings.DaoEntry> daos) {
    Map<Long, Settings.DaoEntry> byChain = new LinkedHashMap<>();
    for (Settings.DaoEntry entry : daos) {
      Settings.DaoEntry first = byChain.putIfAbsent(entry.dao().chainId(), entry);
      if (first != null && !first.rpcUrls().equals(entry.rpcUrls())) {
        problems.add(
            "DAOs '"
                + first.dao().id()
                + "' and '"
                + entry.dao().id()
                + "' are on one chain but name different endpoints: give both the same rpc-url.");
      }
    }
  }

  private Optional<Settings.DaoEntry> dao(String id) {
    if (!DAO_ID.matcher(id).matches()) {
      problems.add(
          "prytany.daos names '" + id + "': an id has lower-case letters, digits and dashes only.");
      return Optional.empty();
    }
    Optional<Address> governor =
        entries
            .required(ConfigKey.DAO_GOVERNOR, id)
            .flatMap(v -> address(ConfigKey.DAO_GOVERNOR.of(id), v));
    Optional<Address> treasury =
        entries
            .required(ConfigKey.DAO_TREASURY, id)
            .flatMap(v -> address(ConfigKey.DAO_TREASURY.of(id), v));
    if (treasury.filter(Address.ZERO::equals).isPresent()) {
      entries.bad(
          ConfigKey.DAO_TREASURY.of(id),
          Address.ZERO.hex(),
          "the account that the governor executes from, not nobody's");
    }
    Set<Address> funds = addresses(ConfigKey.DAO_FUNDS, id);
    if (funds.contains(Address.ZERO)) {
      entries.bad(
          ConfigKey.DAO_FUNDS.of(id), Address.ZERO.hex(), "accounts of the DAO, not nobody's");
    }
    Optional<Long> chainId =
        entries
            .required(ConfigKey.DAO_CHAIN_ID, id)
            .flatMap(v -> number(ConfigKey.DAO_CHAIN_ID.of(id), v, 1, Long.MAX_VALUE));
    List<Secret> rpc =
        entries
            .required(ConfigKey.DAO_RPC_URL, id)
            .map(v -> urls(ConfigKey.DAO_RPC_URL, id, v, "http"))
            .orElse(List.of());
    List<Secret> ws =
        entries
            .text(ConfigKey.DAO_WS_URL, id)
            .map(v -> urls(ConfigKey.DAO_WS_URL, id, v, "ws"))
            .orElse(List.of());
    long fromBlock = whole(ConfigKey.DAO_FROM_BLOCK, 0, Long.MAX_VALUE, id);
    Optional<Address> voter =
        entries.text(ConfigKey.DAO_VOTER, id).flatMap(v -> address(ConfigKey.DAO_VOTER.of(id), v));
    Optional<Address> executor =
        entries
            .text(ConfigKey.DAO_EXECUTOR, id)
            .flatMap(v -> address(ConfigKey.DAO_EXECUTOR.of(id), v));
    Set<Address> treasurers = addresses(ConfigKey.DAO_TREASURERS, id);
    int threshold = threshold(id, executor.isPresent(), treasurers.size());
    chainId.ifPresent(chain -> refusePlain(ConfigKey.DAO_RPC_URL, "http", id, chain, rpc));
    chainId.ifPresent(chain -> refusePlain(ConfigKey.DAO_WS_URL, "ws", id, chain, ws));
    Set<String> rules = new LinkedHashSet<>(entries.list(ConfigKey.DAO_TEXT_RULES, id));
    Map<Address, String> labels = labels(id);
    Optional<Family> family = family(id);
    Optional<String> explorer = explorer(id);
    Optional<String> organisation = organisation(id);
    if (governor.isEmpty() || treasury.isEmpty() || chainId.isEmpty() || rpc.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Settings.DaoEntry(
              new Dao(
                  id,
                  entries.text(ConfigKey.DAO_NAME, id).orElse(id),
                  chainId.get(),
                  governor.get(),
                  treasury.get(),
                  funds,
                  fromBlock,
                  voter,
                  executor,
                  treasurers,
                  threshold,
                  rules,
                  labels,
                  family),
              rpc,
              ws,
              BigInteger.valueOf(whole(ConfigKey.DAO_FEE_CAP, 1, 1_000_000, id)).multiply(GWEI),
              explorer,
              organisation,
              EnsRegistry.of(entries, id, chainId.get())));
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> organisation(String id) {
    Optional<String> name = entries.text(ConfigKey.DAO_ORGANISATION, id);
    name.filter(text -> !OrganisationName.isGood(text))
        .ifPresent(
            text -> entries.bad(ConfigKey.DAO_ORGANISATION.of(id), text, OrganisationName.RULE));
    return name;
  }

  private Optional<String> explorer(String id) {
    Optional<String> template = entries.text(ConfigKey.DAO_EXPLORER, id);
    template
        .filter(text -> !Explorer.isGood(text))
        .ifPresent(
            text ->
                entries.bad(
                    ConfigKey.DAO_EXPLORER.of(id),
                    text,
                    "an https address with "
                        + Explorer.PLACE
                        + " once after its host, e.g. https://explorer.example/address/"
                        + Explorer.PLACE));
    return template.filter(Explorer::isGood);
  }

  private Optional<Family> family(String id) {
    String word = entries.text(ConfigKey.DAO_FAMILY, id).orElse("auto");
    Optional<Family> family = Family.parse(word);
    if (family.isEmpty() && !word.equals("auto")) {
      problems.add(
          ConfigKey.DAO_FAMILY.of(id)
              + " is '"
              + word
              + "': it is auto or one of "
              + String.join(", ", Family.words())
              + ".");
    }
    return family;
  }

  /** How many must approve is nothing to assume where money is sent. */
  private int threshold(String id, boolean pays, int treasurers) {
    String name = ConfigKey.DAO_THRESHOLD.of(id);
    Optional<String> given = entries.text(ConfigKey.DAO_THRESHOLD, id);
    if (given.isEmpty()) {
      if (pays) {
        problems.add(
            name
                + " is missing: DAO '"
                + id
                + "' has an executor, so say how many of its treasurers must approve a payout.");
      }
      return 1;
    }
    int threshold = number(name, given.get(), 1, 1000).orElse(1L).intValue();
    if (pays && threshold == 1 && treasurers > 1) {
      warnings.add(
          name + " is 1: any one of " + treasurers + " treasurers can release a payout alone.");
    }
    return threshold;
  }

  /**
   * @param scheme "http" or "ws"
   */
  private void refusePlain(
      ConfigKey which, String scheme, String id, long chainId, List<Secret> urls) {
    boolean plain =
        urls.stream()
            .map(url -> URI.create(url.reveal()))
            .anyMatch(uri -> scheme.equalsIgnoreCase(uri.getScheme()) && !LoopbackName.is(uri));
    if (!plain || LocalChains.IDS.contains(chainId)) {
      return;
    }
    String name = which.of(id) + " is plain " + scheme + " to another machine";
    String key = ConfigKey.DAO_ALLOW_HTTP.of(id);
    if (flag(ConfigKey.DAO_ALLOW_HTTP, id)) {
      warnings.add(name + ", as " + key + " allows.");
    } else {
      problems.add(
          name
              + ": whoever sits in between can change what the chain seems to say. Use "
              + scheme
              + "s, or set "
              + key
              + "=true if nobody can.");
    }
  }

  private Map<Address, String> labels(String id) {
    Map<Address, String> labels = new LinkedHashMap<>();
    values.forEach(
        (name, label) ->
            ConfigKey.DAO_LABEL
                .partsOf(name)
                .filter(parts -> parts.getFirst().equals(id))
                .flatMap(parts -> address(name, parts.getLast()))
                .ifPresent(address -> labels.put(address, label.strip())));
    return labels;
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        (int) whole(ConfigKey.LIMIT_REQUESTS, 1, 1_000_000),
        (int) whole(ConfigKey.LIMIT_ACTS, 1, 1_000_000),
        whole(ConfigKey.LIMIT_BODY, 1024, 1L << 30),
        whole(ConfigKey.LIMIT_DIGEST_BODY, 1024, 1L << 30),
        (int) whole(ConfigKey.LIMIT_DRAFTS, 0, 1_000_000),
        (int) whole(ConfigKey.LIMIT_SUBSCRIBERS, 1, 100_000),
        (int) whole(ConfigKey.LIMIT_SUBSCRIBERS_EACH, 1, 100_000),
        whole(ConfigKey.LIMIT_FEE, 1, Long.MAX_VALUE),
        duration(ConfigKey.DIGEST_TIMEOUT),
        duration(ConfigKey.DIGEST_HANG));
  }

  /** One that can be guessed is no key. */
  private Optional<Secret> digestKey() {
    Optional<Secret> key = secret(ConfigKey.DIGEST_KEY);
    if (key.isPresent() && !key.get().reveal().matches("[!-~]{32,200}")) {
      problems.add(
          ConfigKey.DIGEST_KEY.of()
              + " should be 32 to 200 letters, digits or signs without spaces, e.g. what"
              + " `openssl rand -hex 32` prints.");
    }
    return key;
  }

  private List<URI> origins() {
    List<URI> origins = new ArrayList<>();
    for (String text : entries.list(ConfigKey.PUBLIC_ORIGIN)) {
      try {
        URI uri = new URI(text);
        boolean bare =
            uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && (uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"));
        if (bare && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
          origins.add(asBrowsersSay(uri));
          continue;
        }
      } catch (URISyntaxException e) {
        // Said below, like every other text that is no origin.
      }
      entries.bad(
          ConfigKey.PUBLIC_ORIGIN.of(),
          text,
          "an origin such as https://dao.example or http://localhost:9080");
    }
    if (origins.isEmpty()) {
      origins.add(URI.create("http://localhost:" + around.httpPort()));
      origins.add(URI.create("http://127.0.0.1:" + around.httpPort()));
    }
    return origins;
  }

  /** Without the port that the scheme has anyway, and in small letters. */
  private static URI asBrowsersSay(URI uri) throws URISyntaxException {
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    int port = uri.getPort() == usual ? -1 : uri.getPort();
    return new URI(
        uri.getScheme(), null, uri.getHost().toLowerCase(Locale.ROOT), port, null, null, null);
  }

  private Map<String, String> pluginsInUse() {
    Map<String, String> use = new LinkedHashMap<>();
    values.forEach(
        (name, id) ->
            ConfigKey.PLUGINS_USE
                .partsOf(name)
                .map(List::getFirst)
                .ifPresent(
                    kind -> {
                      if (PLUGIN_KINDS.contains(kind)) {
                        use.put(kind, id.strip());
                      } else {
                        problems.add(
                            name
                                + " names a kind that does not exist: use digester, strategy,"
                                + " executor or notifier.");
                      }
                    }));
    return use;
  }

  private List<String> pluginVariables() {
    List<String> names = entries.list(ConfigKey.PLUGINS_VARIABLES);
    for (String name : names) {
      if (!VARIABLE.matcher(name).matches()) {
        entries.bad(
            ConfigKey.PLUGINS_VARIABLES.of(),
            name,
            "names of environment variables (letters, digits, underscores), separated by commas");
      }
    }
    return names;
  }

  private Set<String> revoked() {
    Set<String> serials = new LinkedHashSet<>();
    for (String text : entries.list(ConfigKey.PLUGINS_REVOKED)) {
      String serial = text.toLowerCase(Locale.ROOT).replace(":", "");
      String digits = serial.startsWith("0x") ? serial.substring(2) : serial;
      if (SERIAL.matcher(digits).matches()) {
        serials.add(digits);
      } else {
        entries.bad(
            ConfigKey.PLUGINS_REVOKED.of(),
            text,
            "serial numbers of certificates as keytool prints them (hexadecimal), separated by"
                + " commas");
      }
    }
    return serials;
  }

  private Set<String> sha256() {
    Set<String> hashes = new LinkedHashSet<>();
    for (String text : entries.list(ConfigKey.PLUGINS_SHA256)) {
      String hash = text.toLowerCase(Locale.ROOT);
      if (SHA256.matcher(hash).matches()) {
        hashes.add(hash);
      } else {
        entries.bad(
            ConfigKey.PLUGINS_SHA256.of(),
            text,
            "SHA-256 hashes of 64 hexadecimal digits, separated by commas");
      }
    }
    return hashes;
  }

  /**
   * Several are separated by spaces or commas; a comma within an address belongs to it.
   *
   * @param scheme "http" or "ws"
   */
  private List<Secret> urls(ConfigKey key, String id, String value, String scheme) {
    Set<Secret> urls = new LinkedHashSet<>();
    for (String one : value.strip().split("\\s+|,\\s*(?=" + scheme + "s?://)|,\\s+|,$", -1)) {
      if (!one.isEmpty()) {
        Optional<Secret> url = url(key.of(id), one, scheme);
        if (url.isEmpty()) {
          return List.of();
        }
        urls.add(url.get());
      }
    }
    return List.copyOf(urls);
  }

  private Optional<Secret> url(String name, String value, String scheme) {
    try {
      URI uri = new URI(value);
      if (uri.getHost() != null
          && uri.getScheme() != null
          && uri.getScheme().toLowerCase(Locale.ROOT).matches(scheme + "s?")) {
        return Optional.of(new Secret(value));
      }
    } catch (URISyntaxException e) {
      // Its message would repeat the value, which is a secret.
    }
    problems.add(
        name
            + " is not "
            + (scheme.equals("ws") ? "a ws or wss" : "an http or https")
            + " address: check it (its value is not shown here).");
    return Optional.empty();
  }

  private Set<Address> addresses(ConfigKey key, String... parts) {
    Set<Address> addresses = new LinkedHashSet<>();
    for (String text : entries.list(key, parts)) {
      address(key.of(parts), text).ifPresent(addresses::add);
    }
    return addresses;
  }

  private Optional<Address> address(String name, String value) {
    try {
      return Optional.of(new Address(value));
    } catch (IllegalArgumentException e) {
      entries.bad(name, value, "an address of 0x and 40 hexadecimal digits");
      return Optional.empty();
    }
  }

  private Duration duration(ConfigKey key) {
    String value = entries.text(key).orElse("");
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      entries.bad(key.of(), value, "a time such as 500ms, 5s or 1m");
      return Duration.ZERO;
    }
    long amount = Long.parseLong(matcher.group(1));
    Function<Long, Duration> unit =
        switch (matcher.group(2)) {
          case "ms" -> Duration::ofMillis;
          case "s" -> Duration::ofSeconds;
          case "m" -> Duration::ofMinutes;
          default -> Duration::ofHours;
        };
    Duration duration = unit.apply(amount);
    if (duration.compareTo(Duration.ofMillis(50)) < 0) {
      entries.bad(key.of(), value, "at least 50ms");
    }
    return duration;
  }

  private boolean flag(ConfigKey key, String... parts) {
    String value = entries.text(key, parts).orElse("false").toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      entries.bad(key.of(parts), value, "true or false");
    }
    return value.equals("true");
  }

  private long whole(ConfigKey key, long least, long most, String... parts) {
    return number(key.of(parts), entries.text(key, parts).orElse(""), least, most).orElse(least);
  }

  private Optional<Long> number(String name, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    entries.bad(
        name,
        value,
        "a whole number from " + least + (most == Long.MAX_VALUE ? " up" : " to " + most));
    return Optional.empty();
  }

  private Optional<Path> path(ConfigKey key, String... parts) {
    return entries
        .text(key, parts)
        .flatMap(
            value -> {
              try {
                return Optional.of(base.resolve(value).toAbsolutePath().normalize());
              } catch (InvalidPathException e) {
                entries.bad(key.of(parts), value, "a path");
                return Optional.empty();
              }
            });
  }

  private Optional<Secret> secret(ConfigKey key, String... parts) {
    return entries.text(key, parts).map(Secret::new);
  }
}
