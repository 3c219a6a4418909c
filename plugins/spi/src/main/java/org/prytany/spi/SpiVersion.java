package org.prytany.spi;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of these interfaces, which is not the server's. What a plugin was compiled against
 * still links with every later version that {@link #breaks} nothing since.
 *
 * @param major while it is 0, another minor may break what was compiled before; from 1 on, only
 *     another major may
 * @param minor what was added, and breaks nothing unless the major is 0
 */
public record SpiVersion(int major, int minor) implements Comparable<SpiVersion> {

  /** The version of the interfaces beside this class. */
  public static final SpiVersion CURRENT = new SpiVersion(0, 1);

  private static final Pattern WORDS = Pattern.compile("(\\d{1,4}+)\\.(\\d{1,4}+)");

  private static final Comparator<SpiVersion> ORDER =
      Comparator.comparingInt(SpiVersion::major).thenComparingInt(SpiVersion::minor);

  /**
   * Reads "0.1".
   *
   * @return empty if it is no version
   */
  public static Optional<SpiVersion> of(String words) {
    Matcher version = WORDS.matcher(words);
    return version.matches()
        ? Optional.of(
            new SpiVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))))
        : Optional.empty();
  }

  /** Whether what was compiled against an earlier version need not link with this one. */
  public boolean breaks(SpiVersion earlier) {
    return major != earlier.major || (major == 0 && minor != earlier.minor);
  }

  @Override
  public int compareTo(SpiVersion other) {
    return ORDER.compare(this, other);
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
