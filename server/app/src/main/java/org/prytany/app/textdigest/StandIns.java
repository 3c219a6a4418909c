package org.prytany.app.textdigest;

import java.util.Map;
import org.prytany.app.view.ActionView;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.FindingView;
import org.prytany.spi.Address;

/**
 * Puts names back where addresses stood in for them: a stand-in must not be shown.
 *
 * @param names by the address that stood in
 */
record StandIns(Map<Address, String> names) {

  StandIns {
    names = Map.copyOf(names);
  }

  ActionView in(ActionView action) {
    return new ActionView(
        action.index(),
        name(action.target()),
        action.targetLabel(),
        action.valueWei(),
        action.function(),
        action.selector(),
        action.calldata(),
        action.arguments().stream()
            .map(
                argument ->
                    new ActionView.ArgumentView(
                        argument.name(), argument.type(), in(argument.value())))
            .toList(),
        in(action.line()),
        action.nested().stream().map(this::in).toList(),
        action.manner(),
        action.knowledge(),
        action.chain(),
        action.publisher());
  }

  EffectView in(EffectView effect) {
    return new EffectView(
        effect.kind(),
        name(effect.contract()),
        effect.from().map(this::name),
        effect.to().map(this::name),
        effect.symbol(),
        effect.decimals(),
        effect.token().map(this::name),
        effect.amount(),
        effect.subject(),
        effect.value(),
        effect.previous(),
        in(effect.line()),
        effect.chain());
  }

  FindingView in(FindingView finding) {
    return new FindingView(
        finding.code(),
        finding.severity(),
        in(finding.text()),
        finding.next(),
        finding.start(),
        finding.end(),
        finding.action());
  }

  /** A line in which "Name (0x...)", which reads well beside a real address, is the name alone. */
  String in(String line) {
    String shown = line;
    for (Map.Entry<Address, String> entry : names.entrySet()) {
      String checksummed = Checksummed.of(entry.getKey());
      shown =
          shown
              .replace(entry.getValue() + " (" + checksummed + ")", entry.getValue())
              .replace(entry.getKey().hex() + " (" + entry.getValue() + ")", entry.getValue())
              .replace(checksummed, entry.getValue())
              .replace(entry.getKey().hex(), entry.getValue());
    }
    return shown;
  }

  private String name(String address) {
    return names.getOrDefault(new Address(address), address);
  }
}
