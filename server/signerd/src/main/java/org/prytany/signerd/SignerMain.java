package org.prytany.signerd;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signerd.guard.Clocks;

/**
 * The signer's process: {@code --config FILE [--signer FILE] [--accept-rollback]}. Says in one line
 * that it is ready, or why it does not start.
 */
public final class SignerMain {

  /** How the line begins in which it says where it listens. */
  public static final String READY = "prytany signer: ready at ";

  /** How the line begins in which it says why it does not start. */
  public static final String REFUSED = "prytany signer: start refused: ";

  /** EX_USAGE and EX_CONFIG of sysexits.h. */
  private static final int USAGE = 64;

  private static final int CONFIG = 78;

  private SignerMain() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    Optional<String> config = value(arguments, "--config");
    if (config.isEmpty()) {
      out.println(REFUSED + "say --config FILE, the configuration file that the server reads.");
      System.exit(USAGE);
    }
    Path common = Path.of(config.orElseThrow());
    Path own =
        value(arguments, "--signer")
            .map(Path::of)
            .orElseGet(() -> common.toAbsolutePath().resolveSibling("signer.properties"));
    boolean acceptRollback = java.util.List.of(arguments).contains("--accept-rollback");
    try {
      SignerHouse house =
          SignerHouse.open(SignerFile.read(common, own), acceptRollback, Clocks.system(), out);
      Runtime.getRuntime().addShutdownHook(new Thread(house::close, "signer-close"));
      out.println(READY + house.socket());
      out.flush();
      house.serve();
    } catch (PrytanyException e) {
      String said = e.getMessage();
      out.println(REFUSED + e.code() + ": " + (said == null ? "" : said).replace("\n", " "));
      out.flush();
      System.exit(CONFIG);
    }
  }

  private static Optional<String> value(String[] arguments, String name) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals(name)) {
        return Optional.of(arguments[i + 1]);
      }
    }
    return Optional.empty();
  }
}
