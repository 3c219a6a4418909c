package org.prytany.spi;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiHasChangeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the jar of some interfaces differs from an earlier one, as japicmp sees it. */
final class Compatibility {

  private Compatibility() {}

  /**
   * What stands against interfaces of some version, after others of an earlier one.
   *
   * @return one line for each difference that needs a higher version than it has; none if all is
   *     well
   */
  static List<String> objections(byte[] before, SpiVersion then, byte[] now, SpiVersion version) {
    if (version.compareTo(then) < 0) {
      return List.of("the version " + version + " is less than " + then);
    }
    if (version.breaks(then)) {
      return List.of();
    }
    List<String> broken = broken(before, now);
    return broken.isEmpty() && version.equals(then) ? changed(before, now) : broken;
  }

  /**
   * @return one line for each class, method or field that breaks what was compiled before, or what
   *     compiled before
   */
  static List<String> broken(byte[] before, byte[] now) {
    List<String> broken = new ArrayList<>();
    for (JApiClass type : classes(before, now)) {
      broken(broken, type, type.getFullyQualifiedName());
      members(type, JApiCompatibility.class)
          .forEach(member -> broken(broken, member, type.getFullyQualifiedName() + ": " + member));
    }
    return broken;
  }

  /**
   * What is compiled against it need not link with the earlier one.
   *
   * @return one line for each class, method or field that is new or another
   */
  static List<String> changed(byte[] before, byte[] now) {
    List<String> changed = new ArrayList<>();
    for (JApiClass type : classes(before, now)) {
      if (type.getChangeStatus() == JApiChangeStatus.NEW) {
        changed.add("NEW " + type.getFullyQualifiedName());
      }
      members(type, JApiHasChangeStatus.class)
          .filter(member -> member.getChangeStatus() != JApiChangeStatus.UNCHANGED)
          .forEach(
              member ->
                  changed.add(
                      member.getChangeStatus()
                          + " "
                          + type.getFullyQualifiedName()
                          + ": "
                          + member));
    }
    return changed;
  }

  private static List<JApiClass> classes(byte[] before, byte[] now) {
    JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    return new JarArchiveComparator(options)
        .compare(new JApiCmpArchive(before, "before", "0"), new JApiCmpArchive(now, "now", "1"));
  }

  private static <T> Stream<T> members(JApiClass type, Class<T> as) {
    return Stream.of(
            type.getMethods(), type.getConstructors(), type.getFields(), type.getInterfaces())
        .flatMap(List::stream)
        .map(as::cast);
  }

  private static void broken(List<String> broken, JApiCompatibility part, String name) {
    part.getCompatibilityChanges().stream()
        .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
        .forEach(change -> broken.add(change.getType() + " " + name));
  }
}
