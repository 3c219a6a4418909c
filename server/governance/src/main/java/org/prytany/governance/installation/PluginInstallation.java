package org.prytany.governance.installation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
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

  private final OwnNonces nonces = new OwnNonces();
  private final ApprovedPlugins approved;
  private final PluginShelf shelf;
  private final InService inService;
  private final PlacedFiles files;
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
    this.inService = new InService(approved, shelf, plugins);
    this.files = new PlacedFiles(approved, shelf, inService);
    this.operators = Set.copyOf(operators);
    this.signatures = signatures;
    this.servers = servers.stream().map(PluginInstallation::origin).toList();
    this.audit = audit;
    this.clock = clock;
  }

  // As browsers say it.
  private static String origin(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * What was signed for last of a plugin, unless it is known not to have started; else what is in
   * service. Empty if there is neither.
   */
  public Optional<CurrentPlugin> current(String id) {
    return inService.current(id);
  }

  /** What putting an upload in service would be. */
  public Action action(UploadedPlugin upload) {
    return inService.action(upload);
  }

  /** Versions of a plugin that lie there when an order to take it out was done, by file. */
  public Map<String, String> left(PluginOrder removal) {
    return files.left(removal);
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
            inService.action(upload),
            upload.id(),
            upload.version(),
            sha256,
            inService.replaces(upload.id()));
    // What would be refused is not signed first.
    files.placement(order, upload);
    return order;
  }

  /**
   * What an operator signs to take a plugin out of service.
   *
   * @throws PrytanyException NOT_FOUND if there is none with this id
   */
  public PluginOrder prepareRemoval(Dao dao, Address operator, String id) {
    requireOperator(operator);
    CurrentPlugin now = inService.present(id);
    PluginOrder order =
        order(dao, operator, Action.REMOVE, id, now.version(), now.sha256(), PluginOrder.NOTHING);
    files.removal(order);
    return order;
  }

  /**
   * The same order, under another of this server's addresses: that by which whoever signs it came.
   *
   * @throws PrytanyException APPROVAL_REFUSED if browsers do not find this server there
   */
  public PluginOrder addressed(PluginOrder order, String server) {
    if (!servers.contains(origin(server))) {
      throw Refused.because(
          "You asked for it at "
              + Refused.shown(server)
              + ", and this server does not go by that address: ask under the address at which"
              + " browsers find it, or have its operator add yours to prytany.public-origin.");
    }
    return new PluginOrder(
        order.chainId(),
        order.governor(),
        order.action(),
        origin(server),
        order.plugin(),
        order.version(),
        order.sha256(),
        order.replaces(),
        order.operator(),
        order.nonce(),
        order.expiry(),
        order.signature());
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
            ? files.removal(order)
            : files.placement(order, uploaded(order.sha256()));
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
      throw Refused.because(operator + " is no operator of this server (prytany.operators).");
    }
  }

  private void requireSigned(PluginOrder order) {
    Instant now = clock.instant();
    Address operator = order.operator();
    requireOperator(operator);
    if (!servers.contains(order.server())) {
      throw Refused.because(
          "It is signed for the server "
              + Refused.shown(order.server())
              + ", and this is another one.");
    }
    Instant expiry = Instant.ofEpochSecond(order.expiry());
    if (!expiry.isAfter(now)) {
      throw Refused.because("It has expired: sign a new one.");
    }
    if (expiry.isAfter(now.plus(COUNTS))) {
      throw Refused.because("It counts for longer than an hour: sign one that this server made.");
    }
    if (approved.knows(order)) {
      throw Refused.because("It was used already: sign a new one.");
    }
    if (!nonces.has(order.nonce())) {
      throw Refused.because("It was not made by this server since its start: sign a new one.");
    }
    if (!signatures.signed(order.chainId(), operator, order.data().digest(), order.signature())) {
      throw Refused.because(
          "The signature is not by the key of "
              + operator
              + "; a contract, such as a Safe, cannot order plugins: let an operator with a key of"
              + " their own sign.");
    }
  }

  private UploadedPlugin uploaded(String sha256) {
    return shelf
        .uploaded(sha256)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND,
                    "No upload with the SHA-256 "
                        + Refused.shown(sha256)
                        + " waits: uploads wait until the server restarts. Upload the file"
                        + " again."));
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
}
