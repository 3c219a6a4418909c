package org.prytany.governance.installation;

import java.util.Map;
import org.prytany.governance.statement.SettingsOrder;

/**
 * An order about a plugin's values, and the values that it binds.
 *
 * @param values by name; all that is ordered for the plugin
 */
public record SignedSettings(SettingsOrder order, Map<String, SetValue> values) {
  public SignedSettings {
    values = Map.copyOf(values);
  }

  /** Whether the values are the ones that the order binds. */
  boolean fits() {
    return SetValue.hashOf(values).equals(order.values());
  }
}
