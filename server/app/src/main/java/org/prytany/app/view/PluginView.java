package org.prytany.app.view;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prytany.governance.plugin.PluginStatus;

/** A plugin. */
@Schema(name = "PluginStatus")
public record PluginView(
    String id,
    String version,
    String kind,
    String state,
    String reason,
    Optional<String> file,
    Optional<String> sha256) {

  public static PluginView of(PluginStatus status) {
    return new PluginView(
        status.id(),
        status.version(),
        status.kind(),
        status.state().name(),
        status.reason(),
        status.file().map(PluginView::lastPart),
        status.sha256());
  }

  // Where the server's folders lie is nobody's business.
  private static String lastPart(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }
}
