/** What all stages need of a chain: blocks, and the errors of asking for them. */
@NullMarked
package org.prytany.governance.chain;

import org.jspecify.annotations.NullMarked;
