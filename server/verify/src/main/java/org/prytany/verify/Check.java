package org.prytany.verify;

import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.statement.TreasurerStatement;

/** Holds what is asked against what was found, field by field. */
final class Check {

  private Check() {}

  /** One field. */
  record Line(String field, boolean same, String detail) {}

  static List<Line> of(TreasurerStatement asked, OwnView.Found found) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        found
            .belongs()
            .map(why -> new Line("proposalId", false, why))
            .orElseGet(() -> new Line("proposalId", true, "the text and the calls belong to it")));
    lines.add(field("contentHash", asked.contentHash(), found.content().contentHash()));
    lines.add(field("actionsHash", asked.actionsHash(), found.content().actionsHash()));
    if (asked.kind().bindsEffects()) {
      lines.add(field("effectsHash", asked.effectsHash(), found.effects().effectsHash()));
      lines.addAll(words(asked.effects(), found.words()));
    } else {
      lines.add(field("effectsHash", asked.effectsHash(), TreasurerStatement.NO_EFFECTS));
      lines.addAll(words(asked.effects(), List.of()));
    }
    return lines;
  }

  private static List<Line> words(List<String> asked, List<String> found) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(asked.size(), found.size()); i++) {
      String one = i < asked.size() ? asked.get(i) : "(nothing)";
      String other = i < found.size() ? found.get(i) : "(nothing)";
      lines.add(field("effects " + (i + 1), one, other));
    }
    return lines;
  }

  private static Line field(String name, String asked, String found) {
    return asked.equals(found)
        ? new Line(name, true, asked)
        : new Line(name, false, "asked: " + asked + "\n      found: " + found);
  }
}
