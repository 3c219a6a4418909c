package org.prytany.acceptance.shipped;

import java.util.Comparator;
import java.util.Locale;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** Where a part comes from, and how its versions are ordered there. */
enum Ecosystem {
  MAVEN(Comparator.comparing(ComparableVersion::new)),
  NPM(new SemanticVersions()),
  /** Open Liberty's runtime and features: all of one version, four numbers. */
  LIBERTY(Comparator.comparing(ComparableVersion::new));

  private final Comparator<String> order;

  Ecosystem(Comparator<String> order) {
    this.order = order;
  }

  Comparator<String> order() {
    return order;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Ecosystem of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
