/** The aggregate: one proposal, everything that is known and was done about it. */
@NullMarked
package org.prytany.governance.proposal;

import org.jspecify.annotations.NullMarked;
