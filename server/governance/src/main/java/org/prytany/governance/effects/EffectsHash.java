package org.prytany.governance.effects;

import java.util.Comparator;
import java.util.List;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Puts effects in canonical order and hashes them: no gas, no block, no order of execution. */
public final class EffectsHash {

  private static final Comparator<Effect> ORDER =
      Comparator.comparing(Effect::kind)
          .thenComparing(Effect::contract)
          .thenComparing(effect -> effect.from().orElse(Address.ZERO))
          .thenComparing(effect -> effect.to().orElse(Address.ZERO))
          .thenComparing(Effect::subject)
          .thenComparing(Effect::value)
          .thenComparing(Effect::amount)
          .thenComparing(Effect::chain);

  private EffectsHash() {}

  public static List<Effect> canonicalOrder(List<Effect> effects) {
    return effects.stream().sorted(ORDER).toList();
  }

  /**
   * "0x" and SHA-256 over the effects in canonical order. Token symbols and decimals are left out:
   * they are what a contract says of itself, not what moves.
   */
  public static String of(boolean succeeded, List<Effect> effects) {
    CanonicalBytes bytes = new CanonicalBytes("prytany-effects-1");
    bytes.add(succeeded ? "succeeds" : "reverts");
    bytes.size(effects.size());
    for (Effect effect : canonicalOrder(effects)) {
      bytes.add(effect.kind().name());
      bytes.add(effect.contract().hex());
      bytes.add(effect.from().map(Address::hex).orElse(""));
      bytes.add(effect.to().map(Address::hex).orElse(""));
      bytes.add(effect.amount());
      bytes.add(effect.subject());
      bytes.add(effect.value());
      if (effect.isElsewhere()) {
        // No kind is called so: what was hashed before there were other chains keeps its hash.
        bytes.add("on another chain");
        bytes.add(effect.chain());
      }
    }
    return bytes.sha256();
  }
}
