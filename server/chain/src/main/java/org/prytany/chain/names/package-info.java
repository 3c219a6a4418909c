/** Names of accounts, as registries on a chain have them; for readers alone. */
@NullMarked
package org.prytany.chain.names;

import org.jspecify.annotations.NullMarked;
