package org.prytany.host.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a WAR is, as far as can be seen without running it.
 *
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param refusals why it is not run, in words; empty if nothing stands against it
 * @param uses what its classes use beyond computing
 * @param asks what its manifest asks for
 * @param classes how many classes were read
 */
public record Report(
    String sha256, List<String> refusals, List<Use> uses, Set<Permission> asks, int classes) {

  public Report {
    refusals = List.copyOf(refusals);
    uses = List.copyOf(uses);
    asks = Set.copyOf(asks);
  }

  /**
   * One use.
   *
   * @param permission that it needs
   * @param in the library that holds the class; "" for the WAR's own classes
   * @param className of the class that uses it, with dots
   * @param method of that class
   * @param what it uses, e.g. "java.nio.file.Files.delete"
   */
  public record Use(
      Permission permission, String in, String className, String method, String what) {

    /** For people. */
    public String words() {
      return className + "." + method + (in.isEmpty() ? "" : " (" + in + ")") + " uses " + what;
    }
  }

  /** The same, with more that stands against it. */
  public Report refused(List<String> more) {
    List<String> all = new ArrayList<>(refusals);
    all.addAll(more);
    return new Report(sha256, all, uses, asks, classes);
  }

  /** Whether it may be run, once an operator listed it. */
  public boolean clean() {
    return refusals.isEmpty();
  }

  /** How often each permission is used. */
  public Map<Permission, Long> counts() {
    return uses.stream()
        .collect(Collectors.groupingBy(Use::permission, TreeMap::new, Collectors.counting()));
  }

  /** What its classes use and its manifest does not ask for. */
  public Set<Permission> notAsked() {
    Set<Permission> used = new TreeSet<>(counts().keySet());
    used.removeAll(asks);
    return used;
  }
}
