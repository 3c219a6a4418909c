/** What kind of governor a contract is, and how each kind is asked and called. */
@NullMarked
package org.prytany.chain.family;

import org.jspecify.annotations.NullMarked;
