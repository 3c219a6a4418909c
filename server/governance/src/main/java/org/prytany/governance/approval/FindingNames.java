package org.prytany.governance.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;

/**
 * How an override names the findings that it lifts: the code, and the call where it is about one,
 * e.g. "AMOUNT_CONTRADICTED in call 2" (counted from 1). A name that stands twice lifts two.
 */
public final class FindingNames {

  private FindingNames() {}

  public static String of(Finding finding) {
    return finding.action() < 0
        ? finding.code()
        : finding.code() + " in call " + (finding.action() + 1);
  }

  /** What a name means, in plain English, with its call; itself for one of no finding there is. */
  public static String meaning(String name) {
    int call = name.indexOf(" in call ");
    String code = call < 0 ? name : name.substring(0, call);
    return FindingCode.named(code)
        .map(
            its -> call < 0 ? its.meaning() : its.meaning() + " (" + name.substring(call + 1) + ")")
        .orElse(name);
  }

  /**
   * The findings that block and that names stand for, in the order of the names: each finding once,
   * and empty for a name that is none of them.
   */
  public static List<Optional<Finding>> named(Verdict verdict, List<String> names) {
    List<Finding> unused = new ArrayList<>(reds(verdict));
    List<Optional<Finding>> named = new ArrayList<>();
    for (String name : names) {
      Optional<Finding> its =
          unused.stream().filter(finding -> of(finding).equals(name)).findFirst();
      its.ifPresent(unused::remove);
      named.add(its);
    }
    return named;
  }

  /** The findings that block, by name, sorted; a name stands as often as it is found. */
  public static List<String> blocking(Verdict verdict) {
    return reds(verdict).stream().map(FindingNames::of).sorted().toList();
  }

  private static List<Finding> reds(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .toList();
  }

  /** The findings that block and that no single one of these lists lifts. */
  static List<Finding> left(Verdict verdict, List<List<String>> lifted) {
    List<List<String>> unused = new ArrayList<>();
    lifted.forEach(names -> unused.add(new ArrayList<>(names)));
    List<Finding> left = new ArrayList<>();
    for (Finding finding : reds(verdict)) {
      boolean gone = false;
      for (List<String> names : unused) {
        // Each list is used up by itself: two people who lift the same finding lift one.
        gone |= names.remove(of(finding));
      }
      if (!gone) {
        left.add(finding);
      }
    }
    return left;
  }
}
