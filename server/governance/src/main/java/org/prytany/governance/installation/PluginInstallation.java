package org.prytany.governance.installation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.spi.Address;

/**
 * Puts uploaded plugins in service, and takes them out, while the server runs: only by an
 * operator's signature that names this server, the very file, what it replaces, and what is done.
 * Thread-safe.
 */
public final class PluginInstallation {

  private final OrderGate gate;
  private final ApprovedPlugins approved;
  private final PluginShelf shelf;
  private final InService inService;
  private final PlacedFiles files;
  private final AuditLog audit;

  /**
   * @param gate what every order has to pass
   */
  public PluginInstallation(
      OrderGate gate,
      ApprovedPlugins approved,
      PluginShelf shelf,
      Plugins plugins,
      AuditLog audit) {
    this.gate = gate;
    this.approved = approved;
    this.shelf = shelf;
    this.inService = new InService(approved, shelf, plugins);
    this.files = new PlacedFiles(approved, shelf, inService);
    this.audit = audit;
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

  /** That an upload is another plugin, by its kinds, than one that is there; empty if not. */
  public Optional<String> otherKinds(UploadedPlugin upload) {
    return inService.otherKinds(upload);
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
    gate.requireOperator(operator);
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
    gate.requireOperator(operator);
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
    return new PluginOrder(
        order.chainId(),
        order.governor(),
        order.action(),
        gate.server(server),
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
        gate.server(),
        id,
        version,
        sha256,
        replaces,
        operator,
        gate.nonce(),
        gate.expiry(),
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

  private void requireSigned(PluginOrder order) {
    gate.requireCurrent(order.operator(), order.server(), order.expiry());
    if (approved.knows(order)) {
      throw Refused.because("It was used already: sign a new one.");
    }
    gate.requireSigned(
        order.chainId(), order.operator(), order.nonce(), order.data(), order.signature());
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
