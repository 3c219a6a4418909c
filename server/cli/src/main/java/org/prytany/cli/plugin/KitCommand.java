package org.prytany.cli.plugin;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** `prytany plugin kit`, which the launcher does itself; here for the help alone. */
@Command(
    name = "kit",
    mixinStandardHelpOptions = true,
    description = {
      "Puts what plugins are built with into your local Maven repository: the interfaces, the test"
          + " kit, a BOM and the parent POM, with sources and documentation.",
      "",
      "Once, and again after every update of Prytany."
    })
public final class KitCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new IllegalStateException("the launcher does this");
  }
}
