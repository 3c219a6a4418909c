/** The process that holds the keys: put together from the operator's two files, and started. */
@NullMarked
package org.prytany.signerd;

import org.jspecify.annotations.NullMarked;
