package org.prytany.governance.approval;

import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.findings.Finding;
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

  /** The findings that block, by name, sorted; a name stands as often as it is found. */
  public static List<String> blocking(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .map(FindingNames::of)
        .sorted()
        .toList();
  }

  /** The findings that block and that no single one of these lists lifts. */
  static List<Finding> left(Verdict verdict, List<List<String>> lifted) {
    List<List<String>> unused = new ArrayList<>();
    lifted.forEach(names -> unused.add(new ArrayList<>(names)));
    List<Finding> left = new ArrayList<>();
    for (Finding finding : verdict.findings()) {
      if (finding.severity() == Finding.Severity.RED) {
        boolean gone = false;
        for (List<String> names : unused) {
          // Each list is used up by itself: two people who lift the same finding lift one.
          gone |= names.remove(of(finding));
        }
        if (!gone) {
          left.add(finding);
        }
      }
    }
    return left;
  }
}
