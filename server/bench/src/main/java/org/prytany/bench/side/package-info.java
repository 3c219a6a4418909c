/** Processes that are set against each other, and what is made of repeated measurements. */
@NullMarked
package org.prytany.bench.side;

import org.jspecify.annotations.NullMarked;
