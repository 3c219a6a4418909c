/** Last stage: what execution really moved, read from the chain. */
@NullMarked
package org.prytany.governance.receipt;

import org.jspecify.annotations.NullMarked;
