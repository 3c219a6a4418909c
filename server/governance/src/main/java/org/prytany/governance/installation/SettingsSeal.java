package org.prytany.governance.installation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * Whether what is kept of an order is what an operator signed.
 *
 * @param signatures asks no chain: what counted once counts the same at each start
 */
record SettingsSeal(Set<Address> operators, SignatureCheck signatures) {

  private static final Logger LOG = System.getLogger(SettingsSeal.class.getName());

  boolean counts(SignedSettings one, String plugin) {
    SettingsOrder order = one.order();
    boolean counts =
        order.plugin().equals(plugin)
            && operators.contains(order.operator())
            && one.fits()
            && signatures.signed(
                order.chainId(), order.operator(), order.data().digest(), order.signature());
    if (!counts) {
      LOG.log(
          Level.ERROR,
          "What is kept as ordered for the plugin {0} is not signed by an operator and does not"
              + " count.",
          plugin);
    }
    return counts;
  }
}
