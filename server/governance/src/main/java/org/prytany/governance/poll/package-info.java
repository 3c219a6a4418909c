/** Votes that are no transactions: what a hub publishes, what is signed, and who signs it. */
@NullMarked
package org.prytany.governance.poll;

import org.jspecify.annotations.NullMarked;
