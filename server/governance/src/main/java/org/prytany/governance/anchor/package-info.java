/** Beside the audit log: has its head written to a chain, so that the chain vouches for it. */
@NullMarked
package org.prytany.governance.anchor;

import org.jspecify.annotations.NullMarked;
