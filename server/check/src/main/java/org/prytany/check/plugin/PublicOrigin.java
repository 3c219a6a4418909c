package org.prytany.check.plugin;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.OperatorOrder;
import picocli.CommandLine.Option;

/** Where browsers find a server, which is what it is called in what operators sign. */
final class PublicOrigin {

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description =
          "Where browsers find the page (prytany.public-origin), if that is not --server.")
  private @Nullable URI origin;

  URI of(OperatorOrder order) {
    return origin == null ? order.server() : origin;
  }
}
