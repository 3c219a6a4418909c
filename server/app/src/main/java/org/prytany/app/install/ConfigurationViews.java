package org.prytany.app.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.app.install.PluginSchemas.Configurable;
import org.prytany.app.view.PluginConfigurationView;
import org.prytany.app.view.PluginConfigurationView.OrderedValueView;
import org.prytany.app.view.PluginConfigurationView.PluginSettingView;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.OrderedSettings;
import org.prytany.governance.installation.SetValue;
import org.prytany.host.configuration.Setting;

/** Says what can be set for a plugin, and what is; never a secret. */
public final class ConfigurationViews {

  private final OrderedSettings settings;
  private final boolean values;

  /**
   * @param values whether values are shown that are no secrets
   */
  public ConfigurationViews(OrderedSettings settings, boolean values) {
    this.settings = settings;
    this.values = values;
  }

  /**
   * What is known of one plugin.
   *
   * @param here empty if nothing can be set for it here, where what is ordered can be unset
   * @throws PrytanyException NOT_FOUND if nothing is ordered for it, either
   */
  public PluginConfigurationView of(String id, Optional<Configurable> here) {
    Map<String, SetValue> ordered = settings.ordered(id);
    Map<String, String> configured = settings.configured(id);
    if (here.isEmpty() && ordered.isEmpty()) {
      throw new PrytanyException(
          FailureCode.NOT_FOUND,
          "Nothing can be set for a plugin with this id here: GET /api/v1/plugins says what plugins"
              + " there are, and ./prytany plugin check WAR what can be set for one.");
    }
    List<PluginSettingView> known = new ArrayList<>();
    Map<String, SetValue> others = new TreeMap<>(ordered);
    for (Setting one : here.map(its -> its.schema().settings()).orElse(List.of())) {
      others.remove(one.name());
      known.add(
          view(
              one,
              Optional.ofNullable(ordered.get(one.name())),
              Optional.ofNullable(configured.get(one.name())).filter(its -> !its.isBlank())));
    }
    return new PluginConfigurationView(
        id,
        here.map(Configurable::version).orElse(""),
        here.map(Configurable::sha256).orElse(""),
        settings.latest(id),
        settings.onTrial(id),
        settings.takenBack(id),
        known,
        others.entrySet().stream()
            .map(one -> new OrderedValueView(one.getKey(), one.getValue().hash(one.getKey())))
            .toList());
  }

  private PluginSettingView view(
      Setting its, Optional<SetValue> ordered, Optional<String> configured) {
    String from =
        ordered.isPresent()
            ? "order"
            : configured.isPresent() ? "file" : its.byDefault().isPresent() ? "default" : "nothing";
    return new PluginSettingView(
        its.name(),
        its.type().name().toLowerCase(Locale.ROOT),
        its.title(),
        its.description(),
        its.secret(),
        its.required(),
        its.expected(),
        its.byDefault(),
        its.choices(),
        from,
        ordered
            .map(SetValue::value)
            .or(() -> configured)
            .or(its::byDefault)
            .filter(value -> values && !its.secret()),
        ordered.map(one -> one.hash(its.name())));
  }
}
