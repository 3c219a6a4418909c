/** `prytany abi`: the ABIs by which a server names calls that it does not know. */
@NullMarked
package org.prytany.verify.abi;

import org.jspecify.annotations.NullMarked;
