package org.prytany.host.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Writes an upload to a file as long as it goes on coming: however long it takes, but no slower
 * than a bad line, so that nobody keeps a place by sending next to nothing.
 *
 * @param nanos a clock that only goes forward, in nanoseconds
 */
record Receiving(LongSupplier nanos) {

  /** So much has to come in {@link #WINDOW}. */
  static final int LEAST_BYTES = 65_536;

  /** Nanoseconds spent waiting for the sender; what the server does itself does not count. */
  static final long WINDOW = TimeUnit.SECONDS.toNanos(20);

  private static final int ZIP_FIRST = 'P';
  private static final int ZIP_SECOND = 'K';

  void copy(InputStream in, OptionalLong declared, Path part) throws IOException {
    long bytes = 0;
    long waited = 0;
    long came = 0;
    byte[] buffer = new byte[LEAST_BYTES];
    try (OutputStream out = Files.newOutputStream(part)) {
      while (true) {
        long before = nanos.getAsLong();
        int read = in.read(buffer);
        waited += nanos.getAsLong() - before;
        if (read < 0) {
          break;
        }
        if (bytes == 0 && read > 1 && (buffer[0] != ZIP_FIRST || buffer[1] != ZIP_SECOND)) {
          throw invalid("It is no WAR file: send the file that the plugin's build made.");
        }
        bytes += read;
        came += read;
        if (bytes > Staging.MOST_BYTES) {
          throw invalid(
              "It is larger than the 64 MiB that an upload may have: send a smaller one.");
        }
        if (came >= LEAST_BYTES) {
          came = 0;
          waited = 0;
        } else if (waited > WINDOW) {
          throw invalid(
              "The upload came slower than 64 KiB in 20 seconds: send it again over a better"
                  + " line, or from the server's own machine.");
        }
        out.write(buffer, 0, read);
      }
    }
    if (bytes < 2) {
      throw invalid("Nothing was sent: send the WAR file as the body of the request.");
    }
    if (declared.isPresent() && declared.getAsLong() != bytes) {
      throw invalid(
          "The upload was cut: "
              + bytes
              + " of "
              + declared.getAsLong()
              + " bytes came. Send it again.");
    }
  }

  private static PrytanyException invalid(String why) {
    return new PrytanyException(FailureCode.INVALID_INPUT, why);
  }
}
