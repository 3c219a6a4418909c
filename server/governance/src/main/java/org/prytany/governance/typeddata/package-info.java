/** What people sign with a wallet (EIP-712), and its hashes, without any library. */
@NullMarked
package org.prytany.governance.typeddata;

import org.jspecify.annotations.NullMarked;
