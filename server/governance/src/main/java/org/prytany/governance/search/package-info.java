/** Finds stored proposals by words, addresses and amounts, and whom they pay. */
@NullMarked
package org.prytany.governance.search;

import org.jspecify.annotations.NullMarked;
