package org.prytany.host.inspect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which members of the JDK, and of what the server gives, need which permission. */
final class Uses {

  private static final List<Rule> RULES = UseRules.TABLE.lines().map(Rule::read).toList();

  /** Those for any class. */
  private static final List<Rule> ANY =
      RULES.stream().filter(rule -> rule.owner().equals("*")).toList();

  /** Where the JDK's classes lie, and others that rules name. */
  private static final List<String> LOOKED_AT =
      List.of(
          "java/",
          "javax/",
          "jdk/",
          "sun/",
          "com/sun/",
          "org/ietf/jgss/",
          "org/xml/sax/",
          "org/eclipse/microprofile/",
          "jakarta/annotation/",
          "jakarta/persistence/");

  /** What needs a permission only by being named, such as an annotation. */
  private static final List<String> TYPES =
      List.of(
          "org/eclipse/microprofile/config/",
          "org/eclipse/microprofile/rest/client/",
          "jakarta/annotation/Resource",
          "jakarta/annotation/sql/",
          "jakarta/persistence/");

  /**
   * A line of the table.
   *
   * @param permissions none for what only computes
   */
  private record Rule(Set<Permission> permissions, String owner, List<String> members) {

    static Rule read(String line) {
      List<String> words = List.of(line.split(" ", -1));
      EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
      if (!words.get(0).equals("PURE")) {
        for (String one : words.get(0).split(",", -1)) {
          permissions.add(Permission.valueOf(one));
        }
      }
      return new Rule(permissions, words.get(1), words.subList(2, words.size()));
    }

    boolean named(String of) {
      if (owner.endsWith("/")) {
        return of.startsWith(owner);
      }
      if (owner.endsWith("*")) {
        return of.startsWith(owner.substring(0, owner.length() - 1));
      }
      return of.startsWith(owner)
          && (of.length() == owner.length() || of.charAt(owner.length()) == '$');
    }

    boolean fits(String of, String member, String type) {
      return named(of)
          && (members.isEmpty() || members.stream().anyMatch(one -> same(one, member, type)));
    }

    // What a subclass inherits under a name of its own; constructors it calls by their owner's.
    boolean inherited(String parent) {
      boolean wide = owner.endsWith("/") || owner.equals("*");
      return named(parent)
          && (members.isEmpty() || (!wide && members.stream().anyMatch(one -> !one.contains("("))));
    }

    private static boolean same(String rule, String member, String type) {
      int at = rule.indexOf('(');
      if (at >= 0) {
        return type.startsWith(rule.substring(at)) && same(rule.substring(0, at), member, "");
      }
      int star = rule.indexOf('*');
      return star < 0
          ? rule.equals(member)
          : member.startsWith(rule.substring(0, star)) && member.endsWith(rule.substring(star + 1));
    }
  }

  private Uses() {}

  /**
   * What the use of a member needs.
   *
   * @param owner with slashes
   * @param type its descriptor
   */
  static Set<Permission> of(String owner, String member, String type) {
    List<Rule> rules = LOOKED_AT.stream().anyMatch(owner::startsWith) ? RULES : ANY;
    return rules.stream()
        .filter(rule -> rule.fits(owner, member, type))
        .findFirst()
        .map(Rule::permissions)
        .orElseGet(() -> unknown(owner));
  }

  /** What being a subclass needs: a subclass has its parent's members under a name of its own. */
  static Set<Permission> parent(String parent) {
    return RULES.stream()
        .filter(rule -> rule.inherited(parent))
        .findFirst()
        .map(Rule::permissions)
        .orElseGet(() -> unknown(parent));
  }

  /** Types, or beginnings of them, that need a permission only by being named, in a descriptor. */
  static List<String> types(String descriptor) {
    return TYPES.stream().filter(type -> descriptor.contains("L" + type)).toList();
  }

  // A package that the table does not name. java.lang has many that do more than compute.
  private static Set<Permission> unknown(String owner) {
    boolean computes = owner.startsWith("java/lang/") && owner.indexOf('/', 10) < 0;
    boolean own =
        owner.startsWith("java/")
            || owner.startsWith("javax/")
            || owner.startsWith("jdk/")
            || owner.startsWith("sun/")
            || owner.startsWith("com/sun/");
    return own && !computes ? Set.of(Permission.UNSAFE) : Set.of();
  }
}
