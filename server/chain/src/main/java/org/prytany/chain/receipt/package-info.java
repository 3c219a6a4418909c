/** Reads what an execution moved. */
@NullMarked
package org.prytany.chain.receipt;

import org.jspecify.annotations.NullMarked;
