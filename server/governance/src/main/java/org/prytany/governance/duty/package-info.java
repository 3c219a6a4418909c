/** Beside the line: what is due, as leased documents. */
@NullMarked
package org.prytany.governance.duty;

import org.jspecify.annotations.NullMarked;
