package org.prytany.bridge;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.spi.Notifier;
import org.prytany.spi.Plugin;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.TreasuryExecutor;
import org.prytany.spi.VoteStrategy;

/** The kinds of plugin that there are, each with the one interface through which it is called. */
public enum PluginKind {
  DIGESTER("digester", ProposalDigester.class),
  STRATEGY("strategy", VoteStrategy.class),
  EXECUTOR("executor", TreasuryExecutor.class),
  NOTIFIER("notifier", Notifier.class);

  private final String key;
  private final Class<? extends Plugin> contract;

  PluginKind(String key, Class<? extends Plugin> contract) {
    this.key = key;
    this.contract = contract;
  }

  /** The kind's name in configuration keys, e.g. "strategy". */
  public String key() {
    return key;
  }

  /** The SPI interface. */
  public Class<? extends Plugin> contract() {
    return contract;
  }

  /** The kinds among a bean's types; a bean may be more than one. */
  static List<PluginKind> of(Set<? extends Type> types) {
    return Stream.of(values()).filter(kind -> types.contains(kind.contract)).toList();
  }
}
