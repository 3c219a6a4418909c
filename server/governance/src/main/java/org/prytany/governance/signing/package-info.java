/** What the signer is asked, and the ledger that makes it sign once. */
@NullMarked
package org.prytany.governance.signing;

import org.jspecify.annotations.NullMarked;
