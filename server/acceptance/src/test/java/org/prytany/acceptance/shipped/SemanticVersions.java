package org.prytany.acceptance.shipped;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * Precedence of semver.org 2.0.0, section 11: numbers by value, a pre-release before its release.
 */
final class SemanticVersions implements Comparator<String> {

  @Override
  public int compare(String left, String right) {
    String[] one = withoutBuild(left).split("-", 2);
    String[] other = withoutBuild(right).split("-", 2);
    int numbers = identifiers(one[0], other[0]);
    if (numbers != 0 || one.length == 1 || other.length == 1) {
      return numbers != 0 ? numbers : Integer.compare(other.length, one.length);
    }
    return identifiers(one[1], other[1]);
  }

  private static String withoutBuild(String version) {
    return version.split("\\+", 2)[0];
  }

  private static int identifiers(String left, String right) {
    List<String> one = List.of(left.split("\\."));
    List<String> other = List.of(right.split("\\."));
    for (int at = 0; at < Math.min(one.size(), other.size()); at++) {
      int order = identifier(one.get(at), other.get(at));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static int identifier(String left, String right) {
    boolean number = isNumber(left);
    if (number != isNumber(right)) {
      return number ? -1 : 1;
    }
    return number ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
  }

  private static boolean isNumber(String identifier) {
    return !identifier.isEmpty() && identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
