package org.prytany.governance.installation;

import java.lang.module.ModuleDescriptor.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * Puts uploaded plugins in service, and takes them out, while the server runs: only by an
 * operator's signature that names this server, the very file, what it replaces, and what is done.
 * Thread-safe.
 */
public final class PluginInstallation {

  /** How long an order can be handed in. */
  static final Duration COUNTS = Duration.ofHours(1);

  private static final Set<State> DID_NOT_START =
      Set.of(State.FAILED, State.REFUSED, State.QUARANTINED);

  private final OwnNonces nonces = new OwnNonces();
  private final ApprovedPlugins approved;
  private final PluginShelf shelf;
  private final Plugins plugins;
  private final Set<Address> operators;
  private final SignatureCheck signatures;
  private final List<String> servers;
  private final AuditLog audit;
  private final InstantSource clock;

  /**
   * @param operators who may order
   * @param signatures by operators' own keys: asks no chain, which whoever sends an order chooses
   * @param servers where browsers find this server; the first is what is put into orders
   */
  public PluginInstallation(
      ApprovedPlugins approved,
      PluginShelf shelf,
      Plugins plugins,
      Set<Address> operators,
      SignatureCheck signatures,
      List<String> servers,
      AuditLog audit,
      InstantSource clock) {
    this.approved = approved;
    this.shelf = shelf;
    this.plugins = plugins;
    this.operators = Set.copyOf(operators);
    this.signatures = signatures;
    this.servers = List.copyOf(servers);
    this.audit = audit;
    this.clock = clock;
  }

  private Optional<PluginStatus> inService(String id) {
    return plugins.statuses().stream()
        .filter(one -> one.id().equals(id) && !one.kind().isEmpty())
        .filter(one -> one.state() != State.GONE && one.sha256().isPresent())
        .reduce((earlier, later) -> later.state() == State.ACTIVE ? later : earlier);
  }

  /**
   * What an order about a plugin is compared with.
   *
   * @param file its name in the directory of plugins
   */
  public record Current(String version, String sha256, String file) {}

  /**
   * What was signed for last of a plugin, unless it is known not to have started; else what is in
   * service. Empty if there is neither.
   */
  public Optional<Current> current(String id) {
    Optional<Current> signedLast =
        approved.inForce(id).map(one -> new Current(one.version(), one.sha256(), file(id)));
    Optional<Current> runs =
        inService(id)
            .map(
                now ->
                    new Current(
                        now.version(), now.sha256().orElseThrow(), now.file().orElse(file(id))));
    return signedLast.filter(one -> !failed(one.sha256())).or(() -> runs).or(() -> signedLast);
  }

  private boolean failed(String sha256) {
    return plugins.statuses().stream()
        .filter(one -> one.kind().isEmpty() && one.sha256().equals(Optional.of(sha256)))
        .anyMatch(one -> DID_NOT_START.contains(one.state()));
  }

  /**
   * What putting an upload in service would be. It is a downgrade against the newest there is: of
   * what was signed for last, what is in service, and what lies ready, running or not.
   */
  public Action action(UploadedPlugin upload) {
    List<String> there = new ArrayList<>(shelf.versions(upload.id()).values());
    approved.inForce(upload.id()).ifPresent(one -> there.add(one.version()));
    inService(upload.id()).ifPresent(one -> there.add(one.version()));
    if (there.isEmpty()) {
      return Action.INSTALL;
    }
    return there.stream().anyMatch(one -> older(upload.version(), one))
        ? Action.DOWNGRADE
        : Action.UPDATE;
  }

  /**
   * What an operator signs to put an upload in service.
   *
   * @param dao in whose domain it is signed; the plugin is for all DAOs
   * @throws PrytanyException NOT_FOUND if no such upload waits; APPROVAL_REFUSED if it cannot be
   *     put in service
   */
  public PluginOrder prepare(Dao dao, Address operator, String sha256) {
    requireOperator(operator);
    UploadedPlugin upload = uploaded(sha256);
    PluginOrder order =
        order(
            dao,
            operator,
            action(upload),
            upload.id(),
            upload.version(),
            sha256,
            replaces(upload.id()));
    // What would be refused is not signed first.
    placement(order, upload);
    return order;
  }

