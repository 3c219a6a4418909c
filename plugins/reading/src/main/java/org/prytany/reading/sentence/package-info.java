/** Cuts visible text into sentences. */
@NullMarked
package org.prytany.reading.sentence;

import org.jspecify.annotations.NullMarked;
