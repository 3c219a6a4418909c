/** Reads the numbers that a text writes, in digits and in words. */
@NullMarked
package org.prytany.reading.number;

import org.jspecify.annotations.NullMarked;