  /**
   * What an operator signs to take a plugin out of service.
   *
   * @throws PrytanyException NOT_FOUND if there is none with this id
   */
  public PluginOrder prepareRemoval(Dao dao, Address operator, String id) {
    requireOperator(operator);
    Current now = present(id);
    PluginOrder order =
        order(dao, operator, Action.REMOVE, id, now.version(), now.sha256(), PluginOrder.NOTHING);
    removal(order);
    return order;
  }

  /** Versions of a plugin that lie there when an order to take it out was done, by file. */
  public Map<String, String> left(PluginOrder removal) {
    Map<String, String> left = new TreeMap<>(shelf.versions(removal.plugin()));
    removed(removal).keySet().forEach(left::remove);
    return left;
  }

  private String replaces(String id) {
    return current(id).map(Current::sha256).orElse(PluginOrder.NOTHING);
  }

  private PluginOrder order(
      Dao dao,
      Address operator,
      Action action,
      String id,
      String version,
      String sha256,
      String replaces) {
    return new PluginOrder(
        dao.chainId(),
        dao.governor(),
        action,
        servers.getFirst(),
        id,
        version,
        sha256,
        replaces,
        operator,
        nonces.draw(),
        clock.instant().plus(COUNTS).getEpochSecond(),
        "");
  }

  /**
   * Does what was ordered.
   *
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong; NOT_FOUND if the upload or the
   *     plugin is not there any more; CONFIGURATION_INVALID if a file cannot be written
   */
  public synchronized void carryOut(PluginOrder order) {
    requireSigned(order);
    Runnable work =
        order.action() == Action.REMOVE
            ? removal(order)
            : placement(order, uploaded(order.sha256()));
    audit.append(order.operator().hex(), act(order), order.plugin(), details(order));
    try {
      approved.take(order);
      work.run();
    } catch (PrytanyException e) {
      takeBack(order, e);
      throw e;
    }
  }

  private void takeBack(PluginOrder order, PrytanyException cause) {
    try {
      approved.forget(order);
    } catch (PrytanyException e) {
      cause.addSuppressed(e);
    }
    audit.append(
        AuditLog.SERVER,
        "plugin.order-failed",
        order.plugin(),
        Map.of("sha256", order.sha256(), "reason", String.valueOf(cause.getMessage())));
  }

  private void requireOperator(Address operator) {
    if (!operators.contains(operator)) {
      throw refused(operator + " is no operator of this server (prytany.operators).");
    }
  }

  private void requireSigned(PluginOrder order) {
    Instant now = clock.instant();
    Address operator = order.operator();
    requireOperator(operator);
    if (!servers.contains(order.server())) {
      throw refused(
          "It is signed for the server " + shown(order.server()) + ", and this is another one.");
    }
    Instant expiry = Instant.ofEpochSecond(order.expiry());
    if (!expiry.isAfter(now)) {
      throw refused("It has expired: sign a new one.");
    }
    if (expiry.isAfter(now.plus(COUNTS))) {
      throw refused("It counts for longer than an hour: sign one that this server made.");
    }
    if (approved.knows(order)) {
      throw refused("It was used already: sign a new one.");
    }
    if (!nonces.has(order.nonce())) {
      throw refused("It was not made by this server since its start: sign a new one.");
    }
    if (!signatures.signed(order.chainId(), operator, order.data().digest(), order.signature())) {
      throw refused(
          "The signature is not by the key of "
              + operator
              + "; a contract, such as a Safe, cannot order plugins: let an operator with a key of"
              + " their own sign.");
    }
  }

