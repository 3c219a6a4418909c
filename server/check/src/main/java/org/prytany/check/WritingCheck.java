package org.prytany.check;

import java.util.ArrayList;
import java.util.List;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.registry.ModelEntry;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;
import org.prytany.inference.registry.RegistryException;
import org.prytany.inference.remote.RemoteEndpoint;
import org.prytany.inference.remote.RemoteWriter;
import org.prytany.settings.Settings;
import org.prytany.settings.WritingEngines;
import org.prytany.settings.WritingRoutes.Route;

/** Whether what is to write is there and whole, as the server asks when it starts. */
final class WritingCheck {

  private static final String SUBJECT = "writing";

  private WritingCheck() {}

  /**
   * @param offline whether no endpoint may be asked
   */
  static List<Remark> look(Settings settings, boolean offline) {
    List<Remark> remarks = new ArrayList<>();
    settings
        .writing()
        .ifPresent(
            chosen -> {
              chosen.routes().lines().forEach(line -> remarks.add(Remark.ok(SUBJECT, line)));
              for (Route route : chosen.routes().writers()) {
                if (route.engine() == Route.Engine.LOCAL) {
                  remarks.add(local(chosen, route.name()));
                }
              }
            });
    // Also those that nothing leads to yet: they were configured to be used.
    settings.engines().remotes().forEach(remote -> remarks.add(remote(remote, offline)));
    return remarks;
  }

  private static Remark local(Settings.Writing chosen, String name) {
    try {
      ModelEntry entry = new ModelRegistry(chosen.registry()).usable(name, ModelRole.WRITE);
      return Remark.ok(
          SUBJECT,
          "The model "
              + entry.name()
              + " is whole; SHA-256 of all its files: "
              + entry.sha256()
              + ".");
    } catch (RegistryException e) {
      return Remark.wrong(
          SUBJECT, "prytany.writing, local:" + name + ": " + e.getMessage() + " " + e.remedy());
    }
  }

  private static Remark remote(WritingEngines.Remote remote, boolean offline) {
    try {
      RemoteEndpoint endpoint =
          RemoteEndpoint.configured(
              remote.name(),
              remote.url().reveal(),
              remote.model(),
              remote.key().map(key -> key.reveal()),
              remote.keyFile(),
              remote.timeout(),
              remote.allowPlain(),
              remote.grammar());
      if (offline) {
        return Remark.ok(SUBJECT, endpoint + " is in order; it was not asked.");
      }
      try (RemoteWriter writer = new RemoteWriter(endpoint)) {
        writer.check();
      }
      return Remark.ok(SUBJECT, endpoint + " answers and has its model.");
    } catch (GenerationException e) {
      // The server starts without: it asks again.
      return e.code().equals("remote-config")
          ? Remark.wrong(SUBJECT, String.valueOf(e.getMessage()))
          : Remark.note(SUBJECT, String.valueOf(e.getMessage()));
    }
  }
}
