/**
 * Reads what the compiled contracts say about themselves: their artifacts and their custom errors.
 */
@NullMarked
package org.prytany.contracts;

import org.jspecify.annotations.NullMarked;