  private Runnable placement(PluginOrder order, UploadedPlugin upload) {
    if (!order.plugin().equals(upload.id()) || !order.version().equals(upload.version())) {
      throw refused("It names another plugin or version than the file has: sign a new one.");
    }
    Optional<PluginStatus> now = inService(upload.id());
    if (!replaces(upload.id()).equals(order.replaces())) {
      throw refused(
          "Another version is in service or signed for now than the one that it replaces: sign a"
              + " new one.");
    }
    Action action = action(upload);
    if (order.action() != action) {
      throw refused(
          "It says " + order.action().word() + ", and this is " + action.word() + ": sign that.");
    }
    if (now.filter(one -> !one.kind().equals(upload.kind())).isPresent()) {
      throw refused(
          "The plugin "
              + upload.id()
              + " in service is a "
              + now.get().kind()
              + " and this one a "
              + upload.kind()
              + ": give it an id of its own.");
    }
    // Under a name of its own: what the configuration lists is the operator's, who puts it back.
    String file = file(upload.id());
    boolean others =
        shelf.lying(file).isPresent()
            && !ours(upload.id())
            && !now.flatMap(PluginStatus::file).equals(Optional.of(file));
    if (others) {
      throw refused(
          "A file "
              + file
              + " that nobody signed for lies in the plugin directory: take it away first.");
    }
    return () -> shelf.place(upload.sha256(), file);
  }

  private Runnable removal(PluginOrder order) {
    Current now = present(order.plugin());
    if (!now.sha256().equals(order.sha256()) || !now.version().equals(order.version())) {
      throw refused(
          "Another version is in service now than the one that it names: sign a new one.");
    }
    Map<String, String> files = removed(order);
    if (files.isEmpty() && approved.inForce(order.plugin()).isEmpty()) {
      throw refused(
          "The file "
              + shown(now.file())
              + " in the plugin directory is not the one in service: look at it, and take it away"
              + " there.");
    }
    return () -> files.forEach(shelf::remove);
  }

  /**
   * Hashes by file of what goes: what is named, and what was signed for last. Whoever says where it
   * lies may be wrong, so its hash is looked at, and whose it says that it is.
   */
  private Map<String, String> removed(PluginOrder order) {
    Map<String, String> files = new TreeMap<>();
    String id = order.plugin();
    Optional<PluginOrder> signedLast = approved.inForce(id);
    for (String file : new TreeSet<>(List.of(present(id).file(), file(id)))) {
      shelf
          .lying(file)
          .filter(one -> one.id().isEmpty() || one.id().equals(id))
          .map(UploadedPlugin::sha256)
          .filter(
              sha256 ->
                  sha256.equals(order.sha256())
                      || signedLast.filter(one -> one.sha256().equals(sha256)).isPresent())
          .ifPresent(sha256 -> files.put(file, sha256));
    }
    return files;
  }

  private static String file(String id) {
    return id + ".war";
  }

  /** Whether the file of this plugin that lies there is the one that was signed for last. */
  private boolean ours(String id) {
    Optional<String> signedFor = approved.inForce(id).map(PluginOrder::sha256);
    return signedFor.isPresent()
        && shelf.lying(file(id)).map(UploadedPlugin::sha256).equals(signedFor);
  }

  private Current present(String id) {
    return current(id)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND,
                    "No plugin '"
                        + shown(id)
                        + "' is in service: GET /api/v1/plugins says what there is."));
  }

  private UploadedPlugin uploaded(String sha256) {
    return shelf
        .uploaded(sha256)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND,
                    "No upload with the SHA-256 "
                        + shown(sha256)
                        + " waits: uploads wait until the server restarts. Upload the file again."));
  }

  /** Whether it is older, or not known to be as new. */
  private static boolean older(String version, String than) {
    try {
      return Version.parse(version).compareTo(Version.parse(released(than))) < 0;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /** A plugin may say behind a "+" with what it runs; that makes it no other version. */
  private static String released(String version) {
    int plus = version.indexOf('+');
    return plus < 0 ? version : version.substring(0, plus);
  }

  private static String act(PluginOrder order) {
    return order.action() == Action.REMOVE ? "plugin.removal-signed" : "plugin.approved";
  }

  private static Map<String, String> details(PluginOrder order) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("action", order.action().word());
    details.put("version", order.version());
    details.put("sha256", order.sha256());
    details.put("replaces", order.replaces());
    details.put("server", order.server());
    details.put("nonce", order.nonce());
    details.put("expiry", Long.toString(order.expiry()));
    details.put("signature", order.signature());
    return details;
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, why);
  }
}
