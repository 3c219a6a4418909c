package org.prytany.spi;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of an interface's jar is not compatible with an earlier one, as japicmp sees it. */
final class Compatibility {

  private Compatibility() {}

  /**
   * @return one line for each class, method or field that breaks what was compiled before, or what
   *     compiled before
   */
  static List<String> broken(byte[] before, byte[] now) {
    JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    List<JApiClass> classes =
        new JarArchiveComparator(options)
            .compare(
                new JApiCmpArchive(before, "before", "0"), new JApiCmpArchive(now, "now", "1"));
    List<String> broken = new ArrayList<>();
    for (JApiClass type : classes) {
      add(broken, type, type.getFullyQualifiedName());
      Stream.of(type.getMethods(), type.getConstructors(), type.getFields(), type.getInterfaces())
          .flatMap(List::stream)
          .map(JApiCompatibility.class::cast)
          .forEach(member -> add(broken, member, type.getFullyQualifiedName() + ": " + member));
    }
    return broken;
  }

  private static void add(List<String> broken, JApiCompatibility part, String name) {
    part.getCompatibilityChanges().stream()
        .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
        .forEach(change -> broken.add(change.getType() + " " + name));
  }
}
