package org.prytany.governance.installation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;

/** What an order does to the files of plugins, or why it does nothing. */
final class PlacedFiles {

  private final ApprovedPlugins approved;
  private final PluginShelf shelf;
  private final InService inService;

  PlacedFiles(ApprovedPlugins approved, PluginShelf shelf, InService inService) {
    this.approved = approved;
    this.shelf = shelf;
    this.inService = inService;
  }

  Runnable placement(PluginOrder order, UploadedPlugin upload) {
    if (!order.plugin().equals(upload.id()) || !order.version().equals(upload.version())) {
      throw Refused.because(
          "It names another plugin or version than the file has: sign a new one.");
    }
    Optional<PluginStatus> now = inService.running(upload.id());
    if (!inService.replaces(upload.id()).equals(order.replaces())) {
      throw Refused.because(
          "Another version is in service or signed for now than the one that it replaces: sign a"
              + " new one.");
    }
    Action action = inService.action(upload);
    if (order.action() != action) {
      throw Refused.because(
          "It says " + order.action().word() + ", and this is " + action.word() + ": sign that.");
    }
    Optional<String> otherKinds = inService.otherKinds(upload);
    if (otherKinds.isPresent()) {
      throw Refused.because(otherKinds.get());
    }
    // Under a name of its own: what the configuration lists is the operator's, who puts it back.
    String file = file(upload.id());
    Optional<UploadedPlugin> lying = shelf.lying(file);
    boolean runs = now.flatMap(PluginStatus::file).equals(Optional.of(file));
    if (lying.isEmpty() || runs) {
      return () -> shelf.place(upload.sha256(), file);
    }
    Optional<String> ours =
        approved.inForce(upload.id()).map(PluginOrder::sha256).filter(lying.get().sha256()::equals);
    if (ours.isEmpty()) {
      throw strange(file);
    }
    return () -> {
      // What is written over is read, whatever its date says.
      if (!shelf.is(file, ours.get())) {
        throw strange(file);
      }
      shelf.place(upload.sha256(), file);
    };
  }

  private static PrytanyException strange(String file) {
    return Refused.because(
        "A file "
            + file
            + " that nobody signed for lies in the plugin directory: take it away first.");
  }

  Runnable removal(PluginOrder order) {
    CurrentPlugin now = inService.present(order.plugin());
    if (!now.sha256().equals(order.sha256()) || !now.version().equals(order.version())) {
      throw Refused.because(
          "Another version is in service now than the one that it names: sign a new one.");
    }
    Map<String, String> files = removed(order);
    if (files.isEmpty() && approved.inForce(order.plugin()).isEmpty()) {
      throw Refused.because(
          "The file "
              + Refused.shown(now.file())
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
    for (String file : new TreeSet<>(List.of(inService.present(id).file(), file(id)))) {
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

  static String file(String id) {
    return id + ".war";
  }

  /** Versions of a plugin that lie there when an order to take it out was done, by file. */
  Map<String, String> left(PluginOrder removal) {
    Map<String, String> left = new TreeMap<>(shelf.versions(removal.plugin()));
    removed(removal).keySet().forEach(left::remove);
    return left;
  }
}
